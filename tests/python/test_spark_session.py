"""What a session is told. No Java runs here."""

import shlex

from spark import session


def test_few_parts_are_for_one_machine_and_a_cluster_has_its_own_number(tmp_path, monkeypatch):
    for master, few in (("", True), ("local[3]", True), ("spark://127.0.0.1:7077", False)):
        monkeypatch.setenv(session.MASTER, master)
        settings = session.configuration(tmp_path)
        assert (session.FEW_PARTS.items() <= settings.items()) == few
        assert bool(settings.keys() & session.FEW_PARTS) == few
    assert not session.RUNTIME.keys() & session.FEW_PARTS, "a server has its own, too"


def test_a_folder_may_have_a_blank_and_a_quote(tmp_path):
    folder = tmp_path / "it's a b"
    options = session.configuration(folder)["spark.driver.extraJavaOptions"]
    assert shlex.split(options) == [
        "-Duser.timezone=UTC", f"-Dderby.stream.error.file={folder / 'derby.log'}",
    ]  # fmt: skip

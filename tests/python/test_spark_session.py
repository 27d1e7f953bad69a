"""What a session is told. No Java runs here."""

import shlex

from spark import session


def test_a_folder_may_have_a_blank_and_a_quote(tmp_path):
    folder = tmp_path / "it's a b"
    options = session.configuration(folder)["spark.driver.extraJavaOptions"]
    assert shlex.split(options) == [
        "-Duser.timezone=UTC", f"-Dderby.stream.error.file={folder / 'derby.log'}",
    ]  # fmt: skip

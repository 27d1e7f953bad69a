"""compose.yaml by Docker Compose's own program, which needs no daemon to read it."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from reelhouse.settings import PROJECT

COMPOSE = Path(sys.executable).parent / "docker-compose"


def config(text):
    return subprocess.run(
        [COMPOSE, "--project-directory", PROJECT, "--env-file", PROJECT / ".env.example",
         "--file", "-", "config", "--quiet"],
        input=text, capture_output=True, text=True,
    )  # fmt: skip


def test_compose_reads_its_file():
    done = config((PROJECT / "compose.yaml").read_text())
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("service_healthy", "service_helthy"),
        ("healthcheck:", "healthchek:"),
        ("volumes:", "volume:"),
    ],
)
def test_it_would_refuse_a_slip(right, wrong):
    done = config((PROJECT / "compose.yaml").read_text().replace(right, wrong))
    assert done.returncode != 0


def test_every_service_is_watched_and_none_listens_to_the_world():
    services = yaml.safe_load((PROJECT / "compose.yaml").read_text())["services"]
    assert set(services) == {"kafka", "schema-registry", "kafka-ui", "postgres", "playground"}
    for service in services.values():
        assert service["healthcheck"]["test"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_packages_that_both_files_pin_are_the_same():
    pins = [
        dict(line.split("==") for line in (PROJECT / name).read_text().split() if "==" in line)
        for name in ("requirements.txt", "requirements-feed.txt")
    ]
    both = set(pins[0]) & set(pins[1])
    assert {"duckdb", "pyarrow", "numpy"} <= both
    assert {name: pins[0][name] for name in both} == {name: pins[1][name] for name in both}

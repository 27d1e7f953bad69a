"""The processes of a cluster: counted by the master, lost without a word, ended with the block."""

import os
import subprocess
import sys
import time

from reelhouse.settings import PROJECT
from spark import session
from spark.cluster import cluster

SHOWN = """
import sys
from pathlib import Path
from spark import session

running = session.start(Path(sys.argv[1]))
print([running.conf.get(name, "") for name in session.FEW_PARTS])
running.stop()
"""


def test_the_master_counts_its_workers_and_all_of_them_end(tmp_path):
    with cluster(tmp_path, workers=1) as running:
        assert running.alive() == 1
        running.add_worker()
        assert running.alive() == 2
        running.kill_worker(0)
        until = time.monotonic() + 60
        while running.alive() != 1 and time.monotonic() < until:
            time.sleep(0.2)
        assert running.alive() == 1
    assert all(each.poll() is not None for each in (running.master, *running.workers))
    assert running.alive() == -1


def parts(folder, told):
    """Those of a driver's settings."""
    return subprocess.run(
        [sys.executable, "-c", SHOWN, str(folder)], cwd=PROJECT, env=os.environ | told,
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip


def test_a_driver_has_few_parts_here_and_elsewhere_those_of_its_own_settings(tmp_path):
    with cluster(tmp_path, workers=0) as running:
        told = running.environment()
        assert parts(tmp_path / "here", told) == str(list(session.FEW_PARTS.values()))
        (tmp_path / "settings" / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 7")
        assert parts(tmp_path / "elsewhere", told) == "['7', '']"

"""The processes of a cluster: counted by the master, lost without a word, ended with the block."""

import time

from spark.cluster import cluster


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

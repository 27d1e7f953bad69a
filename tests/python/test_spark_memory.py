"""The memory of a process is counted with that of all that it has started."""

import os
import shutil
import subprocess
import sys
import time

import pytest

from spark import memory

SIZE = 100 * 2**20
# a child that starts a child, which fills its memory, says so and waits
HOLDS = f"held = b'x' * {SIZE}; print('held', flush=True); input()"
STARTS = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}])"


def test_memory_of_a_grandchild_counts_while_it_lives():
    before = memory.taken(os.getpid())
    with memory.Watch() as watch:
        child = subprocess.Popen(
            [sys.executable, "-c", STARTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert child.stdout.readline() == b"held\n"
        assert memory.taken(os.getpid()) > before + SIZE
        time.sleep(2 * memory.EVERY)
        child.communicate(b"\n")
    assert watch.peak > before + SIZE
    assert memory.taken(os.getpid()) < before + SIZE


@pytest.mark.skipif(not shutil.which("ps"), reason="there is no ps")
def test_without_a_folder_of_processes_ps_is_asked(tmp_path, monkeypatch):
    listed = {process: size for process, _, size in memory.listed()}
    monkeypatch.setattr(memory, "PROCESSES", tmp_path)
    asked = {process: (parent, size) for process, parent, size in memory.listed()}
    parent, size = asked[os.getpid()]
    assert parent == os.getppid()
    assert 0.5 < size / listed[os.getpid()] < 2

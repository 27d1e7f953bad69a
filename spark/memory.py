"""How much memory a process and those that it has started take at most, together."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from typing import Any

EVERY = 0.5  # seconds
PROCESSES = Path("/proc")


class Watch:
    """Looks at the processes while a block runs; `peak` is in bytes.

    Pages that several processes share are counted for each, so it is a bit too much.
    """

    def __init__(self) -> None:
        self.peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            self.peak = max(self.peak, taken(os.getpid()))


def taken(root: int) -> int:
    """The bytes of memory that a process and all its descendants take now."""
    parents, sizes = {}, {}
    for process, parent, size in listed():
        parents[process], sizes[process] = parent, size
    total = 0
    for process, size in sizes.items():
        above = process
        while above != root and above in parents:
            above = parents[above]
        total += size if above == root else 0
    return total


def listed() -> list[tuple[int, int, int]]:
    """Each process with its parent and the bytes that it takes."""
    if (PROCESSES / "self" / "stat").exists():
        page = os.sysconf("SC_PAGE_SIZE")
        found = []
        for stat in PROCESSES.glob("[0-9]*/stat"):
            try:
                text = stat.read_text()
            except OSError:  # it has ended
                continue
            fields = text.rsplit(")", 1)[1].split()
            found.append((int(stat.parent.name), int(fields[1]), int(fields[21]) * page))
        return found
    lines = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = (line.split() for line in lines)
    return [(int(process), int(parent), int(size) * 1024) for process, parent, size in rows]

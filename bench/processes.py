"""What a command of Spark takes: CPU of dbt, Java and all other processes that work for it."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reelhouse.settings import PROJECT

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True)
class Cost:
    """What a command took, Java and all other children included."""

    cpu: float
    wall: float
    peak: int  # bytes in memory


def measure(command: Sequence[str], environment: dict[str, str], more: Sequence[int] = ()) -> Cost:
    """Run it in a session of its own; `more` are further sessions that work for it."""
    before = cpu_seconds(more)[0]
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        said: list[str] = []
        assert process.stdout
        reader = threading.Thread(target=said.extend, args=(process.stdout,))
        reader.start()
        seen: dict[int, float] = {}
        peak = 0
        while process.poll() is None:
            now, memory = looked([process.pid, *more])
            seen |= now
            peak = max(peak, memory)
            time.sleep(SECONDS_BETWEEN_LOOKS)
        reader.join()
    if process.returncode:
        raise SystemExit(f"this failed: {' '.join(command)}\n{''.join(said)}")
    return Cost(sum(seen.values()) - before, time.perf_counter() - started, peak)


def cpu_seconds(sessions: Sequence[int]) -> tuple[float, int]:
    """Of all processes of these sessions so far, and their memory."""
    seen, memory = looked(sessions)
    return sum(seen.values()), memory


def looked(sessions: Sequence[int]) -> tuple[dict[int, float], int]:
    """The CPU seconds of each process of these sessions, and the memory of all."""
    seen: dict[int, float] = {}
    memory = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(words[3]) in sessions:
            seen[int(place.parent.name)] = (int(words[11]) + int(words[12])) / TICK
            memory += int(words[21]) * PAGE
    return seen, memory

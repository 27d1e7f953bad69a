"""What a person sees of long work: one line that moves on a terminal, plain lines elsewhere.

Output that nobody takes, a pipe that was closed or a full disk, never stops the work: an error
inside a callback of dbt would leave dbt waiting for ever. What is lost is said at the end.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TextIO

EVERY_SECONDS = 2.0
BAR_WIDTH = 24


class Progress:
    """Lines that stay, and one status line below them that is overwritten."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._status = ""
        self._shown_at = 0.0
        self._lock = threading.Lock()
        self.lost: OSError | None = None

    @property
    def stream(self) -> TextIO:
        """Where it goes; looked up each time, since others may redirect stdout."""
        return self._stream or sys.stdout or _nowhere()

    @property
    def is_terminal(self) -> bool:
        """Whether a line can be overwritten."""
        return self.stream.isatty()

    def line(self, text: str) -> None:
        """Print a line for good."""
        with self._lock, self._tolerant():
            self._erase()
            self.stream.write(text + "\n")
            self._draw()
            self.stream.flush()

    def status(self, text: str, *, share: float | None = None) -> None:
        """Show where the work stands; off a terminal a line at most every two seconds."""
        with self._lock, self._tolerant():
            if not self.is_terminal:
                if time.monotonic() - self._shown_at >= EVERY_SECONDS:
                    self._shown_at = time.monotonic()
                    self.stream.write(f"    {text}\n")
                    self.stream.flush()
                return
            self._erase()
            self._status = f"{bar(share)} {text}" if share is not None else text
            self._draw()
            self.stream.flush()

    def clear(self) -> None:
        """Take the status line away."""
        with self._lock, self._tolerant():
            self._shown_at = time.monotonic()
            self._erase()
            self._status = ""
            self.stream.flush()

    @contextlib.contextmanager
    def _tolerant(self) -> Iterator[None]:
        """Go on in silence once the stream can't be written."""
        try:
            yield
        except OSError as error:
            self.lost = self.lost or error
            self._stream = _nowhere()
            if sys.stdout is not None:  # what it still holds must go somewhere when it is closed
                with contextlib.suppress(OSError, ValueError):
                    os.dup2(self._stream.fileno(), sys.stdout.fileno())

    def _erase(self) -> None:
        if self.is_terminal and self._status:
            self.stream.write("\r\x1b[K")

    def _draw(self) -> None:
        if self.is_terminal and self._status:
            self.stream.write(self._status)


def bar(share: float) -> str:
    """A bar that is full at 1."""
    filled = round(min(max(share, 0.0), 1.0) * BAR_WIDTH)
    return "[" + "#" * filled + "." * (BAR_WIDTH - filled) + "]"


def generation(name: str, progress: Progress) -> Callable[[int, int, int], None]:
    """The generator's report callback: days done, rows, rows per second."""
    started = time.monotonic()

    def report(done_days: int, all_days: int, rows: int) -> None:
        seconds = max(time.monotonic() - started, 1e-6)
        text = (
            f"{name}: day {done_days} of {all_days}, {rows:,} rows, {rows / seconds:,.0f} a second"
        )
        progress.status(text, share=done_days / max(all_days, 1))

    progress.clear()
    return report


@lru_cache(maxsize=1)
def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def note(text: str) -> None:
    """Lines beside the output, on stderr, if that can be written."""
    for line in text.splitlines():
        with contextlib.suppress(OSError, ValueError):
            print(f"reelhouse: {line}", file=sys.stderr, flush=True)


_progress: Progress | None = None


def display() -> Progress:
    """The one display of this process."""
    global _progress
    if _progress is None:
        _progress = Progress()
    return _progress

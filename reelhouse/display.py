"""What a person sees of long work: lines that stay, and on a terminal bars below them.

Output that nobody takes, a pipe that was closed or a full disk, never stops the work: an error
inside a callback of dbt would leave dbt waiting forever. What is lost is said at the end.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:  # rich takes a tenth of a second, which a refusal does not need
    from rich.console import Console
    from rich.progress import Progress, TaskID

EVERY_SECONDS = 2.0
NO_EDGE = 10_000  # columns of a file


class Outlet(io.TextIOBase):
    """Standard output, or another stream, that goes nowhere once nobody takes it."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    @property
    def stream(self) -> TextIO:
        """Where it goes; looked up each time, since others may redirect stdout."""
        return self._stream or sys.stdout or _nowhere()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """What the stream can show."""
        return getattr(self.stream, "encoding", None) or "utf-8"

    def isatty(self) -> bool:
        """Whether a line can be overwritten."""
        return self.stream.isatty()

    def write(self, text: str) -> int:
        """Write it, with an escape in place of what the encoding lacks."""
        with self._tolerant():
            encoded = text.encode(self.encoding, "backslashreplace")
            self.stream.write(encoded.decode(self.encoding))
        return len(text)

    def flush(self) -> None:
        """Hand on what is held back."""
        with self._tolerant():
            self.stream.flush()

    @contextlib.contextmanager
    def in_place_of_stdout(self) -> Iterator[None]:
        """Let whatever prints be as tolerant."""
        before, self._stream, self.lost = self._stream, self.stream, None
        try:
            with contextlib.redirect_stdout(self):
                yield
        finally:
            self.flush()
            self._stream = before

    @contextlib.contextmanager
    def _tolerant(self) -> Iterator[None]:
        """Go on in silence once the stream can't be written."""
        try:
            yield
        except OSError as error:
            self.lost = self.lost or error
            # what the stream still holds must go somewhere when it is closed
            with contextlib.suppress(OSError, ValueError):
                os.dup2(_nowhere().fileno(), self.stream.fileno())
            self._stream = _nowhere()


class Display:
    """Lines and tables that stay, and the bars of what is under way."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.outlet = Outlet(stream)
        self.is_the_result = False  # the command is nothing but its output
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._shown_at = 0.0

    @cached_property
    def console(self) -> Console:
        """Rich's console; text is shown as it stands, never as markup."""
        from rich.console import Console

        width = None if self.outlet.isatty() else NO_EDGE
        file = cast(TextIO, self.outlet)
        return Console(file=file, markup=False, emoji=False, highlight=False, width=width)

    def line(self, text: str = "", *, style: str = "") -> None:
        """Print a line for good."""
        self.console.print(text, style=style or None, soft_wrap=True)

    def table(self, rows: Sequence[tuple[str, ...]], *, numbers: int = 1) -> None:
        """Print rows in columns, indented; the last so many columns are numbers."""
        columns = [[*map(len, column)] for column in zip(*rows, strict=True)]
        signs = "<" * (len(columns) - numbers) + ">" * numbers
        for row in rows:
            cells = zip(row, signs, map(max, columns), strict=True)
            text = "  ".join(f"{cell:{sign}{width}}" for cell, sign, width in cells)
            self.line(f"  {text.rstrip()}")

    @contextlib.contextmanager
    def bars(self) -> Iterator[None]:
        """Show bars below the lines for as long as the work takes, if this is a terminal."""
        if self._bars or not self.console.is_interactive:
            yield
            return
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.table import Column

        text = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True))
        columns = BarColumn(bar_width=24), TimeElapsedColumn(), text
        bars = Progress(*columns, console=self.console, transient=True, refresh_per_second=4)
        with bars:
            self._bars = bars
            try:
                yield
            finally:
                self._bars = None
                self._tasks.clear()

    def show(self, work: str, text: str, done: int, total: int) -> None:
        """Tell where a piece of work stands: by its bar, else by a line every two seconds.

        As long as the total is not known, which is 0, there is nothing to tell but by a bar.
        """
        if self._bars is None:
            if total and time.monotonic() - self._shown_at >= EVERY_SECONDS:
                self._shown_at = time.monotonic()
                self.line(f"    {text}")
            return
        if work not in self._tasks:
            self._tasks[work] = self._bars.add_task(text, total=None)
        self._bars.update(self._tasks[work], description=text, completed=done, total=total or None)
        if done >= total > 0:
            self._bars.remove_task(self._tasks.pop(work))


def generation(name: str, display: Display) -> Callable[[int, int, int], None]:
    """The generator's report callback: days done, rows, rows per second."""
    started = time.monotonic()

    def report(done_days: int, all_days: int, rows: int) -> None:
        rate = rows / max(time.monotonic() - started, 1e-6)
        text = f"{name}: day {done_days} of {all_days}, {rows:,} rows, {rate:,.0f} a second"
        display.show(name, text, done_days, all_days)

    return report


def note(text: str) -> None:
    """Lines beside the output, on stderr, if that can be written."""
    for line in text.splitlines():
        with contextlib.suppress(OSError, ValueError):
            print(f"reelhouse: {line}", file=sys.stderr, flush=True)


def show_page(path: Path) -> None:
    """Print the path of a page, and open it where there is a desktop."""
    display().line(str(path))
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY"):
        webbrowser.open(path.as_uri())


@lru_cache(maxsize=1)
def display() -> Display:
    """The one display of this process."""
    return Display()


@lru_cache(maxsize=1)
def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")

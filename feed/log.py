"""Lines that a person can read: time, who, what; colored on a terminal."""

from __future__ import annotations

import logging
import sys

COLORS = {
    logging.DEBUG: "\x1b[2m",
    logging.INFO: "\x1b[36m",
    logging.WARNING: "\x1b[33m",
    logging.ERROR: "\x1b[31m",
}
RESET = "\x1b[0m"


class _Lines(logging.Formatter):
    """A line such as `14:02:11 consumer  landed 1,200 events of 2025-01-03`."""

    def __init__(self, is_colored: bool) -> None:
        super().__init__("%(asctime)s %(name)-9s %(message)s", "%H:%M:%S")
        self._is_colored = is_colored

    def format(self, record: logging.LogRecord) -> str:
        """The line, whose color says how bad it is."""
        text = super().format(record)
        color = COLORS.get(record.levelno, "")
        return f"{color}{text}{RESET}" if self._is_colored and color else text


def logger(name: str) -> logging.Logger:
    """The log of a part of the feed, on stderr."""
    found = logging.getLogger(name)
    if not found.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_Lines(sys.stderr.isatty()))
        found.addHandler(handler)
        found.setLevel(logging.INFO)
        found.propagate = False
    return found

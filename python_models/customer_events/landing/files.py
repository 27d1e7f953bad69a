"""Files that appear whole under their names, once, whoever else writes and whoever is killed."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from customer_events.kit.errors import CustomerEventsError

At = Callable[[str], None]  # told what has just been done; tests kill the process there
LEFT_BEHIND = 86_400  # seconds after which nobody writes to a temporary file any more


def nothing(_: str) -> None:
    """Go on."""


def create(path: Path, write: Callable[[BinaryIO], object], at: At = nothing) -> bool:
    """Create a file if its name is free; True if it was.

    A link fails if the name exists, and what it shows is complete and on the disk. So there is
    no instant at which a reader sees half a file, or two writers think that both have won.
    """
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            write(file)
            at("written")
            file.flush()
            os.fsync(file.fileno())
        at("synced")
        is_new = _link(temporary, path)
        at("linked")
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return is_new


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left behind."""
    for path in folder.glob(".*.tmp"):
        if time.time() - path.stat().st_mtime > LEFT_BEHIND:
            path.unlink(missing_ok=True)


def _link(temporary: Path, path: Path) -> bool:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        raise CustomerEventsError(
            f"{path.parent} takes no hard links ({error.strerror}); "
            "put the landing folder on a disk that does"
        ) from error
    return True

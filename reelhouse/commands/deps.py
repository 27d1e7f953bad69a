"""make deps: the dbt packages, from where they can be had."""

from __future__ import annotations

from reelhouse import packages
from reelhouse.display import display


def deps() -> None:
    """Get the dbt packages.

    They come from the hub, a mirror or offline_packages/.

    Example: make deps
    """
    packages.install(try_hub_again=True, say=display().line)

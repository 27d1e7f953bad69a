"""make deps: the dbt packages, from where they can be had."""

from __future__ import annotations

from reelhouse import packages
from reelhouse.display import display
from reelhouse.settings import Refused


def deps() -> None:
    """Get the dbt packages.

    They come from the hub, a mirror or offline_packages/.

    Example: make deps
    """
    try:
        packages.install(try_hub_again=True, say=display().line)
    except packages.PackagesError as error:
        raise Refused(str(error)) from None

"""Reelhouse: the command line behind the Makefile, and what guards the database."""

from reelhouse.version import __version__

__all__ = ["__version__"]

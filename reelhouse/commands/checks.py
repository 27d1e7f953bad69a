"""make test, make check, make lint and make format."""

from __future__ import annotations

import typer

from reelhouse import checks, request


def test() -> None:
    """Run everything that checks the project.

    Example: make test
    """
    request.read([], [])
    raise typer.Exit(checks.run())


def check() -> None:
    """Check within a minute what an edit is most likely to break.

    Example: make check
    """
    request.read([], [])
    raise typer.Exit(checks.check())


def lint() -> None:
    """Check the style of SQL and Python.

    Example: make lint
    """
    raise typer.Exit(checks.lint())


def format_code() -> None:
    """Put SQL and Python into that style.

    Example: make format
    """
    raise typer.Exit(checks.format_code())

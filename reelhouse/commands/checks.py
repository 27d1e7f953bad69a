"""make test, make test-long, make check, make lint and make format."""

from __future__ import annotations

import typer

from reelhouse import checks, request


def test() -> None:
    """Check the project, on a small database of its own.

    Example: make test
    """
    request.read([], [])
    raise typer.Exit(checks.test())


def test_long() -> None:
    """Run the tests that make test leaves out, since they take longer.

    Example: make test-long
    """
    request.read([], [])
    raise typer.Exit(checks.test_long())


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

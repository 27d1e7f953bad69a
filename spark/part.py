"""A build of a part of the project, on either engine: `python -m spark.part`.

`--layers star` leaves in the project what these layers read, and nothing else: seeds, raw tables,
staging. What is left is built as a whole, and moves the clock of its own warehouse. Without it, all
is built. There are no data tests in it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from proofs.throwaway import WITHOUT_TESTS
from spark import project, session
from spark.errors import SparkError

TARGETS = {"duckdb": "dev", "spark": "spark"}
BEYOND = ("unit_tests", "exposures", "semantic_models", "metrics", "saved_queries")


def command(engine: str, folder: Path, layers: Sequence[str] = ()) -> list[str]:
    """What builds it, in a process of its own."""
    words = [sys.executable, "-m", "spark.part", engine, str(folder)]
    return [*words, "--layers", *layers] if layers else words


def environment(folder: Path) -> dict[str, str]:
    """Where a warehouse lies and all that is written beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "REELHOUSE_DATABASE": str(folder / "warehouse.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }


def of_layers(manifest: Any, layers: Sequence[str]) -> list[str]:
    """The ids of the nodes of these layers, of which each must have some."""
    found = {
        each: [key for key, node in manifest.nodes.items() if each in node.fqn] for each in layers
    }
    if unknown := [each for each, keys in found.items() if not keys]:
        raise SparkError(
            f"no model is in layer {', '.join(unknown)}: take some such as star, vault"
        )
    return [key for keys in found.values() for key in keys]


def keep(manifest: Any, ids: Iterable[str]) -> None:
    """Leave the nodes of these ids and all that they read, without data tests."""
    nodes, wanted = manifest.nodes, list(ids)
    kept = {key for key, node in nodes.items() if node.resource_type == "operation"}
    while wanted:
        key = wanted.pop()
        if key not in kept and nodes[key].resource_type != "test":
            kept.add(key)
            wanted += nodes[key].depends_on_nodes
    manifest.nodes = {key: node for key, node in nodes.items() if key in kept}
    for beyond in BEYOND:
        setattr(manifest, beyond, {})
    manifest.build_flat_graph()


def build(engine: str, layers: Sequence[str]) -> bool:
    """Let dbt read the project, cut it down, and build what is left."""
    from dbt.cli.main import dbtRunner

    place = ["--target", TARGETS[engine]]
    read = dbtRunner().invoke(["--quiet", "parse", *place])
    if not read.success:
        raise SparkError(f"dbt can't read the project: {read.exception}")
    if layers:
        keep(read.result, of_layers(read.result, layers))
    if engine == "spark":
        project.translate_types(read.result, engine)
    return bool(dbtRunner(manifest=read.result).invoke(["build", *WITHOUT_TESTS, *place]).success)


def main(arguments: list[str] | None = None) -> int:
    """Build in this process; the exit code is 0 if all of it passed."""
    parser = argparse.ArgumentParser(prog="python -m spark.part", description=__doc__)
    parser.add_argument("engine", choices=TARGETS)
    parser.add_argument("folder", type=Path, help="where the warehouse lies")
    parser.add_argument("--layers", nargs="+", default=[], help="such as star (default: all)")
    options = parser.parse_args(arguments)
    os.environ.update(environment(options.folder))
    os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
    try:
        passed = run(options.engine, options.folder, options.layers)
    except SparkError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if passed else 1


def run(engine: str, folder: Path, layers: Sequence[str]) -> bool:
    """Start what the engine needs, and build on it."""
    project.install_packages()
    if engine == "duckdb":
        return build(engine, layers)
    project.say_knobs()
    project.translate_while_compiling(engine)
    running = session.start(folder)
    project.take(running)
    try:
        return build(engine, layers)
    finally:
        running.stop()


if __name__ == "__main__":
    sys.exit(main())

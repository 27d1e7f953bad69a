"""dbt in this process, on a session that is there, with the SQL of the models translated."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from customer_events.kit.errors import CustomerEventsError
from customer_events.values import reference
from reelhouse import knobs, packages
from reelhouse.settings import Refused
from spark.dialect import translate, translate_type
from spark.errors import SparkError

SAID = "REELHOUSE_GIVEN_KNOBS"  # what macros/clock asks the plugin of DuckDB
DIGEST = "REELHOUSE_SEEDS_DIGEST"
OF_THE_ADAPTER = "databricks_"  # vars that dbt-databricks reads


def run(
    arguments: list[str], *, target: str, folder: Path, session: Any = None,
    callbacks: list[Callable[[Any], None]] | None = None,
) -> bool:  # fmt: skip
    """Run a dbt command, and tell callbacks what happens; whether all of it went well."""
    from dbt.cli.main import dbtRunner

    translate_while_compiling(target)
    if session is not None:
        take(session)
    place = ["--target", target, "--target-path", str(folder / "dbt" / target)]
    parsed = dbtRunner().invoke(["--quiet", "parse", *place])
    if not parsed.success:
        raise SparkError(f"dbt can't read the project: {parsed.exception}")
    translate_types(parsed.result, target)
    runner = dbtRunner(manifest=parsed.result, callbacks=callbacks)
    return bool(runner.invoke([*arguments, *place]).success)


def install_packages() -> None:
    """Install the packages of dbt that are missing."""

    def say(text: str) -> None:
        if packages.is_news(text):
            print(text, file=sys.stderr)

    try:
        packages.install(say=say)
    except Refused as error:
        raise SparkError(str(error)) from error


def variables(arguments: list[str]) -> dict[str, Any]:
    """What --vars gives among the arguments of dbt."""
    parser = argparse.ArgumentParser(prog="python -m spark", add_help=False)
    parser.add_argument("--vars", default="{}")
    text = parser.parse_known_args(arguments)[0].vars
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError:
        given = None
    if not isinstance(given, dict):
        raise SparkError(f"--vars is {text}; it takes names and values, such as '{{users: 400}}'")
    return {str(name): value for name, value in given.items()}


def say_knobs(variables: dict[str, Any] | None = None) -> None:
    """Hand macros/clock what reelhouse/guard.py hands it in DuckDB."""
    try:
        given = knobs.given(os.environ, variables)
        digest = reference.load(reference.SEEDS).digest
    except (Refused, CustomerEventsError) as error:
        raise SparkError(str(error)) from error
    own = {name: value for name, value in given.items() if not name.startswith(OF_THE_ADAPTER)}
    if faults := knobs.faults(own):
        raise SparkError("; ".join(faults))
    os.environ[SAID] = knobs.said(own)
    os.environ[DIGEST] = digest


def translate_while_compiling(engine: str) -> None:
    """Let dbt translate what Jinja has rendered: models, snapshots and data tests."""
    from dbt.compilation import Compiler

    compile_code = Compiler._compile_code

    def compile_and_translate(self: Any, node: Any, *rest: Any, **more: Any) -> Any:
        compiled = compile_code(self, node, *rest, **more)
        if compiled.language == "sql" and compiled.resource_type in ("model", "snapshot", "test"):
            compiled.compiled_code = translate(compiled.compiled_code, engine)
        return compiled

    if getattr(compile_code, "translates", False) is False:
        compile_and_translate.translates = True  # type: ignore[attr-defined]
        Compiler._compile_code = compile_and_translate


def translate_types(manifest: Any, engine: str) -> None:
    """Name the types of contracts and seeds as the engine does.

    Those of raw tables say how DuckDB would have them, which tells what lies in the landed files.
    """
    for node in manifest.nodes.values():
        if node.resource_type == "model" and not node.config.contract.enforced:
            continue
        for column in getattr(node, "columns", {}).values():
            if column.data_type:
                column.data_type = translate_type(column.data_type, engine)
        types = getattr(node.config, "column_types", None)
        if types:
            for name, type_ in types.items():
                types[name] = translate_type(type_, engine)


def take(session: Any) -> None:
    """Let dbt-spark run its statements in this session, and say what went wrong in a line."""
    from dbt.adapters.spark.session import Cursor
    from dbt_common.exceptions import DbtRuntimeError
    from pyspark.errors import PySparkException

    def execute(self: Any, sql: str, *parameters: Any) -> None:
        try:
            self._df = session.sql(sql % parameters if parameters else sql)
        except PySparkException as error:
            raise DbtRuntimeError(first_lines(str(error))) from error

    Cursor.execute = execute


def first_lines(message: str) -> str:
    """Of what Spark says, the part before its plan."""
    lines = [line for line in message.strip().splitlines() if line.strip()]
    kept = []
    for line in lines[:12]:
        if line.startswith(("'", "+-", "==", "JVM stacktrace")):
            break
        kept.append(line)
    return "\n".join(kept or lines[:1])

"""make metrics: numbers by name, computed by MetricFlow from what the marts' ymls declare."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple

import typer

from reelhouse import answers, runner, warehouse_file
from reelhouse.app import run as run_command
from reelhouse.commands import File
from reelhouse.display import display
from reelhouse.knobs import similar
from reelhouse.settings import PROJECT, Refused

app = typer.Typer(help="The metrics of the marts.", add_completion=False)
TIME = {"day", "week", "month", "quarter", "year"}
DIMENSION = re.compile(r"\b[a-z]\w*?__\w+\b(?=(?:[^']*'[^']*')*[^']*$)")  # outside of quotes


class Answer(NamedTuple):
    """A table: the names of its columns, the number of them that are metrics, its rows."""

    columns: tuple[str, ...]
    metrics: int
    rows: list[tuple[Any, ...]]


class Metrics:
    """MetricFlow on the warehouse that was asked for."""

    def __init__(self) -> None:
        with warehouse_file.opened():  # dbt would make a file that isn't there
            pass
        os.environ.pop("DBT_TARGET_PATH", None)  # MetricFlow reads from target/ whatever that says
        self.manifest = runner.manifest()
        from dbt_metricflow.cli.cli_configuration import CLIConfiguration
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

        configuration = CLIConfiguration()
        configuration.setup(PROJECT, PROJECT, configure_file_logging=False)
        self.engine = configuration.mf
        self.request = MetricFlowQueryRequest.create

    def declared(self) -> dict[str, str]:
        """What each metric is, by its name."""
        return {each["name"]: each["description"] for each in self.manifest["metrics"].values()}

    def questions(self) -> dict[str, dict[str, Any]]:
        """The saved queries by name."""
        return {each["name"]: each for each in self.manifest["saved_queries"].values()}

    def splits(self, metrics: Sequence[str]) -> list[str]:
        """What these metrics can be split by, all of them together."""
        found = self.engine.simple_dimensions_for_metrics(list(metrics))
        return sorted({each.dunder_name for each in found})

    def saved(self, name: str) -> Answer:
        """The answer to a saved query, in the order of its columns."""
        known = self.questions()
        if name not in known:
            raise Refused(f"no saved query {name}{similar(name, known)}; make metrics lists them")
        count = len(known[name]["query_params"]["metrics"])
        return self._answer(count, saved_query_name=name)

    def query(
        self, metrics: list[str], by: list[str], where: str, order: list[str], limit: int | None
    ) -> Answer:
        """Some metrics, split by some dimensions."""
        _known("metric", metrics, self.declared())
        possible = {_without_grain(name) for name in self.splits(metrics)}
        _known("BY", [_without_grain(name) for name in by], possible)
        columns = {*metrics, *by}
        _known("ORDER", [name.removeprefix("-") for name in order], columns)
        _known("WHERE", [_without_grain(name) for name in DIMENSION.findall(where)], possible)
        return self._answer(
            len(metrics),
            metric_names=metrics,
            group_by_names=by,
            where_constraints=[wrapped(where)] if where else None,
            order_by_names=order or by,
            limit=limit,
        )

    def _answer(self, metrics: int, **asked: Any) -> Answer:
        try:
            table = self.engine.query(self.request(**asked)).result_df
        except Exception as error:  # MetricFlow's errors have many classes, and many lines
            raise Refused(f"MetricFlow could not: {_reason(error)}") from error
        finally:
            runner.release_database()
        rows = [tuple(map(_dated, row)) for row in table.rows] if table is not None else []
        columns = tuple(table.column_names) if table is not None else ()
        if "order_by_names" not in asked:
            rows.sort(key=lambda row: [(cell is None, cell) for cell in row[: len(row) - metrics]])
        return Answer(columns, metrics, rows)


def wrapped(where: str) -> str:
    """A condition as MetricFlow takes it: user__country_code becomes {{ Dimension('...') }}."""

    def template(found: re.Match[str]) -> str:
        name, _, grain = found[0].rpartition("__")
        if grain in TIME:
            return f"{{{{ TimeDimension('{name}', '{grain}') }}}}"
        return f"{{{{ Dimension('{found[0]}') }}}}"

    return DIMENSION.sub(template, where)


def _without_grain(name: str) -> str:
    thing, _, grain = name.rpartition("__")
    return thing if grain in TIME else name


def _known(what: str, names: Sequence[str], known: Any) -> None:
    for name in names:
        if name not in known:
            raise Refused(
                f"{what} {name} is not known{similar(name, known)}; {_allowed(what, known)}"
            )


def _allowed(what: str, known: Any) -> str:
    if what == "metric":
        return "make metrics lists them"
    return f"it takes {', '.join(sorted(known))}"


def _reason(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines)[:300]


def _dated(value: Any) -> Any:
    """A day where MetricFlow has its midnight."""
    return value.date() if isinstance(value, datetime) else value


def _rounded(value: Any) -> Any:
    """A share to a hundredth of a percent, a larger number to a hundredth."""
    return round(value, 4 if abs(value) < 1 else 2) if isinstance(value, float) else value


@app.command()
def metrics(
    saved: Annotated[str, typer.Option("--q", help="A saved query.")] = "",
    names: Annotated[str, typer.Option("--metrics", help="Metrics, with commas.")] = "",
    by: Annotated[str, typer.Option(help="Dimensions, with commas; ? lists them.")] = "",
    where: Annotated[str, typer.Option(help="A condition on dimensions.")] = "",
    order: Annotated[str, typer.Option(help="Columns, with commas; -hours for the most.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="Rows at most.")] = None,
    file: Annotated[str, typer.Option("--csv", help="Write it there, too.")] = "",
    given: File = None,
) -> None:
    """List the metrics and saved queries, or query some of them.

    Example: make metrics METRICS=viewers,hours BY=metric_time__week,subscription__plan
    """
    if saved and names:
        raise Refused(f"Q={saved} has metrics of its own; give Q or METRICS, not both")
    warehouse = Metrics()
    if not saved and not names:
        _list(warehouse)
        return
    wanted = _words(names)
    if by == "?":
        _known("metric", wanted, warehouse.declared())
        for name in warehouse.splits(wanted):
            display().line(name)
        return
    answer = (
        warehouse.saved(saved)
        if saved
        else warehouse.query(wanted, _words(by), where, _words(order), limit)
    )
    answers.draw(answer.columns, [tuple(map(_rounded, row)) for row in answer.rows])
    if file:
        answers.write(file, answer.columns, answer.rows)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _list(warehouse: Metrics) -> None:
    display().line("Saved queries, for make metrics Q=name:\n")
    saved = warehouse.questions()
    display().table([(name, saved[name]["description"]) for name in sorted(saved)], numbers=0)
    display().line("\nMetrics, for make metrics METRICS=name,name BY=dimension,dimension:\n")
    display().table(sorted(warehouse.declared().items()), numbers=0)
    display().line("\nBY=? lists what the metrics that you name can be split by.")


if __name__ == "__main__":
    sys.exit(run_command(app, "python -m reelhouse.metrics", sys.argv[1:]))

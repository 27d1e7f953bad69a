"""make mutate: how many injected errors in the marts the project's own data tests would catch.

A warehouse is built for it. In a transaction a few values of one column are changed, the data
tests that depend on the table run on the same connection, as dbt compiled them, and all is
rolled back. A mutant is killed when a test fails that passed before. A view becomes a table of
its rows while its columns are mutated. docs/checks.md names each mutant that survives, and why.
"""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from proofs import dependents, mutants
from proofs.throwaway import ProofError, Warehouse
from reelhouse.display import display
from reelhouse.settings import PROJECT

# The days of the small world go on until its first month is final.
LONGER = {"HISTORY_DAYS": "16"}
DAYS_AFTER = 2
EXPECTED = PROJECT / "docs" / "checks.md"
SURVIVORS_AT_MOST = 0.05


class Bench:
    """A connection on a copy of the warehouse, and what its tests said before any change."""

    def __init__(self, connection: Any, manifest: dict[str, Any]) -> None:
        self.connection = connection
        self.manifest = manifest
        self.tables = dependents.tables(manifest)
        self.seen_through = dependents.seen_through(manifest)
        self.tests = dependents.tests(manifest)
        self.seconds: dict[str, float] = {}
        self.broken: dict[str, str] = {}

    def fails(self, test: dependents.Test) -> str | None:
        """Why the test fails now; nothing if it passes."""
        try:
            found = self.connection.execute(f"select 1 from ({test.statement}\n) limit 1")
            return "rows" if found.fetchall() else None
        except duckdb.Error as error:
            return str(error).splitlines()[0]

    def look(self, tests: list[dependents.Test]) -> list[dependents.Test]:
        """Those that pass on what was built, the quickest first."""
        for test in tests:
            if test.name not in self.seconds:
                started = time.perf_counter()
                fault = self.fails(test)
                self.seconds[test.name] = time.perf_counter() - started
                if fault:
                    self.broken[test.name] = fault
        passing = [test for test in tests if test.name not in self.broken]
        return sorted(passing, key=lambda test: self.seconds[test.name])

    def survivors(self, model: str) -> tuple[int, list[mutants.Mutant]]:
        """How many mutants of a model there are, and which no test sees."""
        models = self.seen_through[model]
        tests = self.look([test for test in self.tests if test.models & models])
        with self.writable(model):
            if self.is_view(model):  # that its rows are stored may not be what fails a test
                tests = [test for test in tests if not self.fails(test)]
            made = mutants.of_table(self.connection, self.tables[model])
            return len(made), [each for each in made if not self.is_killed(each, model, tests)]

    def is_killed(self, mutant: mutants.Mutant, model: str, tests: list[dependents.Test]) -> bool:
        """Whether the table's contract refuses the change, or a test sees it."""
        self.connection.execute("begin")
        try:
            self.connection.execute(mutant.statement)
        except duckdb.ConstraintException:
            return True
        else:
            return any(self.fails(test) for test in tests if test.may_see(model, mutant.column))
        finally:
            self.connection.execute("rollback")

    def is_view(self, model: str) -> bool:
        """Whether it has no rows of its own to change."""
        return str(self.manifest["nodes"][model]["config"]["materialized"]) == "view"

    @contextmanager
    def writable(self, model: str) -> Iterator[None]:
        """A view is replaced by a table of what it shows."""
        name = self.tables[model]
        if not self.is_view(model):
            yield
            return
        shelved = f"{name}__shelved"
        self.connection.execute(f"alter view {name} rename to {shelved.split('.')[1]}")
        self.connection.execute(f"create table {name} as from {shelved}")
        yield
        self.connection.execute(f"drop table {name}")
        self.connection.execute(f"alter view {shelved} rename to {name.split('.')[1]}")


def expected_survivors(page: str) -> set[str]:
    """The mutants that docs/checks.md lists: a name such as `star.dim_user.email changed`."""
    return set(re.findall(r"^\| `([a-z_]+\.\w+\.\w+ (?:changed|lost))` \|", page, flags=re.M))


def warehouse_in(folder: Path) -> Warehouse:
    """The warehouse of this folder, built unless it is there, with all tests compiled."""
    warehouse = Warehouse(folder, LONGER)
    if not warehouse.database.exists():
        for _ in range(1 + DAYS_AFTER):
            warehouse.build()
    warehouse.dbt("compile", "--select", "resource_type:test")
    return warehouse


def run(folder: Path, patterns: list[str]) -> int:
    """Mutate the chosen tables and say what survived; the exit code."""
    say = display().line
    say("Building a warehouse to mutate...")
    warehouse = warehouse_in(folder)
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    copy = folder / "mutated.duckdb"
    shutil.copy(warehouse.database, copy)
    connection = duckdb.connect()
    connection.execute(f"attach '{copy}' as {warehouse.database.stem}")
    connection.execute(f"use {warehouse.database.stem}")
    bench = Bench(connection, manifest)
    chosen = {
        model: table
        for model, table in sorted(bench.tables.items(), key=lambda item: item[1])
        if any(fnmatch.fnmatch(table, pattern) for pattern in patterns)
    }
    if not chosen:
        raise ProofError(f"no table is called {' or '.join(patterns)}")
    total, alive = 0, list[str]()
    with display().bars():
        for number, (model, table) in enumerate(chosen.items(), start=1):
            display().show("mutate", f"{number}/{len(chosen)} {table}", number - 1, len(chosen))
            count, survivors = bench.survivors(model)
            total += count
            alive += [each.name for each in survivors]
            say(f"{table}: {f'{count - len(survivors)} of {count} killed' if count else 'no rows'}")
            for each in survivors:
                say(f"    survives: {each.column} {each.kind}")
    return verdict(bench, total, alive, set(chosen.values()))


def verdict(bench: Bench, total: int, alive: list[str], tables: set[str]) -> int:
    """The score, and whether the survivors are those that docs/checks.md names."""
    expected = {
        name
        for name in expected_survivors(EXPECTED.read_text(encoding="utf-8"))
        if name.rsplit(".", 1)[0] in tables
    }
    say = display().line
    say(
        f"{total - len(alive):,} of {total:,} mutants killed, {len(alive)} survive "
        f"({100 * len(alive) / max(total, 1):.1f} %), {len(bench.seconds):,} tests looked at them"
    )
    faults = [
        *(f"{name} fails before any change: {fault}" for name, fault in bench.broken.items()),
        *(
            f"{name} survives and docs/checks.md does not say why"
            for name in alive
            if name not in expected
        ),
        *(f"{name} is in docs/checks.md, but killed" for name in sorted(expected - set(alive))),
    ]
    if len(alive) > SURVIVORS_AT_MOST * total:
        faults.append(f"more than {SURVIVORS_AT_MOST:.0%} survive")
    for fault in faults:
        say(f"mutate: {fault}")
    return int(bool(faults))

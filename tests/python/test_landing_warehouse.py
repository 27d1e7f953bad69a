"""A warehouse on a landing folder is the one that the generator makes in place."""

from functools import partial

import pyarrow as pa
import pytest
from conftest import WITHOUT_TESTS

from customer_events.landing.export import export
from customer_events.parameters import Parameters
from messaging.landing import TABLES
from proofs.throwaway import content_hash
from reelhouse import runner, warehouse_file

WORLD = {
    "users": "200",
    "titles": "80",
    "posts": "100",
    "events_per_day": "150",
    "history_days": "2",
    "schema_v2_from": "2025-01-02",
    "late_rate": "0.2",
}
DAYS = 2


def built(database, environment, landing):
    """Raw and truth after a first build."""
    environment.setenv("REELHOUSE_LANDING", str(landing or ""))
    outcome = runner.dbt(["build", *WITHOUT_TESTS], WORLD)
    assert outcome.is_good, outcome
    with warehouse_file.look(database) as connection:
        hashes = {
            table.name: content_hash(connection, table.layer, table.name)
            for table in warehouse_file.tables(connection)
            if table.layer in ("raw", "truth")
        }
    database.unlink()
    return hashes


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("landing")
    given = {name: _typed(value) for name, value in WORLD.items() if name != "history_days"}
    parameters = Parameters(**given)
    export(folder, parameters, parameters.start_date, DAYS, TABLES)
    return folder


@pytest.mark.long
def test_all_raw_tables_are_those_made_in_place(exported, dbt_at, tmp_path, monkeypatch):
    with dbt_at(tmp_path, "raw_*", "truth_*") as database:
        in_place = built(database, monkeypatch, None)
        columns_alone = {name: partial(_without_rows, make) for name, make in TABLES.items()}
        monkeypatch.setattr("warehouse.TABLES", columns_alone)
        landed = built(database, monkeypatch, exported)
    assert len(landed) > len(TABLES)
    assert landed == in_place


def _without_rows(make, schedule, **options):
    return pa.RecordBatchReader.from_batches(make(schedule, **options).schema, [])


def _typed(text):
    return text if "-" in text else float(text) if "." in text else int(text)

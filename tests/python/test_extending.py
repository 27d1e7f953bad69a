"""The recipes of docs/extending.md, followed in a copy of the project on a copy of a warehouse.

They are followed one after the other in the same copy, each on top of those before, and that of
value sets last, since a warehouse refuses it: dbt then reads the whole project only twice.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import recipes

from reelhouse import settings

BIN = Path(sys.executable).parent
LEFT_BEHIND = [".git", ".venv", "target", "logs", "*.duckdb*", ".*_cache", "__pycache__"]
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory):
    """A copy of the project, parsed, with a copy of the warehouse beside it."""
    folder = tmp_path_factory.mktemp("extending")
    project = folder / "project"
    shutil.copytree(settings.PROJECT, project, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    shutil.copy(built, folder)
    return Copy(project, folder / built.name)


class Copy:
    """A project of its own: what runs in it imports its packages and sees its database."""

    def __init__(self, project, database):
        self.project, self.database = project, database

    def follow(self, steps):
        for step in steps:
            recipes.follow(self.project, step)

    def run(self, program, *arguments, expect_good=True):
        done = subprocess.run(
            [BIN / program, *arguments],
            cwd=self.project,
            env=os.environ
            | {
                "PYTHONPATH": f"{self.project}{os.pathsep}{self.project / 'python_models'}",
                "REELHOUSE_DATABASE": str(self.database),
                "DBT_TARGET_PATH": str(self.project / "target"),
                "DBT_LOG_PATH": str(self.project / "logs"),
                "DBT_PROJECT_DIR": str(self.project),
            },
            capture_output=True,
            text=True,
        )
        said = done.stdout + done.stderr
        assert (done.returncode == 0) == expect_good, said
        return said

    def dbt(self, *arguments, expect_good=True):
        return self.run("dbt", "--quiet", *arguments, expect_good=expect_good)

    def pytest(self, *arguments, expect_good=True):
        return self.run("pytest", "-q", "-p", "no:cacheprovider", *arguments,
                        expect_good=expect_good)  # fmt: skip

    def manifest(self):
        return json.loads((self.project / "target" / "manifest.json").read_text())

    def query(self, sql):
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def test_a_dial_turns_and_a_warehouse_without_it_takes_it(copy):
    copy.follow(recipes.steps("A knob"))
    hours = (
        "from datetime import date; import sys; import pyarrow.compute as pc; "
        "from customer_events.parameters import Parameters; "
        "from customer_events.world.schedule import Schedule; "
        "from customer_events.tables import TABLES; "
        "day = date(2025, 1, 1); "
        "world = Parameters(users=200, titles=60, posts=0, events_per_day=200, "
        "slow_upload_rate=float(sys.argv[1])); "
        "rows = TABLES['consumer_events'](Schedule({day: world}, [day])).read_all(); "
        "took = pc.seconds_between(rows['timestamp'], rows['ingested_at']); "
        "print(pc.mean(took).as_py() / 3600)"
    )
    slow, prompt = (float(copy.run("python", "-c", hours, rate)) for rate in "10")
    assert 0.5 < slow - prompt <= 1
    current = ["tests/python/test_cli.py", "-k", "known_everywhere"]
    copy.pytest(*current, expect_good=False)
    copy.run("python", "-m", "reelhouse", "contract")
    copy.pytest(*current)
    copy.dbt("build", "--select", "raw_clock")
    assert {rate for (rate,) in copy.query("select slow_upload_rate from raw.raw_clock")} == {None}


def test_a_model_is_refused_until_its_folder_has_a_layer(copy):
    layer, *files = recipes.steps("A model")
    copy.follow(files)
    said = copy.dbt("parse", expect_good=False)
    assert "has no +schema and no +materialized: add its folder models/marts/finance" in said
    copy.follow([layer])
    copy.dbt("build", "--select", "agg_country_subscriptions")
    assert copy.query("select sum(subscriptions) > 0 from finance.agg_country_subscriptions")[0][0]
    copy.run("dbt-bouncer", "run")
    manifest = copy.manifest()
    model = manifest["nodes"]["model.reelhouse.agg_country_subscriptions"]
    model["description"] = model["description"].replace("Grain: ", "")
    (copy.project / "target" / "manifest.json").write_text(json.dumps(manifest))
    copy.run("dbt-bouncer", "run", expect_good=False)


def test_a_field_of_the_event_is_a_line_of_the_contract(copy):
    steps = recipes.steps("A field of the event")
    assert len({step.path for step in steps}) <= 5
    copy.follow(steps)
    written = copy.run("python", "-m", "reelhouse", "contract").split()
    staging = "models/staging/consumer_events/stg_consumer_events__events"
    assert set(written) == {
        "python_models/raw/consumer_events/raw_consumer_events.yml",
        f"{staging}.sql",
        f"{staging}.yml",
        "models/docs/consumer_event.md",
        "docs/customer_events.md",
        "feed/schemas/v1.avsc",
        "feed/schemas/v2.avsc",
        "feed/postgres/02_views.sql",
    }
    copy.run("python", "-m", "reelhouse", "contract", "--check")
    copy.dbt("build", "--full-refresh", "--indirect-selection", "cautious",
             "--exclude-resource-type", "unit_test",
             "--select", "raw_consumer_events", "staging.consumer_events")  # fmt: skip
    ((plays, others, most),) = copy.query(
        "select count(dropped_frames) filter (where event_type = 'content_play'), "
        "count(dropped_frames) filter (where event_type <> 'content_play'), max(dropped_frames) "
        "from staging.stg_consumer_events__events"
    )
    assert plays > 0
    assert others == 0
    assert 0 < most < 30


def test_a_column_is_owed_to_the_vault(copy):
    steps = recipes.steps("A column")
    copy.follow(step for step in steps if "/star/" in step.path)
    layout = ["tests/python/test_layout.py", "-k", "dim_device"]
    copy.pytest(*layout, expect_good=False)
    copy.follow(step for step in steps if "/vault/" in step.path)
    copy.pytest(*layout)
    copy.dbt("build", "--full-refresh", "--select", "dim_device", "bv_dim_device")
    ((differing,),) = copy.query(
        "select count(*) from star.dim_device where is_television <> (device_type = 'smartTV')"
    )
    assert differing == 0


def test_a_type_of_event_is_made_and_accepted(copy):
    copy.follow(recipes.steps("A type of event"))
    made = (
        "import json; from datetime import date; from customer_events.parameters import clean; "
        "from customer_events.world.schedule import Schedule; "
        "from customer_events.tables import TABLES; "
        "day = date(2025, 1, 1); "
        "world = clean(users=400, titles=60, posts=0, events_per_day=800); "
        "rows = TABLES['consumer_events'](Schedule({day: world}, [day])).read_all(); "
        "print(json.dumps(sorted(set(rows['event_type'].to_pylist()))))"
    )
    assert "trailer" in json.loads(copy.run("python", "-c", made))
    with duckdb.connect(str(copy.database)) as connection:
        connection.execute(
            "update raw.raw_consumer_events set event_type = 'trailer' where event_type = 'browse'"
        )
    rebuilt = ["event_types", "stg_consumer_events__quarantine", "stg_consumer_events__events"]
    copy.dbt("build", "--full-refresh", "--resource-type", "model", "--resource-type", "seed",
             "--select", *rebuilt)  # fmt: skip
    types = copy.query(
        "select event_type, count(*) from staging.stg_consumer_events__events group by 1"
    )
    assert dict(types).get("trailer", 0) > 0
    assert not copy.query(
        "select 1 from staging.stg_consumer_events__quarantine "
        "where reason = 'unknown_event_type' and raw_row like '%trailer%'"
    )


def test_a_fault_is_made_recorded_and_found(copy):
    copy.follow(recipes.steps("A kind of corruption"))
    made = (
        "from datetime import date; from customer_events.parameters import Parameters; "
        "from customer_events.world.schedule import Schedule; "
        "from customer_events.tables import TABLES; "
        "day = date(2025, 1, 1); "
        "world = Parameters(users=400, titles=60, posts=0, events_per_day=800, invalid_rate=0.5); "
        "read = lambda name: TABLES[name](Schedule({day: world}, [day])).read_all().to_pylist(); "
        "fast = {row['arrival_number'] for row in read('consumer_events') "
        "if (row['event_details']['playback_speed'] or 0) > 2}; "
        "said = {row['arrival_number'] for row in read('defects') "
        "if row['detail'] == 'impossible_speed'}; "
        "print(len(fast), fast == said)"
    )
    count, is_recorded = copy.run("python", "-c", made).split()
    assert int(count) > 0
    assert is_recorded == "True"
    written = copy.run("python", "-m", "reelhouse", "contract").split()
    quarantine = "models/staging/consumer_events/stg_consumer_events__quarantine"
    assert set(written) == {f"{quarantine}.sql", f"{quarantine}.yml", "docs/staging.md"}
    with duckdb.connect(str(copy.database)) as connection:
        connection.execute(
            "update raw.raw_consumer_events set event_details = "
            "struct_update(event_details, playback_speed := 16.0) "
            "where event_details.playback_speed = 2.0"
        )
    copy.dbt("run", "--full-refresh", "--select", "stg_consumer_events__quarantine")
    reasons = copy.query("select distinct reason from staging.stg_consumer_events__quarantine")
    assert ("impossible_speed",) in reasons


def test_a_value_set_reaches_dbt_and_the_generator(copy):
    copy.follow(recipes.steps("A value set"))
    read = "from customer_events.values.reference import load; print(load().age_ratings.least_age.sum())"
    assert copy.run("python", "-c", read).strip() == "31"
    said = copy.dbt("build", "--select", "age_ratings", expect_good=False)
    assert "start again with make full-refresh" in said
    assert "seed.reelhouse.age_ratings" in copy.manifest()["nodes"]

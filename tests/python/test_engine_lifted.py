"""The generator works where there is nothing else of this project: copied, with its value sets."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date

from customer_events import generate_consumer_event_data
from customer_events.parameters import clean
from customer_events.tables import TABLES
from customer_events.world.schedule import Schedule
from reelhouse import settings

START = date(2025, 3, 1)
SMALL = {
    "seed": 5,
    "start_date": START.isoformat(),
    "users": 200,
    "titles": 80,
    "posts": 300,
    "events_per_day": 500,
}

# Whatever would come from the project or from dbt is not there.
ALONE = f"""
import json, sys

class Refuse:
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] in ("CustomerEvents", "dbt", "duckdb", "reelhouse", "warehouse"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Refuse)
from customer_events import generate_consumer_event_data
from customer_events.parameters import clean
from customer_events.tables import TABLES
from customer_events.world.schedule import Schedule

world = clean(**{SMALL!r})
schedule = Schedule({{world.start_date: world}}, [world.start_date])
rows = {{name: len(table(schedule).read_all()) for name, table in TABLES.items()}}
home = sys.modules["customer_events"].__path__
print(json.dumps([list(home), rows, generate_consumer_event_data(3, seed=42, nested=True)]))
"""


def test_a_copy_of_the_generator_makes_the_same_days_and_samples(tmp_path) -> None:
    package = tmp_path / "customer_events"
    shutil.copytree(
        settings.PROJECT / "python_models/customer_events",
        package,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copytree(settings.PROJECT / "seeds", package / "seeds")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{ALONE}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    home, rows, samples = json.loads(done.stdout)
    assert home == [str(package)]
    world = clean(**SMALL)
    schedule = Schedule({START: world}, [START])
    assert rows == {name: len(table(schedule).read_all()) for name, table in TABLES.items()}
    assert rows["consumer_events"] > 0
    assert rows["user_changes"] > 0
    assert samples == generate_consumer_event_data(3, seed=42, nested=True)

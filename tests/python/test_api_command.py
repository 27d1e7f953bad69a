"""Samples on the command line: what is printed, what is written, what is refused."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from customer_events.__main__ import main
from customer_events.generate_consumer import TABLES, generate_consumer_event_data, nested_schema

ROOT = Path(__file__).resolve().parents[2]
FIVE = ["--n", "5", "--seed", "42", "--start", "3"]
DATA = generate_consumer_event_data(5, seed=42, start=3)
EVENTS = generate_consumer_event_data(5, seed=42, start=3, nested=True)


def test_json_is_printed(capsys: pytest.CaptureFixture) -> None:
    assert main(FIVE) == 0
    assert json.loads(capsys.readouterr().out) == DATA
    assert main([*FIVE, "--nested"]) == 0
    assert json.loads(capsys.readouterr().out) == EVENTS
    assert main([*FIVE, "--table", "user_actions"]) == 0
    assert json.loads(capsys.readouterr().out) == DATA["user_actions"]


def test_one_event_is_printed_when_nothing_is_asked(capsys: pytest.CaptureFixture) -> None:
    assert main([]) == 0
    assert len(json.loads(capsys.readouterr().out)["consumer_event"]) == 1


def test_csv_is_printed(capsys: pytest.CaptureFixture) -> None:
    assert main([*FIVE, "--format", "csv", "--table", "consumer_event"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    for row, wanted in zip(rows, DATA["consumer_event"], strict=True):
        shown = {None: "", True: "true", False: "false"}
        assert row == {
            name: shown[value] if value is None or isinstance(value, bool) else str(value)
            for name, value in wanted.items()
        }


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_tables_are_written_into_a_folder(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "samples"
    assert main([*FIVE, "--format", kind, "--output", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{t}.{kind}" for t in TABLES)


def test_one_table_is_written_to_a_file_whose_name_tells_the_format(tmp_path: Path) -> None:
    file = tmp_path / "actions.parquet"
    assert main([*FIVE, "--table", "user_actions", "--output", str(file)]) == 0
    assert pq.read_table(file).num_rows == len(DATA["user_actions"])


def test_a_folder_that_exists_takes_a_file(tmp_path: Path) -> None:
    assert main([*FIVE, "--nested", "--output", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "consumer_events.json").read_text()) == EVENTS


def test_parquet_has_types_even_where_every_value_is_missing(tmp_path: Path) -> None:
    assert main(["--n", "0", "--format", "parquet", "--output", str(tmp_path)]) == 0
    events = pq.read_table(tmp_path / "consumer_event.parquet").schema
    assert events.field("timestamp").type == pa.timestamp("us", "UTC")
    assert events.field("content_season").type == pa.int32()
    assert events.field("user_subscription_start_date").type == pa.date32()


def test_parquet_holds_what_json_holds(tmp_path: Path) -> None:
    assert main([*FIVE, "--format", "parquet", "--output", str(tmp_path)]) == 0
    for table in TABLES:
        rows = pq.read_table(tmp_path / f"{table}.parquet").to_pylist()
        assert [list(row) for row in rows] == [list(row) for row in DATA[table]]
        assert [row["event_id"] for row in rows] == [row["event_id"] for row in DATA[table]]


def test_nested_parquet_keeps_the_structs(tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    assert main([*FIVE, "--nested", "--output", str(file)]) == 0
    table = pq.read_table(file)
    assert table.schema.equals(nested_schema())
    assert table["device"].to_pylist() == [event["device"] for event in EVENTS]
    starts = table["user_subscription"].to_pylist()
    assert [s["start_date"].isoformat() for s in starts] == [
        event["user_subscription"]["start_date"] for event in EVENTS
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--n", "-1"], "n is -1; it takes a whole number from 0 to 1000000"),
        (["--start", "4"], "start is 4; without a seed it takes only 0"),
        (["--seed", "-1"], "seed is -1; it takes 0 to 4294967295"),
        (["--format", "csv"], "choose it with --table (consumer_event, user_actions,"),
        (["--format", "csv", "--nested"], "--format csv holds flat tables"),
        (["--format", "parquet"], "give a file or a folder with --output"),
        (["--nested", "--table", "user_actions"], "leave out --nested"),
        (["--output", "samples.csv"], "four tables take a folder, one a --table"),
        (["--output", "no/such/folder/x.json"], "no/such/folder/x.json: No such file"),
        (["--format", "csv", "--output", str(ROOT / "Makefile")], "a file; four tables take"),
    ],
)
def test_what_cannot_be_delivered_is_refused_in_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.err.count("\n") == 1
    assert not shown.out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    code = "import sys; from customer_events.__main__ import main; sys.exit(main())"
    paths = f"import sys; sys.path[:0] = ['python_models', '.']; {code}"
    command = [sys.executable, "-c", paths, "--n", "300", "--seed", "42"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""

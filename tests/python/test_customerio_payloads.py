"""Calls leave the warehouse once, in bodies that the product takes."""

import json
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from uuid import UUID

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recorders import recorder

from reelhouse.customerio import __main__ as command
from reelhouse.customerio.payloads import calls, ledger, run, send
from reelhouse.customerio.payloads.calls import Body, Call
from reelhouse.settings import Refused

DAY = date(2025, 1, 30)
NOON = datetime(2025, 1, 30, 12)
KEY = "a-secret-key"


@pytest.fixture
def warehouse(tmp_path):
    """A file with calls of two days, one of them too large."""
    path = tmp_path / "cio.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_customerio__calls (message_id uuid, call_type varchar, "
            "body varchar, sent_at timestamp, event_timestamp timestamp, load_date date)"
        )
        rows = [row(number, DAY + timedelta(days=number % 2), number % 3) for number in range(30)]
        rows.append(row(99, DAY, 0, "x" * 40_000))
        connection.executemany(
            "insert into intermediate.int_customerio__calls values (?, ?, ?, ?, ?, ?)", rows
        )
    return path


@pytest.mark.parametrize("name", ["payloads", "ddl"])
def test_the_help_of_each_command_has_an_example(name, capsys):
    assert command.run_command(command.app, "customerio", [name, "--help"]) == 0
    assert "Example: " in capsys.readouterr().out


def row(number, day, hour, text="ü"):
    """A call of the warehouse."""
    message_id = UUID(int=number)
    body = json.dumps(
        {"type": "track", "messageId": str(message_id), "userId": "u", "event": text},
        ensure_ascii=False,
    )
    return (message_id, "track", body, NOON + timedelta(hours=hour), NOON, day)


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv(send.KEY, KEY)
    with recorder() as running:
        yield running


def payloads(path, *words):
    """What make customerio does; its exit code."""
    return command.run_command(command.app, "customerio", ["payloads", *words, f"DATABASE={path}"])


def call(number, size, hour=0):
    """A call whose body has so many bytes."""
    body = f'"{"x" * (size - 2)}"'
    return Call(str(UUID(int=number)), "track", body, size, NOON + timedelta(hours=hour))


def test_a_day_is_a_file_with_a_batch_a_line_and_what_is_refused_is_told(
    warehouse, tmp_path, capsys
):
    assert payloads(warehouse, f"--folder={tmp_path / 'out'}") == 0
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["2025-01-30.ndjson", "2025-01-30.refused.ndjson", "2025-01-31.ndjson"]
    lines = (tmp_path / "out" / "2025-01-30.ndjson").read_text().splitlines()
    batches = [json.loads(line)["batch"] for line in lines]
    assert [len(batch) for batch in batches] == [5, 5, 5]
    (refusal,) = (tmp_path / "out" / "2025-01-30.refused.ndjson").read_text().splitlines()
    assert json.loads(refusal)["messageId"] == str(UUID(int=99))
    said = capsys.readouterr()
    assert "2025-01-30: 15 calls in 3 bodies" in said.out
    assert said.err.count("\n") == 1
    assert "1 call was refused, the first since 40,0" in said.err


def test_a_body_can_be_a_call(warehouse, tmp_path, service):
    assert payloads(warehouse, f"--folder={tmp_path}", "--bodies=call", "--day=2025-01-31") == 0
    lines = (tmp_path / "2025-01-31.ndjson").read_text().splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"track"}
    assert payloads(warehouse, f"--url={service.url}", "--bodies=call", "--day=2025-01-31") == 0
    assert [path for path, _ in service.taken] == ["/v1/track"] * 15
    assert [body for _, body in service.taken] == [json.loads(line) for line in lines]


def test_what_was_sent_is_not_sent_again_and_what_was_refused_is_refused_once(
    warehouse, service, capsys
):
    assert payloads(warehouse, f"--url={service.url}/v1/") == 0
    assert len(service.calls) == 30
    assert {path for path, _ in service.taken} == {"/v1/batch"}
    assert "refused" in capsys.readouterr().err
    assert payloads(warehouse, f"--url={service.url}") == 0
    assert len(service.calls) == 30
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("taken_before", range(7))
def test_a_run_that_was_cut_short_goes_on_where_it_stopped(warehouse, service, taken_before):
    service.answers = [(200, {})] * taken_before + [(401, {})]
    payloads(warehouse, f"--url={service.url}")
    assert payloads(warehouse, f"--url={service.url}") == 0
    ids = [each["messageId"] for each in service.calls]
    assert len(ids) == len(set(ids)) == 30


def test_another_url_gets_everything_too(warehouse, service):
    payloads(warehouse, f"--url={service.url}")
    with recorder() as other:
        payloads(warehouse, f"--url={other.url}")
        assert len(other.calls) == len(service.calls)


def to(service):
    """A sender that waits for nobody, and the waits that it would have made."""
    waits = []
    return send.Sender(send.target(service.url, KEY), waits.append), waits


BODY = Body("batch", '{"batch":[]}', ())


def test_a_service_that_is_busy_is_asked_again_with_longer_waits(service):
    service.answers = [(429, {}), (503, {}), None, (500, {})]
    sender, waits = to(service)
    sender.send(BODY)
    assert len(service.taken) == 1
    assert waits == [0.5, 1.0, 2.0, 4.0]


def test_a_wait_that_is_asked_for_is_kept(service):
    later = format_datetime(datetime.now().astimezone() + timedelta(seconds=20))
    past = "Wed, 01 Jan 2025 00:00:00 GMT"
    service.answers = [(429, {"Retry-After": each}) for each in ("7", later, past, "soon")]
    sender, waits = to(service)
    sender.send(BODY)
    assert waits[0] == 7
    assert 0 < waits[1] <= 20
    assert waits[2:] == [0, 4.0]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([(500, {})] * send.TRIES, "answers 500 Internal Server Error, 8 times; run it again"),
        ([None] * send.TRIES, "does not answer"),
        ([(401, {})], "answers 401 Unauthorized: the key in CUSTOMERIO_WRITE_KEY is not taken"),
        ([(400, {})], "answers 400 Bad Request: it does not take this body"),
        ([(301, {"Location": "http://127.0.0.1:1"})], "answers 301 Moved Permanently"),
        ([(429, {"Retry-After": "3600"})], "and asks to wait 3,600 seconds; run it again"),
    ],
)
def test_a_service_that_refuses_is_told_in_a_line_without_the_key(service, answers, said):
    service.answers = list(answers)
    sender, waits = to(service)
    with pytest.raises(Refused) as refused:
        sender.send(BODY)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert KEY not in str(refused.value)
    assert len(service.requests) == len(answers)
    assert len(waits) == len(answers) - 1
    assert not service.taken


def test_a_url_where_nobody_listens_is_told_in_a_line(service):
    service.server_close()
    sender, _ = to(service)
    with pytest.raises(Refused, match=r"does not answer \(Connection refused\), 8 times"):
        sender.send(BODY)


@pytest.mark.parametrize(
    ("key", "header"),
    [("pk_us_abc", "Bearer pk_us_abc"), ("abc\n", "Basic YWJjOg==")],
)
def test_a_key_of_a_region_is_a_token_and_an_older_one_a_login(service, key, header):
    send.Sender(send.target(service.url, key)).send(BODY)
    assert service.requests[0][1]["Authorization"] == header


@pytest.mark.parametrize(
    ("url", "key", "said"),
    [
        ("ftp://host", KEY, "it takes a URL such as https://cdp.customer.io"),
        ("host", KEY, "it takes a URL such as"),
        ("https://host:port", KEY, "it takes a URL such as"),
        ("http://cdp.customer.io", KEY, "without https the key goes to this machine alone"),
        ("https://me:hidden@host", KEY, "URL has a login in it"),
        ("https://host?x=1", KEY, "it takes no query"),
        ("https://host", " ", "CUSTOMERIO_WRITE_KEY is not set"),
    ],
)
def test_a_url_that_can_not_be_meant_is_refused_in_a_line(url, key, said):
    with pytest.raises(Refused) as refused:
        send.target(url, key)
    assert said in str(refused.value)
    assert KEY not in str(refused.value)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--day=2025-02-30"], "the days that have calls are 2025-01-30 to 2025-01-31"),
        (["--bodies=both"], 'BODIES is "both"; it takes batch or call'),
    ],
)
def test_what_there_is_not_is_refused_in_a_line(warehouse, words, said, capsys):
    assert payloads(warehouse, *words) == 1
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1


def test_a_warehouse_without_calls_says_so(tmp_path, capsys):
    assert payloads(tmp_path / "none.duckdb") == 1
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    assert payloads(tmp_path / "empty.duckdb") == 1
    assert "holds no calls: run make build" in capsys.readouterr().err


def test_a_ledger_that_is_no_ledger_is_told_in_a_line(tmp_path):
    (tmp_path / "notes.txt").write_text("these are notes " * 100)
    with (
        pytest.raises(Refused, match=r"the ledger .*notes.txt can't be used"),
        ledger.ledger(tmp_path / "notes.txt", "https://host"),
    ):
        pass


@given(st.lists(st.tuples(st.integers(2, calls.MOST_BYTES_OF_A_CALL), st.booleans())))
def test_batches_hold_every_call_in_order_are_never_too_large_and_as_few_as_can_be(sizes):
    hour, taken = 0, []
    for number, (size, is_next) in enumerate(sizes):
        hour += is_next
        taken.append(call(number, size, hour))
    batches = list(calls.batches(taken))
    assert [each for batch in batches for each in batch] == taken
    for batch, body in zip(batches, calls.bodies(taken, "batch"), strict=True):
        assert len(body.text.encode()) <= calls.MOST_BYTES_OF_A_BATCH
        assert len({each.sent_at for each in batch}) == 1
        assert len(json.loads(body.text)["batch"]) == len(batch)
    for batch, following in pairwise(batches):
        if batch[0].sent_at == following[0].sent_at:
            together = sum(each.size + 1 for each in [*batch, following[0]])
            assert together + 11 > calls.MOST_BYTES_OF_A_BATCH


@pytest.mark.parametrize(("spare", "count"), [(0, 1), (-1, 2)])
def test_a_batch_is_cut_at_its_last_byte(spare, count):
    around = len('{"batch":[]}')
    rest = calls.MOST_BYTES_OF_A_BATCH - around - 14 * (32_768 + 1)
    taken = [call(number, 32_768) for number in range(14)] + [call(14, rest - spare)]
    assert len(list(calls.batches(taken))) == count


@pytest.mark.parametrize(("size", "is_taken"), [(32_768, True), (32_769, False)])
def test_a_call_has_at_most_32_kibibytes(size, is_taken):
    refused = []
    assert bool(list(run._good([call(1, size)], refused))) is is_taken
    assert bool(refused) is not is_taken

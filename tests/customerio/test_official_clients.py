"""The product's own clients, fed with a day's calls, send what we send."""

from datetime import UTC, datetime

import pytest
import trustme
from customerio import CustomerIO
from customerio.analytics.client import Client

from reelhouse.customerio.payloads import send
from reelhouse.customerio.payloads.calls import Body
from tests.python.recorders import recorder


@pytest.fixture(scope="module")
def pipelines(day):
    """The bodies that the client of the Pipelines API sends of these calls, by message."""
    with recorder() as service:
        # One request holds 100 calls by default, and a full queue of 10,000 drops what comes.
        client = Client("key", host=service.url, upload_size=1000, max_queue_size=len(day))
        for call in day:
            taken, _ = pipelines_call(client, call)
            assert taken
        client.shutdown()
        return {each["messageId"]: each for each in service.calls}


def test_the_client_of_pipelines_sends_the_same_bodies(day, pipelines):
    assert len(pipelines) == len(day)
    for call in day:
        assert comparable(pipelines[call["messageId"]]) == comparable(call)


def test_a_batch_of_ours_arrives_like_one_of_the_client(day, bodies):
    with recorder() as service:
        sender = send.Sender(send.target(service.url, "key"))
        for text in bodies:
            sender.send(Body("batch", text, ()))
        client = Client("key", host=service.url, sync_mode=True)
        pipelines_call(client, day[0])
        paths, headers = zip(*service.requests, strict=True)
    assert set(paths) == {"/v1/batch"}
    for name in ("Authorization", "Content-Type"):
        assert {each[name] for each in headers} == {headers[-1][name]}


def test_the_client_of_track_sends_our_traits_and_properties(day, tmp_path, monkeypatch):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    calls = [call for call in day if call["type"] in ("identify", "track")]
    with (
        recorder(authority.issue_cert("127.0.0.1")) as service,
        CustomerIO("site", "key", host="127.0.0.1", port=service.server_port) as client,
    ):
        for call in calls:
            track_call(client, call)
    assert len(service.taken) == len(calls)
    for (path, body), call in zip(service.taken, calls, strict=True):
        assert f"/customers/{call['userId']}" in path
        if call["type"] == "identify":
            assert body == call["traits"]
        else:
            assert body == {
                "name": call["event"],
                "data": call.get("properties", {}),
                "timestamp": int(instant(call["timestamp"]).timestamp()),
                "id": call["messageId"],
            }


def pipelines_call(client, call):
    """One of our calls, made with the client of the Pipelines API."""
    given = {
        "user_id": call.get("userId"),
        "context": dict(call.get("context", {})),
        "timestamp": instant(call["timestamp"]),
        "message_id": call["messageId"],
    }
    if call["type"] != "alias":
        given["anonymous_id"] = call.get("anonymousId")
    own = {
        "previous_id": "previousId",
        "group_id": "groupId",
        "event": "event",
        "name": "name",
        "traits": "traits",
        "properties": "properties",
    }
    given |= {name: call[field] for name, field in own.items() if field in call}
    return getattr(client, call["type"])(**given)


def track_call(client, call):
    """One of our calls, made with the client of the Track API."""
    if call["type"] == "identify":
        return client.identify(call["userId"], **call["traits"])
    return client.track(
        call["userId"],
        call["event"],
        call.get("properties", {}),
        id=call["messageId"],
        timestamp=instant(call["timestamp"]),
    )


def comparable(call):
    """A call without what the client adds: its name, and fields that hold nothing."""
    context = {name: value for name, value in call.get("context", {}).items() if name != "library"}
    found = call | {"context": context, "timestamp": instant(call["timestamp"])}
    return {name: value for name, value in found.items() if value not in (None, {})}


def instant(text):
    """The instant of a timestamp, however it is spelled."""
    return datetime.fromisoformat(text).astimezone(UTC)

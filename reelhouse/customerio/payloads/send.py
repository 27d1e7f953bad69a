"""Bodies to a URL, with patience for a service that is busy or away."""

from __future__ import annotations

import base64
import http.client
import ipaddress
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from reelhouse.customerio.payloads.calls import Body
from reelhouse.settings import Refused

KEY = "CUSTOMERIO_WRITE_KEY"
WITH_REGION = re.compile(r"(pk|sk)_(us|eu)_")
TRIES = 8
LONGEST_WAIT = 60.0  # seconds
TIMEOUT = 30
BUSY = {408, 425, 429, 500, 502, 503, 504}
SAYS = {
    401: f"the key in {KEY} is not taken",
    403: f"the key in {KEY} may not do this",
    404: "there is no such path; URL takes the host alone, such as https://cdp.customer.io",
    413: "the body is larger than it takes",
}

Sleep = Callable[[float], None]


class Target(NamedTuple):
    """Where bodies go."""

    url: SplitResult
    key: str

    @property
    def name(self) -> str:
        """The URL as the ledger and messages call it."""
        return self.url.geturl()

    @property
    def authorization(self) -> str:
        """The header: a key with a region is a token, an older one the name of a basic login."""
        if WITH_REGION.match(self.key):
            return f"Bearer {self.key}"
        return f"Basic {base64.b64encode(f'{self.key}:'.encode()).decode()}"


def target(url: str, key: str) -> Target:
    """The target, or one line that says why nothing can be sent there."""
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f'URL is "{url}"; it takes a URL such as https://cdp.customer.io')
    if parts.username or parts.password:
        raise Refused(f"URL has a login in it; the key comes from {KEY} in the environment")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise Refused(f'URL is "{url}"; without https the key goes to this machine alone')
    if parts.query or parts.fragment:
        raise Refused(f'URL is "{url}"; it takes no query')
    if not key.strip():
        raise Refused(f"{KEY} is not set; it is the key of the source that the calls go to")
    path = parts.path.rstrip("/").removesuffix("/v1")
    return Target(parts._replace(path=path), key.strip())


class Sender:
    """A connection that stays open from one body to the next."""

    def __init__(self, to: Target, sleep: Sleep = time.sleep) -> None:
        self._to, self._sleep = to, sleep
        self._connection: http.client.HTTPConnection | None = None

    def send(self, body: Body) -> None:
        """Send a body, again if the service is busy; a Refused says in a line why it never went."""
        for attempt in range(TRIES):
            answer = self._try(body)
            if answer is None:
                return
            said, retry_after = answer
            wait = _wait(attempt, retry_after)
            if wait > LONGEST_WAIT:
                said += f" and asks to wait {wait:,.0f} seconds"
                break
            if attempt + 1 < TRIES:
                self._sleep(wait)
        else:
            said += f", {TRIES} times"
        raise Refused(f"{self._to.name} {said}; run it again, and it goes on where it stopped")

    def _try(self, body: Body) -> tuple[str, str | None] | None:
        """None if it was taken, or what happened and how long the service asks to wait."""
        try:
            status, retry_after = self._post(body)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return _reason(error), None
        if status == 200:
            return None
        said = f"answers {status} {http.client.responses.get(status, '')}".rstrip()
        if status not in BUSY:
            why = SAYS.get(status, "it does not take this body")
            raise Refused(f"{self._to.name} {said}: {why}")
        return said, retry_after

    def close(self) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _post(self, body: Body) -> tuple[int, str | None]:
        connection = self._connection = self._connection or _connect(self._to.url)
        headers = {
            "Authorization": self._to.authorization,
            "Content-Type": "application/json",
            "User-Agent": "reelhouse",
        }
        path = f"{self._to.url.path}/v1/{body.path}"
        connection.request("POST", path, body.text.encode(), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After")


def _connect(url: SplitResult) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    return kind(str(url.hostname), url.port, timeout=TIMEOUT)


def _wait(attempt: int, retry_after: str | None) -> float:
    """Seconds until the next try: what the service asks for, else twice as long each time."""
    if retry_after is None:
        return min(0.5 * 2.0**attempt, LONGEST_WAIT)
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return _wait(attempt, None)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _reason(error: Exception) -> str:
    what = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"does not answer ({what})"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""Headless Chromium, if there is one: its own protocol, over a pipe, and no package besides.

Chromium reads from descriptor 3 and writes to 4, each message a JSON that ends with a null byte.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
# what becomes Chromium: its ends of the two pipes get the numbers that it expects
PLUMBING = """
import fcntl, os, sys
hears, writes = (fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3])
os.dup2(hears, 3)
os.dup2(writes, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
OPTIONS = [
    *("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu"),
    *("--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-US"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def program():
    """The path of a Chromium: the one that CHROMIUM names, or the first on the PATH; or None."""
    return next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *NAMES])), None)


@contextmanager
def browser():
    """A running Chromium, with a profile that is thrown away."""
    hears, says = os.pipe()
    listens, writes = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program(), *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
        running = subprocess.Popen(
            [sys.executable, "-c", PLUMBING, str(hears), str(writes), *command],
            pass_fds=(hears, writes),
            stderr=subprocess.DEVNULL,
        )
        os.close(hears)
        os.close(writes)
        try:
            yield Connection(says, listens)
        finally:
            running.kill()
            running.wait()
            os.close(says)
            os.close(listens)


class Connection:
    """Commands to Chromium and what it says on its own."""

    def __init__(self, says, listens):
        self.says, self.listens = says, listens
        self.rest, self.number, self.events = b"", 0, []

    def send(self, method, session=None, **parameters):
        """Send a command, and wait for its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        os.write(
            self.says,
            json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0",
        )
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self.events.append(answer)

    def read(self):
        """The next message."""
        while b"\0" not in self.rest:
            some = os.read(self.listens, 1 << 20)
            assert some, "Chromium has ended"
            self.rest += some
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)


class Page:
    """A page of one width and one light, and what it told, asked for and violated."""

    def __init__(self, connection, address, *, width=1440, height=900, scheme="light"):
        self.connection = connection
        target = connection.send("Target.createTarget", url="about:blank")["targetId"]
        attached = connection.send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        connection.events.clear()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        light = {"name": "prefers-color-scheme", "value": scheme}
        self.send("Emulation.setEmulatedMedia", features=[light])
        self.send("Page.navigate", url=address)
        self.until("document.readyState === 'complete'")

    def send(self, method, **parameters):
        """Send a command to this page."""
        return self.connection.send(method, session=self.session, **parameters)

    def run(self, code):
        """The value of an expression; an error in it is one here."""
        done = self.send("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def until(self, condition):
        """Wait for a condition."""
        wait = (
            "new Promise((done) => { const look = () => "
            f"({condition}) ? done(true) : setTimeout(look, 10); look(); }})"
        )
        assert self.run(wait)

    def press(self, key, code=0, text=""):
        """Press a key."""
        keys = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **keys)
        self.send("Input.dispatchKeyEvent", type="keyUp", **keys)

    def requests(self):
        """The addresses that the page asked for."""
        self.run("0")
        asked = self._told("Network.requestWillBeSent")
        return [event["request"]["url"] for event in asked]

    def complaints(self):
        """What is on the console, errors, and violations of the policy."""
        self.run("0")
        kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return self._told(*kinds)

    def _told(self, *methods):
        return [
            event["params"]
            for event in self.connection.events
            if event.get("method") in methods and event.get("sessionId") == self.session
        ]

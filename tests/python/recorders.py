"""A service on loopback that keeps what it is sent, and answers as it is told."""

from __future__ import annotations

import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Recorder(ThreadingHTTPServer):
    """The bodies it took, all requests, and the answers still to give before it takes the rest."""

    daemon_threads = True

    def __init__(self, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.answers: list[tuple[int, dict[str, str]] | None] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.taken: list[tuple[str, dict]] = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def calls(self):
        """The calls of every batch that was taken."""
        return [call for _, body in self.taken for call in body["batch"]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((self.path, dict(self.headers)))
        answer = self.server.answers.pop(0) if self.server.answers else (200, {})
        if answer is None:  # hang up without a word
            self.close_connection = True
            return
        status, headers = answer
        if status == 200:
            self.server.taken.append((self.path, json.loads(body)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_PUT = do_POST

    def log_message(self, *_):
        pass


@contextmanager
def recorder(certificate=None):
    """A recorder that runs, with TLS if it has a certificate."""
    with Recorder(certificate) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()

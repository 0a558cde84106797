"""A web server on loopback that answers by a script: the faults of the real web, on demand.

Each path has a queue of answers; the last one stays. An answer is a status, headers and a body, or a
function that is handed the open connection and may do with it what a broken server does.
"""

import gzip
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import httpcore


class Said(NamedTuple):
    """An answer."""

    body: bytes | str = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


Trick = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Script"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.next(self.path)
        if not isinstance(answer, Said):
            self.close_connection = True
            answer(self)
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if not any(name.lower() in ("content-length", "transfer-encoding") for name, _ in answer.headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: a test looks at what it asked, not at a log."""


class Script(ThreadingHTTPServer):
    """The server."""

    daemon_threads = True

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._answers: dict[str, list[Said | Trick]] = defaultdict(list)
        self._scheme = "https" if trust else "http"
        if trust is not None:
            self.socket = trust.wrap_socket(self.socket, server_side=True)

    def says(self, path: str, *answers: Said | Trick | str) -> str:
        """Sets what a path answers, one after another; the last one stays. Gives its address."""
        self._answers[path] = [Said(one) if isinstance(one, str) else one for one in answers]
        return self.url(path)

    def url(self, path: str) -> str:
        return f"{self._scheme}://127.0.0.1:{self.server_port}{path}"

    def paths(self) -> list[str]:
        """Paths asked, in order, without the file for robots."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def next(self, path: str) -> Said | Trick:
        queue = self._answers.get(path)
        if not queue:
            return Said("nothing here", 404)
        return queue.pop(0) if len(queue) > 1 else queue[0]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


class Wire(httpcore.SyncBackend):
    """The open internet, as far as these tests have one: every number leads to the test's own server."""

    def __init__(self):
        self.called = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.called.append(host)
        return super().connect_tcp("127.0.0.1", port, timeout, local_address, socket_options)


def serve(trust: ssl.SSLContext | None = None) -> Script:
    server = Script(trust)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def head(handler: Handler, *lines: str) -> None:
    handler.wfile.write("\r\n".join(("HTTP/1.1 200 OK", *lines, "", "")).encode("latin-1"))


def silent(handler: Handler) -> None:
    """Takes the request and says nothing."""
    time.sleep(1.0)


def dripping(handler: Handler) -> None:
    """Sends a letter now and then, for ever."""
    head(handler, "Content-Type: text/html")
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def cut(handler: Handler) -> None:
    """Promises more than it sends."""
    head(handler, "Content-Type: text/html", "Content-Length: 5000")
    handler.wfile.write(b"<html><body><p>A bill that stops in the mid")


def cut_chunks(handler: Handler) -> None:
    """Hangs up in the middle of a chunk."""
    head(handler, "Content-Type: text/html", "Transfer-Encoding: chunked")
    handler.wfile.write(b"ff\r\nshort")


def cut_gzip(handler: Handler) -> None:
    """Sends half of what was packed, and calls it whole."""
    packed = gzip.compress(b"<p>A bill on summonses.</p>" * 400)
    half = packed[: len(packed) // 2]
    head(handler, "Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(half)}")
    handler.wfile.write(half)


def reset(handler: Handler) -> None:
    """Hangs up before it has said a word."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    handler.connection.close()


def nonsense(handler: Handler) -> None:
    """Speaks another language."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def two_lengths(handler: Handler) -> None:
    """Gives two lengths, which is how one answer is smuggled into another."""
    head(handler, "Content-Type: text/html", "Content-Length: 4", "Content-Length: 40")
    handler.wfile.write(b"abcd")


def forged_header(handler: Handler) -> None:
    """Puts a bare carriage return and a NUL into a header, to start a record of its own."""
    head(handler, "Content-Type: text/html", "X-Note: one\x00two", "Content-Length: 2")
    handler.wfile.write(b"ok")


BOMB = gzip.compress(b"\0" * 30_000_000)

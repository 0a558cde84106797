"""A real server on loopback that answers as a language model's interface does, well or badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], tuple[int, bytes]]


class ModelServer:
    """Says what it was asked; `reply` says what it answers."""

    def __init__(self, url: str, reply: Reply) -> None:
        self.url = url
        self.reply = reply
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []


def claims(*told: dict[str, Any]) -> Reply:
    return content(json.dumps({"claims": list(told)}))


def content(written: str) -> Reply:
    answer = {
        "choices": [{"message": {"role": "assistant", "content": written}}],
        "usage": {"prompt_tokens": 120, "completion_tokens": 30},
    }
    return lambda asked: (200, json.dumps(answer).encode())


def status(number: int) -> Reply:
    return lambda asked: (number, b"{}")


def slow(seconds: float) -> Reply:
    def reply(asked: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(seconds)
        return 200, b"{}"

    return reply


@contextmanager
def served(reply: Reply) -> Iterator[ModelServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(body)
            model.keys.append(self.headers.get("Authorization"))
            number, answer = model.reply(body)
            try:
                self.send_response(number)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name for it
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model = ModelServer(f"http://127.0.0.1:{server.server_port}/v1", reply)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

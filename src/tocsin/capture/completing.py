"""Asks a language model behind an OpenAI-compatible interface, on this machine unless told otherwise.

The question is made elsewhere and the answer judged elsewhere; here is only the way there and back. The
texts hold names of private people, so the connection is opened to loopback numbers only, whatever the name
in the address resolves to, until the user allows more in so many words.

Source: the chat completions interface as OpenAI publishes it and Ollama, llama.cpp and vLLM serve it.
"""

import ssl
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import certifi
import httpcore
import msgspec

from tocsin.capture.fetch.address import parse
from tocsin.capture.fetch.guard import GuardedBackend, Resolve, resolve
from tocsin.errors import CaptureError
from tocsin.records.second_reader import Completion, SecondReaderRules

MOST_BYTES = 8_000_000
PATH = "/chat/completions"


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Answer(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Endpoint:
    """One model at one address; a key is sent and never shown."""

    def __init__(self, rules: SecondReaderRules, key: str | None = None, look_up: Resolve = resolve) -> None:
        self._rules = rules
        self._key = key
        self._where = rules.url.rstrip("/") + PATH
        here = parse(self._where)
        self._url = httpcore.URL(
            scheme=here.scheme.encode(), host=here.host.encode(), port=here.port, target=here.target.encode()
        )
        self._host = here.authority
        allowed = look_up if rules.unsafe_send_texts else _only_here(look_up)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(cafile=certifi.where()),
            network_backend=GuardedBackend(allow_private=True, look_up=allowed),
            max_connections=1,
        )

    def ask(self, question: bytes) -> Completion:
        """The model's answer to a question in JSON.

        Raises:
            CaptureError: the address leads off this machine without leave, nobody answered in time, or the
                answer is none.
        """
        silence = self._rules.timeout_seconds
        headers = [("Host", self._host), ("Content-Type", "application/json"), ("Accept", "application/json")]
        if self._key:
            headers.append(("Authorization", f"Bearer {self._key}"))
        timeouts = {"connect": silence, "read": silence, "write": silence, "pool": silence}
        sent = [(name.encode(), value.encode()) for name, value in headers]
        try:
            with self._pool.stream(
                "POST", self._url, headers=sent, content=question, extensions={"timeout": timeouts}
            ) as answer:
                body = self._gathered(answer)
                status = answer.status
        except httpcore.TimeoutException as error:
            raise self._no_answer(f"silence for {silence:g} seconds") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise self._no_answer(str(error) or type(error).__name__) from error
        if status != 200:
            raise self._no_answer(f"status {status}")
        return self._decoded(body)

    def _gathered(self, answer: httpcore.Response) -> bytes:
        body = bytearray()
        for block in answer.iter_stream():
            body += block
            if len(body) > MOST_BYTES:
                raise self._no_answer(f"more than {MOST_BYTES} bytes")
        return bytes(body)

    def _decoded(self, body: bytes) -> Completion:
        try:
            read = msgspec.json.decode(body, type=_Answer)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._no_answer(f"something else ({error})") from error
        if not read.choices or read.choices[0].message.content is None:
            raise self._no_answer("an answer without content")
        used = read.usage or _Usage()
        return Completion(
            text=read.choices[0].message.content,
            n_tokens_in=used.prompt_tokens,
            n_tokens_out=used.completion_tokens,
        )

    def _no_answer(self, found: str) -> CaptureError:
        return CaptureError(
            self._where, "an answer of the second reader", found, "again later; what rules read stands"
        )

    def close(self) -> None:
        """Lets go of the connection."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _only_here(look_up: Resolve) -> Resolve:
    """Numbers of this machine only."""

    def checked(host: str, port: int) -> list[str]:
        numbers = list(look_up(host, port))
        for number in numbers:
            if not ip_address(number.partition("%")[0]).is_loopback:
                raise CaptureError(
                    f"second reader at {host}",
                    "a model on this machine, since texts hold names of private people",
                    f"the number {number}",
                    "a local model, or unsafe_send_texts = true if everyone in the texts may be known there",
                )
        return numbers

    return checked

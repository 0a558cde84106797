"""Lines as they come: whole, in order, and with a word when none is at hand."""

import io
import os
import threading

from hypothesis import given
from hypothesis import strategies as st

from tocsin.cli.lines import lines
from tocsin.reading.pool import Nothing


@given(st.binary(max_size=300))
def test_a_stream_in_memory_gives_its_lines(data: bytes) -> None:
    expected = data.removesuffix(b"\n").split(b"\n") if data else []
    assert list(lines(io.BytesIO(data))) == expected


def test_a_pipe_gives_whole_lines_however_they_are_cut() -> None:
    sent = [b"a" * n for n in (0, 1, 70_000, 3)]
    out, into = os.pipe()

    def write() -> None:
        with os.fdopen(into, "wb") as stream:
            stream.write(b"\n".join(sent))

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(out, "rb") as stream:
        found = [line for line in lines(stream) if not isinstance(line, Nothing)]
    writer.join()
    assert found == sent


def test_a_line_is_given_before_more_is_waited_for() -> None:
    out, into = os.pipe()
    with os.fdopen(out, "rb") as stream, os.fdopen(into, "wb", buffering=0) as other:
        other.write(b"one\n")
        coming = lines(stream)
        assert next(coming) == b"one"
        assert next(coming) is Nothing.YET

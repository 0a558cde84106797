"""The lines of a stream as they come, and the word that none is at hand.

A program that sends one text and waits for its reading must get it before it sends the next; a file of a
million lines must fill all cores. Only who asks the stream can tell the two apart.
"""

import os
from collections.abc import Iterator
from select import select
from typing import BinaryIO

from tocsin.reading.pool import Nothing

BLOCK_BYTES = 1 << 16


def lines(stream: BinaryIO) -> Iterator[bytes | Nothing]:
    """Every line without its end; `Nothing.YET` before a wait for more."""
    try:
        descriptor = stream.fileno()
    except OSError:
        # A stream in memory, which never makes anybody wait.
        yield from (line.rstrip(b"\n") for line in stream)
        return
    held: list[bytes] = []
    while True:
        if not select([descriptor], [], [], 0)[0]:
            yield Nothing.YET
        block = os.read(descriptor, BLOCK_BYTES)
        if not block:
            break
        *ended, rest = block.split(b"\n")
        for end in ended:
            yield b"".join((*held, end))
            held.clear()
        held.append(rest)
    if last := b"".join(held):
        yield last

"""A reading process that some pages end: called as the real one is, it shows every other page as it came."""

import os
import signal
import sys
import time

from tocsin.capture.extract.frames import Task
from tocsin.capture.extract.serving import serve
from tocsin.records.capture import DateBasis, Memento, memento_id


def read(task: Task):
    if b"KILLS" in task.payload.body:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"NEVER ENDS" in task.payload.body:
        time.sleep(600)
    if b"PRINTS" in task.payload.body:
        os.write(sys.stdout.fileno(), b"a library says something")
    if b"FILLS" in task.payload.body:
        assert not b"x" * int(sys.argv[1])
    return Memento(
        id=memento_id(task.capture.id),
        capture_id=task.capture.id,
        address=task.payload.address,
        captured_at=task.payload.captured_at,
        source_id=None,
        title="A page",
        author=None,
        published_at=None,
        date_basis=DateBasis.UNKNOWN,
        language="und",
        text=task.payload.body.decode(),
        method="as it came",
    )


if __name__ == "__main__":
    serve(read, int(sys.argv[1]))

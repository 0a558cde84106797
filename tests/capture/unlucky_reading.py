"""A reading process that some pages end: called as the real one is, and reads every other page as it does."""

import os
import signal
import sys
import time

from tocsin.capture.extract.extract import attempt
from tocsin.capture.extract.frames import Task
from tocsin.capture.extract.reading import serve


def read(task: Task):
    if b"KILLS" in task.payload.body:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"NEVER ENDS" in task.payload.body:
        time.sleep(600)
    if b"PRINTS" in task.payload.body:
        os.write(sys.stdout.fileno(), b"a library says something")
    if b"FILLS" in task.payload.body:
        assert not b"x" * int(sys.argv[1])
    return attempt(task.payload, task.capture)


if __name__ == "__main__":
    serve(read, int(sys.argv[1]))

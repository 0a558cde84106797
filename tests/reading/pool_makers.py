"""Readers that a worker process can build by name, among them one that dies on certain texts."""

import os
import signal
import time

from tocsin.records.reading import Document, Reading


class Counting:
    """Gives each text's length as its language, so that order can be seen."""

    def read(self, document: Document, *, detail: bool = False) -> Reading:
        if document.text == "slow":
            time.sleep(0.2)
        if document.text == "for ever":
            time.sleep(3600)
        if document.text == "pid":
            return Reading(id=document.id, lang=str(os.getpid()))
        return Reading(id=document.id, lang=f"{len(document.text)}{'d' if detail else ''}")


class Mortal(Counting):
    """Is killed by some texts as a fault in native code would kill it, and runs out of memory on others."""

    def read(self, document: Document, *, detail: bool = False) -> Reading:
        if document.text.startswith("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        if document.text.startswith("huge"):
            raise MemoryError
        return super().read(document, detail=detail)


def stillborn(parent: int) -> Counting:
    if parent != os.getpid():
        os._exit(3)
    return Counting()

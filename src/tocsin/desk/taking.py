"""Takes payloads into an open case, several with one wait for the disk and one for the database.

While some are being read in a process of their own, the next are archived. What a page was before must be
stored when the page comes again, so an address that is under way is finished first.
"""

from tocsin.capture.extract.frames import Task
from tocsin.capture.extract.worker import Texts, Under
from tocsin.desk.desk import Desk
from tocsin.records.capture import Capture, Memento, Payload
from tocsin.records.issue import Issue
from tocsin.records.record import Record

MOST_BYTES = 1_000_000
MOST_PAYLOADS = 64


class Taking:
    """What is on its way into a case.

    Args:
        at_once: payloads that may wait for each other; 1 where the next may be long in coming.
    """

    def __init__(self, desk: Desk, texts: Texts, at_once: int = MOST_PAYLOADS) -> None:
        self._desk, self._texts, self._at_once = desk, texts, at_once
        self._waiting: list[Payload] = []
        self._n_bytes = 0
        self._under_way: tuple[list[Capture], Under] | None = None
        self._addresses: set[str] = set()
        self.n_new = self.n_unchanged = 0
        self.issues: list[Issue] = []
        """What could not be read; it is archived all the same."""

    def take(self, payload: Payload) -> None:
        """Archives and stores the payload, now or with the next ones, unless it tells nothing new."""
        if payload.address in self._addresses:
            self.finish()
        if self._desk.store.holds(payload):
            self.n_unchanged += 1
            return
        self._addresses.add(payload.address)
        self._waiting.append(payload)
        self._n_bytes += len(payload.body)
        if len(self._waiting) >= self._at_once or self._n_bytes >= MOST_BYTES:
            self._archive()
        if self._at_once == 1:
            self._store()

    def finish(self) -> None:
        """Archives and stores everything that was taken."""
        if self._waiting:
            self._archive()
        self._store()

    def _archive(self) -> None:
        taken, self._waiting, self._n_bytes = self._waiting, [], 0
        kept = self._desk.archive.append_all(taken)
        tasks = [Task(*pair) for pair in zip(taken, kept, strict=True) if self._desk.is_to_be_read(pair[1])]
        under = self._texts.ask(tasks)
        self._store()
        self._under_way = kept, under
        self._addresses = {one.address for one in kept}

    def _store(self) -> None:
        if self._under_way is None:
            return
        (captures, under), self._under_way = self._under_way, None
        asked = [task.capture.id for task in under.tasks]
        found: dict[str, Memento | Issue] = dict(zip(asked, self._texts.answers(under), strict=True))
        records: list[Record] = []
        for kept in captures:
            records += self._desk.known_of(kept, found.get(kept.id))
        self._desk.store.put(records)
        troubles = [one for one in found.values() if isinstance(one, Issue)]
        self.issues += troubles
        self.n_new += len(captures) - len(troubles)
        self._addresses -= {one.address for one in captures}

"""Cuts quoted spans out of mementos, takes private names out of them, and numbers them in page order.

A citation shows the words of the same paragraph, so that nobody is quoted against the sense. The name of
a private person may lie across the edge of a span; then the whole paragraph is quoted, because a
redactor that sees the halves apart would let them through.
"""

from collections.abc import Callable, Mapping
from functools import cache

from tocsin.briefing import labels
from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Citation
from tocsin.records.capture import Capture, Memento
from tocsin.records.marking import Tlp
from tocsin.records.source import Source

Redact = Callable[[str], str]
CONTEXT_CHARS = 280


class Quotes:
    """Every span the page quotes; the same span asked for twice is one citation."""

    def __init__(
        self,
        mementos: Mapping[str, Memento],
        captures: Mapping[str, Capture],
        sources: Mapping[str, Source],
        redact: Redact,
        mark: Callable[[str], Tlp] = lambda _: Tlp.CLEAR,
        code: str = "en",
    ) -> None:
        self._speak = language(code)
        self._mark = mark
        self._mementos = mementos
        self._captures = captures
        self._sources = sources
        # Spans share paragraphs, titles and addresses, and a case may have thousands of spans.
        self._redact = cache(redact)
        self._found: dict[tuple[str, int, int], Citation] = {}
        self._named: dict[str, Citation] = {}

    def cite(self, memento_id: str, start: int, end: int, credibility: str = "6") -> str | None:
        """The id of the citation of these characters; `None` where the memento is not at hand."""
        key = (memento_id, start, end)
        known = self._found.get(key)
        if known is not None:
            return known.id
        memento = self._mementos.get(memento_id)
        capture = self._captures.get(memento.capture_id) if memento else None
        if memento is None or capture is None:
            return None
        name = f"c{len(self._found) + 1}"
        self._found[key] = self._named[name] = self._citation(
            name, memento, capture, (start, end), credibility
        )
        return name

    def cite_opening(self, memento_id: str) -> str | None:
        """The citation of a memento's first paragraph: what a page showed when it was last seen."""
        memento = self._mementos.get(memento_id)
        if memento is None:
            return None
        end = memento.text.find("\n")
        return self.cite(memento_id, 0, len(memento.text) if end < 0 else end)

    def get(self, name: str | None) -> Citation | None:
        """The citation of that name."""
        return self._named.get(name or "")

    def words(self, name: str | None, text: str) -> str:
        """What the citation quotes, so that a name across a span's edge is replaced in a list too."""
        known = self.get(name)
        return known.quote if known else self._redact(text)

    def all(self) -> tuple[Citation, ...]:
        """The citations in the order in which they were first asked for."""
        return tuple(self._found.values())

    def _citation(
        self, name: str, memento: Memento, capture: Capture, place: tuple[int, int], credibility: str
    ) -> Citation:
        source = self._sources.get(memento.source_id or "")
        before, quote, after = excerpt(memento.text, place[0], place[1], self._redact)
        return Citation(
            id=name,
            quote=quote,
            language=memento.language,
            before=before,
            after=after,
            title=self._redact(labels.title(memento, self._speak)),
            publisher=self._redact(labels.publisher(memento, source)),
            address=self._redact(memento.address),
            published_at=memento.published_at,
            captured_at=capture.captured_at,
            capture_id=capture.id,
            payload_digest=capture.payload_digest,
            warc_file=capture.warc_file,
            warc_offset=capture.warc_offset,
            reliability=source.reliability.value if source else "F",
            credibility=credibility,
            tlp=self._mark(capture.id),
        )


def excerpt(text: str, start: int, end: int, redact: Redact) -> tuple[str, str, str]:
    """The words before, of and after a span in its paragraph, private names replaced."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    cut = (text[first:start], text[start:end], text[end:last])
    whole = redact(text[first:last])
    parts = cut if whole == text[first:last] else (redact(cut[0]), redact(cut[1]), redact(cut[2]))
    if "".join(parts) != whole:
        return "", whole, ""
    return _tail(parts[0]), parts[1], _head(parts[2])


def _head(words: str) -> str:
    if len(words) <= CONTEXT_CHARS:
        return words
    return words[: words.rfind(" ", 0, CONTEXT_CHARS)].rstrip() + " …"


def _tail(words: str) -> str:
    if len(words) <= CONTEXT_CHARS:
        return words
    return "… " + words[words.find(" ", len(words) - CONTEXT_CHARS) :].lstrip()

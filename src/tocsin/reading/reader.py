"""Reads documents: language, gate, parse, claims, indications, private people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tocsin.reading import language
from tocsin.reading.bearing import Bearing
from tocsin.reading.claims import find_claims
from tocsin.reading.gate import Gate
from tocsin.reading.indications import IndicationFinder
from tocsin.reading.interface import LanguagePack, PackLoader, ParsedText, Stretch
from tocsin.reading.packs import PACKS
from tocsin.reading.passages import find_passages
from tocsin.reading.topics import TopicClassifier
from tocsin.reading.unread import unread
from tocsin.reading.version import rules_version
from tocsin.records.case import KnownPeople
from tocsin.records.identity import content_id
from tocsin.records.indication import Indicator, Topic
from tocsin.records.reading import Document, Reading

NAME = "tocsin-reading"
LONG = 40_000
"""Characters from which each passage must pass the gate, too."""


class Reader:
    """Reads texts against the topics and indicators of one catalogue."""

    def __init__(
        self,
        topics: Sequence[Topic],
        indicators: Sequence[Indicator],
        people: KnownPeople | None = None,
        packs: Mapping[str, PackLoader] = PACKS,
        gate: Gate | None = None,
    ) -> None:
        self._topics = tuple(topics)
        self._indicators = tuple(indicators)
        self._people = KnownPeople() if people is None else people
        self._packs = packs
        self._gate = Gate() if gate is None else gate
        self._classifiers: dict[str, TopicClassifier] = {}
        self._bearing_of: dict[str, Bearing] = {}
        self._finders: dict[str, IndicationFinder] = {}

    @property
    def method(self) -> str:
        """Name and version of everything a reading depends on: rules, languages, catalogue, known people."""
        watched = content_id("watch", sorted(self._packs), self._topics, self._indicators, self._people)
        return f"{NAME} {rules_version()} {watched}"

    def read(self, document: Document, *, detail: bool = False) -> Reading:
        """Everything the document says that bears on the catalogue.

        Args:
            document: the text, its day and, if known, its language.
            detail: also give every attribution, quantity and time, whatever its subject; the gate is
                then left open.
        """
        lang = document.lang or language.classify(document.text)
        if not document.text.strip():
            return unread(document, "expected a text, found only white space", lang)
        load = self._packs.get(language.primary(lang))
        if load is None:
            known = ", ".join(sorted(self._packs))
            return unread(document, f"expected a text in one of: {known}; found language {lang}", lang)
        if not detail and not self._gate.admits(document.text):
            return Reading(id=document.id, lang=lang)
        pack = load()
        passages = tuple(find_passages(document.text))
        parsed = pack.parse(document, passages if detail else self._bearing(document.text, lang, pack))
        return self._reading(document, lang, parsed, detail=detail)

    def read_many(self, documents: Iterable[Document], *, detail: bool = False) -> Iterator[Reading]:
        """One reading for each document, in order, each given as soon as it is made."""
        for document in documents:
            yield self.read(document, detail=detail)

    def admits(self, text: str, start: int, end: int, lang: str) -> bool:
        """Whether text[start:end] of a text in that language is parsed."""
        if not self._gate.admits(text):
            return False
        parsed = set(self._bearing(text, lang, self._packs[language.primary(lang)]()))
        holding = [(a, b) for a, b in find_passages(text) if a < end and start < b]
        return bool(holding) and parsed.issuperset(holding)

    def parsed_share(self, text: str, lang: str) -> float:
        """Share of a text's characters that are parsed, 0 where the gate keeps it out."""
        if not self._gate.admits(text):
            return 0.0
        parsed = self._bearing(text, lang, self._packs[language.primary(lang)]())
        return sum(b - a for a, b in parsed) / max(1, sum(b - a for a, b in find_passages(text)))

    def _bearing(self, text: str, lang: str, pack: LanguagePack) -> tuple[Stretch, ...]:
        """What of an admitted text is worth parsing: all of a short one that is cheap, else what bears."""
        passages = tuple(find_passages(text))
        if len(text) <= pack.whole:
            return passages
        if len(text) > LONG:
            passages = self._near_subject(text, passages)
        return self._bearings(language.primary(lang)).find(text, passages, pack.leans)

    def _near_subject(self, text: str, passages: Sequence[Stretch]) -> tuple[Stretch, ...]:
        """The passages that the gate admits, with their neighbours."""
        admitted = [self._gate.touches(text[a:b]) for a, b in passages]
        follows = [False, *(before for before, _ in pairwise(admitted))]
        leads = [*(after for _, after in pairwise(admitted)), False]
        near = zip(passages, admitted, follows, leads, strict=True)
        return tuple(passage for passage, here, before, after in near if here or before or after)

    def _reading(self, document: Document, lang: str, parsed: ParsedText, *, detail: bool) -> Reading:
        primary = language.primary(lang)
        return Reading(
            id=document.id,
            lang=lang,
            claims=find_claims(parsed.find_propositions(), self._classifier(primary)),
            indications=self._finder(primary).find(document.text, parsed.sentences),
            protected=parsed.find_private(self._people),
            attributions=parsed.find_attributions() if detail else (),
            quantities=parsed.find_quantities() if detail else (),
            times=parsed.find_times() if detail else (),
        )

    def _classifier(self, lang: str) -> TopicClassifier:
        if lang not in self._classifiers:
            self._classifiers[lang] = TopicClassifier(self._topics, lang)
        return self._classifiers[lang]

    def _finder(self, lang: str) -> IndicationFinder:
        if lang not in self._finders:
            self._finders[lang] = IndicationFinder(self._indicators, lang)
        return self._finders[lang]

    def _bearings(self, lang: str) -> Bearing:
        if lang not in self._bearing_of:
            self._bearing_of[lang] = Bearing(self._topics, self._indicators, lang)
        return self._bearing_of[lang]

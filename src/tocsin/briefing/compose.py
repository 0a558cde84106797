"""Makes the briefing out of a case's records: what is quoted, in which order, with which names replaced."""

from collections.abc import Callable, Mapping, Sequence

from tocsin.briefing import board, labels, moves, places, ranking, rows, sizes, timeline
from tocsin.briefing.language.choose import language
from tocsin.briefing.localise import answer_in, case_in
from tocsin.briefing.material import Beside, Marks, Material
from tocsin.briefing.quoting import Quotes, Redact
from tocsin.briefing.telling.tell import tell
from tocsin.records.assessment import Assessment, Contribution
from tocsin.records.briefing import Briefing, contribution_key
from tocsin.records.capture import Capture, Memento, Vanishing
from tocsin.records.case import Case
from tocsin.records.claim import Claim
from tocsin.records.drawn import PlaceRow, TimelineMark, TrackPoint
from tocsin.records.finding import origin_id
from tocsin.records.identity import content_id
from tocsin.records.indication import Indication
from tocsin.records.issue import Issue
from tocsin.records.listed import BoardRow
from tocsin.records.marking import Tlp
from tocsin.records.prediction import Prediction

MAX_CONTRIBUTION_CITES = 6


def compose(
    *,
    case: Case,
    assessment: Assessment,
    previous: Assessment | None,
    track: Sequence[TrackPoint],
    claims: Sequence[Claim],
    indications: Sequence[Indication],
    mementos: Sequence[Memento],
    captures: Sequence[Capture],
    predictions: Sequence[Prediction],
    vanishings: Sequence[Vanishing],
    issues: Sequence[Issue],
    redact: Callable[[str], str],
    n_pseudonyms: int,
    input_digests: Sequence[tuple[str, str]],
    version: str,
    pseudonyms: Sequence[str] = (),
    marks: Marks = Marks(),
    beside: Beside = Beside(),
) -> Briefing:
    """The briefing of a case at the instant of its assessment.

    Args:
        case: Question, indicators, sources and events.
        assessment: The answer.
        previous: The answer the changes are counted from; `None` for a first briefing.
        track: The answer on earlier days.
        claims: Claims read in the mementos.
        indications: Indications found in the mementos.
        mementos: Texts read.
        captures: Captures behind the mementos.
        predictions: Predictions kept.
        vanishings: Pages that were there and then were not.
        issues: What could not be fetched, read or trusted.
        redact: Replaces the names of private people in a text.
        n_pseudonyms: How many people it renames.
        input_digests: Name and digest of each input.
        version: Version of Tocsin.
        pseudonyms: The names it puts in, so that the page can mark them.
        marks: For whom it is, and how its sources are marked. What this audience may not see must not be in
            any of the other arguments.
        beside: The language it is told in, and what stands beside the evidence.
    """
    material = Material(
        claims=tuple(claims),
        indications=tuple(indications),
        mementos=tuple(mementos),
        captures=tuple(captures),
        predictions=tuple(predictions),
        vanishings=tuple(vanishings),
        issues=tuple(issues),
    )
    composer = _Composer(case_in(case, beside.language), assessment, material, redact, marks, beside)
    return tell(
        composer.briefing(
            previous, tuple(track), n_pseudonyms, tuple(input_digests), version, tuple(pseudonyms)
        )
    )


class _Composer:
    """Holds the look-up tables while one briefing is made."""

    def __init__(
        self,
        case: Case,
        assessment: Assessment,
        material: Material,
        redact: Redact,
        marks: Marks,
        beside: Beside,
    ) -> None:
        self.case = case
        self.beside = beside
        self.speak = language(beside.language)
        self.marks = marks
        self.assessment = assessment
        self.material = material
        self.redact = redact
        self.mementos = {each.id: each for each in material.mementos}
        self.sources = {each.id: each for each in case.sources}
        self.quotes = Quotes(
            self.mementos,
            {each.id: each for each in material.captures},
            self.sources,
            redact,
            marks.capture,
            beside.language,
        )
        self.indicator_titles = {each.id: each.title for each in case.indicators}
        self.topic_titles = {each.id: each.title for each in case.topics}
        self.speakers = {each.id: self._speaker(each) for each in material.claims}
        self.ranks = ranking.ranks(material.claims, self.speakers, case.topics, assessment)

    def briefing(
        self,
        previous: Assessment | None,
        track: tuple[TrackPoint, ...],
        n_pseudonyms: int,
        input_digests: tuple[tuple[str, str], ...],
        version: str,
        pseudonyms: tuple[str, ...],
    ) -> Briefing:
        """Parts are asked for in page order, since citations are numbered as they are first used."""
        question, as_of, material = self.case.question, self.assessment.as_of, self.material
        origin_titles = self._origin_titles()
        contribution_cites = self._contribution_cites(previous)
        residual = next((each.id for each in question.hypotheses if each.residual), "")
        moved = (
            moves.between(
                self.assessment,
                previous,
                residual,
                self.indicator_titles,
                origin_titles,
                contribution_cites,
                self.speak,
            )
            if previous
            else ()
        )
        named = sizes.collect(
            material.claims, self.speakers, self.case.topics, self.quotes, self.beside.size_model
        )
        said = rows.claims(
            material.claims, self.speakers, self.topic_titles, self.ranks, self.quotes, self.marks.claim
        )
        marks, where, seen = self._timeline(), self._places(), self._board()
        return Briefing(
            id=self._id(input_digests, version),
            case_title=self.case.title,
            country=question.country,
            question=question.title,
            question_text=question.text,
            as_of=as_of,
            hypotheses=question.hypotheses,
            assessment=answer_in(rows.unnamed(self.assessment, self.redact), self.case),
            previous_as_of=previous.as_of if previous else None,
            previous=answer_in(rows.unnamed(previous, self.redact), self.case) if previous else None,
            moves=moved,
            track=track,
            contribution_cites=contribution_cites,
            origin_titles=origin_titles,
            prior_basis=_sentence(question.reference_class.title, question.reference_class.rationale),
            sizes=named,
            claims=said,
            board=seen,
            indicator_titles=self.indicator_titles,
            n_reports=sum(len(each.mementos) for each in self.assessment.origins),
            n_indicators_seen=sum(any(cell.n_origins for cell in row.cells) for row in seen),
            n_indicators_firm=sum(any(cell.n_origins > 1 for cell in row.cells) for row in seen),
            predictions=rows.predictions(
                material.predictions,
                material.claims,
                self.speakers,
                self.redact,
                as_of.date(),
                self.quotes,
                self.speak,
            ),
            ranking_needs=round(needs.value) if (needs := self.case.weighing.ranking_needs) else 0,
            vanishings=rows.vanishings(material.vanishings, material.mementos, self.redact, self.quotes),
            events=tuple(each for each in self.case.events if each.on <= as_of.date()),
            issues=rows.issues(material.issues, self.redact),
            missing=rows.missing(self.assessment.missing, self.sources, self.redact, self.speak),
            timeline=marks,
            peak=timeline.peak(marks),
            places=where,
            map=self.case.gazetteer.map if self.case.gazetteer else "",
            news=self.beside.news,
            size_model=self.beside.size_model,
            arithmetic=self.beside.arithmetic,
            opinion=self.beside.opinion,
            language=self.beside.language,
            clock=self.beside.clock,
            citations=self.quotes.all(),
            n_sources=len({each.source_id or each.address for each in self.material.mementos}),
            n_captures=len(self.material.captures),
            n_pseudonyms=n_pseudonyms,
            pseudonyms=pseudonyms,
            input_digests=input_digests,
            version=version,
            tlp=self.marks.audience,
            n_withheld=self.marks.n_withheld,
        )

    def _id(self, input_digests: tuple[tuple[str, str], ...], version: str) -> str:
        audience = self.marks.audience
        parts: tuple[str, ...] = () if audience is Tlp.CLEAR else (audience,)
        if self.beside.language != "en":
            parts += (self.beside.language,)
        return content_id("briefing", self.assessment.id, input_digests, version, *parts)

    def _speaker(self, claim: Claim) -> str:
        if claim.speaker:
            return self.redact(claim.speaker)
        memento = self.mementos.get(claim.memento_id)
        source = self.sources.get(claim.source_id or "")
        return self.redact(labels.voice(memento, source)) if memento else "The writer"

    def _origin_titles(self) -> dict[str, str]:
        titles = {origin_id(each): self.redact(each.statement) for each in self.assessment.findings}
        for origin in self.assessment.origins:
            memento = self.mementos.get(origin.first_memento)
            if memento is None:
                continue
            source = self.sources.get(memento.source_id or "")
            said = memento.published_at or memento.captured_at
            day = self.speak.short_day(said.date())
            titles[origin.id] = f"{self.redact(labels.voice(memento, source))}, {day}"
        return titles

    def _contribution_cites(self, previous: Assessment | None) -> dict[str, tuple[str, ...]]:
        indications = {each.id: each for each in self.material.indications}
        found: dict[str, tuple[str, ...]] = {}
        for each in self.assessment.contributions + (previous.contributions if previous else ()):
            if contribution_key(each) not in found:
                found[contribution_key(each)] = self._spans_of(each, indications)
        return found

    def _spans_of(self, contribution: Contribution, indications: Mapping[str, Indication]) -> tuple[str, ...]:
        spans = [indications[name] for name in contribution.indications if name in indications]
        cites = [
            self.quotes.cite(each.memento_id, each.spans.start, each.spans.end)
            for each in spans[:MAX_CONTRIBUTION_CITES]
        ]
        return tuple(dict.fromkeys(cite for cite in cites if cite))

    def _places(self) -> tuple[PlaceRow, ...]:
        return places.rows(
            self.case.gazetteer,
            self.material.claims,
            self.material.indications,
            self.mementos,
            self.assessment.origins,
            self.quotes,
            self.beside.language,
        )

    def _timeline(self) -> tuple[TimelineMark, ...]:
        return timeline.marks(
            events=[each for each in self.case.events if each.on <= self.assessment.as_of.date()],
            indications=self.material.indications,
            claims=self.material.claims,
            changes=self.beside.changes,
            vanishings=self.material.vanishings,
            mementos=self.mementos,
            sources=self.sources,
            indicator_titles=self.indicator_titles,
            redact=self.redact,
            quotes=self.quotes,
        )

    def _board(self) -> tuple[BoardRow, ...]:
        return board.rows(
            self.case.indicators,
            self.material.indications,
            self.mementos,
            self.assessment.origins,
            self.assessment.as_of,
            self.quotes,
        )


def _sentence(*parts: str) -> str:
    """The parts as sentences, each closed by a full stop."""
    return " ".join(part.rstrip(". ") + "." for part in parts if part.strip())

"""Statements that one Russian sentence shows: a reporting verb with its clause, quotation or object.

Six shapes, tried in this order for each cue: a quotation with its speaker behind or before it; a clause
after «что» and its kin; a colon; a reporting clause let into or hung on a sentence («…, заявил Песков»,
«Как сообщает ТАСС, …»); a source as adverbial («По словам Пескова, …»); an object or infinitive («подписал
закон», «призвал создать»).

Source: Pareti, "Annotating attribution relations and automatic extraction" (2015), for the kinds of cue.
"""

from collections.abc import Iterator, Sequence

from tocsin.reading.interface import Stretch
from tocsin.reading.russian.cues import Cue, find_cues
from tocsin.reading.russian.scene import Scene
from tocsin.reading.russian.shape import Report
from tocsin.reading.russian.shape_clause import Clauses
from tocsin.reading.russian.shape_object import Objects
from tocsin.reading.russian.shape_quoted import Quoted
from tocsin.reading.russian.sources import Sources
from tocsin.reading.russian.words import Sentence


def find_reports(sentence: Sentence, quotations: Sequence[Stretch]) -> Iterator[Report]:
    """Every statement of one sentence, in order of cues."""
    scene = Scene(sentence, quotations)
    sources = Sources(scene)
    shapes = (Quoted(scene, sources), Clauses(scene, sources), Objects(scene, sources))
    for cue in find_cues(sentence, scene.quotations):
        report = _report(cue, scene, *shapes)
        if report is not None:
            sources.told.append((report.source, report.cue))
            yield report


def _report(cue: Cue, scene: Scene, quoted: Quoted, clauses: Clauses, objects: Objects) -> Report | None:
    if cue.adverbial:
        return clauses.adverbial(cue)
    if scene.is_relative(cue):
        return None
    shapes = (
        quoted.behind_quote,
        clauses.clause,
        quoted.colon,
        clauses.hung,
        clauses.about_this,
        objects.object,
    )
    found = (shape(cue) for shape in shapes)
    return next((report for report in found if report is not None), None)

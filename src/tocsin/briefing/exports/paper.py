"""The briefing as a PDF that is laid out for paper: a cover, running heads, charts, and notes at the end.

Paper has its own template: what a screen folds away is either printed or said to be elsewhere. The same
briefing gives the same bytes, since every date and id in the file comes from the record.

Source: ISO 32000-1, 14.3 (metadata) and 14.4 (file identifiers); ISO 14289-1 (PDF/UA-1); CSS Paged Media 3.
"""

import hashlib
import importlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tocsin.briefing import html, marked, view
from tocsin.briefing.charts import hues, svg
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition, Paper
from tocsin.briefing.exports.print_faces import FAMILIES, faces
from tocsin.briefing.language.choose import language
from tocsin.errors import BriefingError
from tocsin.records.briefing import Briefing, Citation

HERE = Path(__file__).parent / "print"
SIZES = {Paper.A4: "A4", Paper.LETTER: "Letter"}
FIRST = ("when", "why", "sizes")
"""Sections with charts, in their order; any other that the page draws comes after them."""
MOST_CLAIMS = 40
MOST_NOTES = 160
MOST_ISSUES = 30
QUOTE_CHARS = 360
EPOCH = "SOURCE_DATE_EPOCH"


def write(edition: Edition) -> bytes:
    """The PDF.

    Raises:
        BriefingError: what lays out the pages is not installed, or a chart cannot be drawn.
    """
    engine = _engine()
    briefing = edition.briefing
    markup = _markup(briefing)
    style = faces(markup) + _style(edition.setting.paper)
    identifier = hashlib.sha256((markup + style).encode()).digest()[:16]
    reach = importlib.import_module("weasyprint.urls").URLFetcher
    known = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    # A page that is laid out here fetches nothing: it would tell somebody that it is being read. The style
    # is ours and may open our own fonts.
    document = engine.HTML(string=markup, url_fetcher=reach(allowed_protocols=()))
    sheet = engine.CSS(string=style, font_config=known, url_fetcher=reach(allowed_protocols=("file",)))
    with _dated(int(briefing.as_of.timestamp())):
        data: bytes = document.write_pdf(
            stylesheets=[sheet],
            font_config=known,
            pdf_identifier=identifier.hex().encode(),
            pdf_variant="pdf/ua-1",
        )
    return data


@contextmanager
def _dated(seconds: int) -> Iterator[None]:
    """Dates the embedded fonts, which would otherwise carry the time at which they were cut down.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH 1.1.
    """
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before


def _engine() -> ModuleType:
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        reason = "no WeasyPrint" if isinstance(error, ImportError) else "no Pango library"
        raise BriefingError(
            "--to pdf",
            "WeasyPrint and the Pango library",
            reason,
            "pip install 'tocsin[pdf]', with the system's Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0)",
        ) from error


def _style(paper: Paper) -> str:
    environment = Environment(loader=FileSystemLoader(HERE), undefined=StrictUndefined, autoescape=False)  # noqa: S701
    return environment.get_template("sheet.css").render(paper=SIZES[paper], **FAMILIES)


def _markup(briefing: Briefing) -> str:
    claims = [one for each in view.front(briefing) for one in each.claims]
    shown = {one.id for one in claims}
    claims += [one for one in briefing.claims if one.id not in shown][: MOST_CLAIMS - len(claims)]
    predictions = view.pressing(briefing)
    used = [name for one in briefing.moves for name in one.cites]
    used += [one.cite for one in claims] + [one.cite for one in predictions]
    used += [name for one in briefing.vanishings for name in one.cites]
    used += [name for one in briefing.sizes for name in one.cites]
    used += [name for told in briefing.passages for one in told.sentences for name in one.cites]
    notes = _notes(briefing, set(used))
    drawn, issues = html.charts(briefing), view.issues(briefing)
    speak = language(briefing.language)
    order = [*FIRST, *(name for name in drawn if name not in FIRST)]
    return _environment(briefing).get_template("sheet.html.j2").render(
        b=briefing,
        lang=briefing.language,
        title=said.title(briefing),
        answer=said.answer(briefing),
        standing=said.standing(briefing),
        stamp=f"{briefing.as_of:%Y-%m-%dT%H:%M:%SZ}",
        label="tlp-" + briefing.tlp.value.casefold().replace("+", "-"),
        looks=hues.looks(briefing),
        titles={one.id: one.title for one in briefing.hypotheses},
        figures=[(name, speak.t(f"heading.{name}"), drawn[name]) for name in order if drawn[name]],
        issues=issues[:MOST_ISSUES],
        n_issues=len(issues),
        claims=claims,
        predictions=predictions,
        notes=notes,
        numbered={one.id for one in notes},
    )  # fmt: skip


def _notes(briefing: Briefing, used: set[str]) -> list[Citation]:
    """What the sheets cite, and no more of it than can be read on paper."""
    return [one for one in briefing.citations if one.id in used][:MOST_NOTES]


def _environment(briefing: Briefing) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    speak = language(briefing.language)
    environment.filters.update(marked=_marker(briefing), opening=view.opening)
    environment.globals.update(
        speak=speak,
        t=speak.t,
        marking=marked,
        quotes=speak.t("forms.quoted", words="\0").split("\0"),
        draw=partial(_draw, speak.phrase("page.source_n")),
        shortened=_shortened,
        passages={passage.id: passage.sentences for passage in briefing.passages},
    )
    return environment


def _marker(briefing: Briefing) -> Callable[[str], Markup]:
    """A filter that underlines every pseudonym."""
    longest_first = sorted(briefing.pseudonyms, key=len, reverse=True)
    names = re.compile(
        rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)"
    )

    def mark(text: str) -> Markup:
        parts = names.split(text)
        underlined = Markup('<span class="alias">{}</span>')
        return Markup("").join(
            underlined.format(one) if n % 2 else escape(one) for n, one in enumerate(parts)
        )

    return mark


def _shortened(quote: str) -> str:
    if len(quote) <= QUOTE_CHARS:
        return quote
    return quote[: quote.rfind(" ", 0, QUOTE_CHARS)].rstrip() + " …"


def _draw(source: str, chart: Chart) -> Markup:
    drawn = svg.draw(chart, chart.wide, "print", source)
    # Styles of the sheet do not reach into a drawing: it has to name its own face.
    face = FAMILIES["sans"].replace('"', "'")
    return Markup(drawn.replace("<svg ", f'<svg font-family="{face}" ', 1))  # noqa: S704

"""Why: from the prior, through what each origin adds or takes, to the answer, in bits.

Bits are log2 of the odds. Contributions to one outcome add up; what other outcomes' evidence and the passing
of time do to its odds is not theirs to claim, so it stands as a bar of its own.

Source: I. J. Good, "Weight of evidence: a brief survey" (1985).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log2
from typing import NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, wrap
from tocsin.briefing.charts.hues import looks
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.assessment import Contribution, Outlook
from tocsin.records.briefing import Briefing, contribution_key

SHOWN = 12
FELT_BITS = 0.05
NEAR_ONE = 0.001
LEAST_REACH_BITS = 2.0
MOST_TICKS = 6
STAND = 0.006
"""Half the width of the marks for prior and answer, as a share of the axis: log odds have no zero."""


class Step(NamedTuple):
    """One bar: from `start` to `end` in bits of odds."""

    kind: str
    """`prior`, `origin`, `rest`, `others` or `answer`."""
    label: str
    detail: str
    start: float
    end: float
    bits: float
    cites: tuple[str, ...] = ()
    indicator: str = ""


def steps(briefing: Briefing, outlook: Outlook) -> tuple[Step, ...]:
    """The bars for one outcome; each starts where the last one ended."""
    prior = next((each.p for each in briefing.assessment.prior if each.id == outlook.id), None)
    if prior is None:
        return ()
    speak = language(briefing.language)
    at = _odds(prior)
    out = [Step("prior", speak.t("waterfall.prior"), speak.t("waterfall.prior_detail"), 0, at, at)]
    mine = [each for each in briefing.assessment.contributions if each.hypothesis == outlook.id]
    felt = [each for each in mine if abs(each.bits) >= FELT_BITS]
    felt.sort(key=lambda each: -abs(each.bits))
    shown = sorted(felt[:SHOWN], key=lambda each: -each.bits)
    for each in shown:
        out.append(_step(speak, briefing, each, at))
        at += each.bits
    rest = sum(each.bits for each in mine) - sum(each.bits for each in shown)
    if len(mine) > len(shown):
        detail = _counts(speak, [each for each in mine if each not in shown])
        out.append(Step("rest", speak.t("waterfall.rest"), detail, at, at + rest, rest))
        at += rest
    end = _odds(outlook.p)
    if abs(end - at) >= FELT_BITS:
        label, detail = speak.t("waterfall.others"), speak.t("waterfall.others_detail")
        out.append(Step("others", label, detail, at, end, end - at))
    out.append(Step("answer", speak.t("waterfall.answer"), speak.t("waterfall.answer_detail"), 0, end, end))
    return tuple(out)


def _odds(p: float) -> float:
    kept = min(max(p, NEAR_ONE), 1 - NEAR_ONE)
    return log2(kept / (1 - kept))


def chance(odds_bits: float) -> float:
    """The probability that has these odds."""
    return float(1 / (1 + 2.0**-odds_bits))


def _counts(speak: Language, small: Sequence[Contribution]) -> str:
    """How many weights too small for a bar of their own, and of them how many from what was not seen."""
    unseen = sum(not each.reports for each in small)
    seen = len(small) - unseen
    parts = [speak.t("waterfall.seen", n=seen)] if seen else []
    parts += [speak.t("waterfall.unseen", n=unseen)] if unseen else []
    return " · ".join(parts)


def _step(speak: Language, briefing: Briefing, each: Contribution, at: float) -> Step:
    origin = briefing.origin_titles.get(each.origin, "") if each.reports else speak.t("waterfall.looked")
    copies = speak.t("waterfall.reports", n=each.reports) if each.reports > 1 else ""
    return Step(
        "origin",
        briefing.indicator_titles.get(each.indicator, each.indicator),
        " · ".join(part for part in (origin, copies) if part),
        at,
        at + each.bits,
        each.bits,
        briefing.contribution_cites.get(contribution_key(each), ()),
        each.indicator,
    )


def draw(briefing: Briefing, outlook: Outlook) -> Chart | None:
    """The chart for one outcome, where its prior is known."""
    found = steps(briefing, outlook)
    if not found:
        return None
    speak, hue = language(briefing.language), looks(briefing)[outlook.id].hue
    up, down = most(found)
    return Chart(
        id=f"why-{outlook.id}",
        title=findings.why(briefing, outlook.id, up, down).text,
        subtitle=speak.t("waterfall.subtitle", title=outlook.title, on=briefing.assessment.headline_deadline),
        description=" ".join(
            speak.t("waterfall.spoken", label=each.label, detail=each.detail, bits=each.bits)
            for each in found
        ),
        table=_table(speak, found),
        wide=_spec(speak, found, hue, WIDE),
        narrow=_spec(speak, found, hue, NARROW),
        note=speak.t("waterfall.note"),
    )


def most(found: tuple[Step, ...]) -> tuple[str | None, str | None]:
    """The indicators of the steps that raise and lower the outcome most."""
    origins = [each for each in found if each.kind == "origin"]
    up = max(origins, key=lambda each: each.bits, default=None)
    down = min(origins, key=lambda each: each.bits, default=None)
    return (
        up.indicator if up and up.bits > 0 else None,
        down.indicator if down and down.bits < 0 else None,
    )


def _table(speak: Language, found: tuple[Step, ...]) -> Table:
    return Table(
        columns=tuple(speak.t(f"waterfall.{name}") for name in ("what", "from", "bits", "sum")),
        rows=tuple(
            (
                Cell(text=each.label, cites=each.cites),
                Cell(text=each.detail),
                Cell(text="" if each.kind in {"prior", "answer"} else speak.bits(each.bits), figure=True),
                Cell(text=speak.bits(each.end), figure=True),
            )
            for each in found
        ),
    )


def _spec(speak: Language, found: tuple[Step, ...], hue: str, width: int) -> Spec:
    wide = width == WIDE
    step = 40 if wide else 54
    n = len(found)
    pad = Pad(left=300 if wide else 0, right=52 if wide else 46, top=26, bottom=4)
    ends = [each.end for each in found]
    middle = (min(ends) + max(ends)) / 2
    reach = max(LEAST_REACH_BITS, max(ends) - min(ends))
    domain = (middle - 0.56 * reach, middle + 0.62 * reach)
    canvas = Canvas(width, n * step + pad.top + pad.bottom, pad, x=domain, y=(n, 0))
    _axis(canvas, speak, domain, n)
    half = STAND * (domain[1] - domain[0])
    rows = [_row(n, each, wide, half) for n, each in enumerate(found)]
    _bars(canvas, rows, hue)
    _texts(canvas, speak, rows, found, wide, domain)
    return canvas.spec()


def _row(n: int, each: Step, wide: bool, half: float) -> dict[str, object]:
    top, bottom = (0.24, 0.76) if wide else (0.62, 0.94)
    stands = each.kind in {"prior", "answer"}
    row: dict[str, object] = {
        "x": each.end - half if stands else min(each.start, each.end),
        "x2": each.end + half if stands else max(each.start, each.end),
        "y": n + top,
        "y2": n + bottom,
        "end": each.end,
        "kind": each.kind,
        "up": each.bits > 0,
        "label": each.label,
        "mid": n + (top + bottom) / 2,
        "href": f"#{each.cites[0]}" if each.cites else "",
    }
    return row


def _axis(canvas: Canvas, speak: Language, domain: tuple[float, float], n: int) -> None:
    reach = domain[1] - domain[0]
    gap = next((each for each in (0.5, 1.0, 2.0) if reach / each <= MOST_TICKS), 4.0)
    ticks = [n * gap for n in range(floor(domain[0] / gap), ceil(domain[1] / gap) + 1)]
    ticks = [tick for tick in ticks if domain[0] + 0.03 * reach <= tick <= domain[1] - 0.03 * reach]
    canvas.rule([{"x": tick, "x2": tick, "y": 0, "y2": n} for tick in ticks])
    labels = [{"x": tick, "y": 0, "text": speak.percent(chance(tick))} for tick in ticks]
    canvas.text(labels, hue="soft", align="center", dy=-12, fontSize=12)


def _bars(canvas: Canvas, rows: list[dict[str, object]], hue: str) -> None:
    solid = colour(hue)
    ends = [row for row in rows if row["kind"] in {"prior", "answer"}]
    middle = [row for row in rows if row["kind"] not in {"prior", "answer"}]
    canvas.add("rect", ends[:1], key="rows-prior", color=colour("mark"))
    canvas.add("rect", ends[1:], key="rows-answer", color=solid)
    canvas.add("rect", [row for row in middle if row["up"]], key="rows-up", color=solid, opacity=0.62)
    canvas.add(
        "rect",
        [row for row in middle if not row["up"]],
        key="rows-down",
        filled=False,
        fill=colour("paper"),
        stroke=solid,
        strokeWidth=1.5,
    )
    joins = [
        {"x": row["end"], "x2": row["end"], "y": row["y2"], "y2": after["y"]}
        for row, after in pairwise(rows)
        if after["kind"] != "answer"
    ]
    canvas.rule(joins, hue="mark", strokeDash=[2, 2])


def _texts(
    canvas: Canvas,
    speak: Language,
    rows: list[dict[str, object]],
    found: tuple[Step, ...],
    wide: bool,
    domain: tuple[float, float],
) -> None:
    left = domain[0]
    for n, each in enumerate(found):
        weight = 600 if each.kind in {"prior", "answer"} else 500
        y, dx = (n + 0.33, -canvas.pad.left) if wide else (n + 0.18, 0)
        chars = 42 if wide else 46
        canvas.text([{"x": left, "y": y, "text": wrap(each.label, chars, 1)}], dx=dx, fontWeight=weight)
        below = n + 0.71 if wide else n + 0.44
        if each.detail:
            text = [{"x": left, "y": below, "text": wrap(each.detail, chars + 2, 1)}]
            canvas.text(text, hue="soft", dx=dx, fontSize=12, halo=not wide)
    values = [
        {"x": row["x2"], "y": row["mid"], "text": speak.bits(each.bits)}
        for row, each in zip(rows, found, strict=True)
        if each.kind not in {"prior", "answer"}
    ]
    canvas.text(values, dx=6, fontSize=12, halo=True)
    ends = [
        {"x": row["x2"], "y": row["mid"], "text": speak.percent(chance(each.end))}
        for row, each in zip(rows, found, strict=True)
        if each.kind in {"prior", "answer"}
    ]
    canvas.text(ends, dx=6, fontSize=13, fontWeight=600)

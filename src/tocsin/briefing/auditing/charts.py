"""The charts of the audit: whom the register hits wrongly and why, what each file and the number change."""

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.records.register_found import Audited, Measured, Outcome

ROW_PIXELS = 58
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
SMALL_TICKS = (0.0, 0.1, 0.2, 0.3, 0.4)


class Line(NamedTuple):
    """One row: a label, and a figure with its interval for one or two measures."""

    label: str
    first: Measured
    second: Measured | None = None


def percent(share: float) -> str:
    """A share in per cent, with a decimal where it is small."""
    near = min(share, 1 - share)
    digits = 0 if near == 0 or near >= 0.095 else 1 if near >= 0.0095 else 2
    return f"{100 * share:.{digits}f}\N{NARROW NO-BREAK SPACE}%"


def between(found: Measured) -> str:
    """A share with its interval."""
    return f"{percent(found.value)} ({percent(found.low)}–{percent(found.high)})"


def causes(found: Audited) -> Chart:
    """Why summonses by the single register are wrongful, beside the military office alone."""
    alone, joined = found.outcomes[0], found.outcomes[1]
    names = sorted(joined.causes, key=lambda name: -joined.causes[name].value)
    lines = [Line(name.capitalize(), joined.causes[name], alone.causes[name]) for name in names]
    most = names[0]
    return _chart(
        "causes",
        f"Most wrongful summonses come of this: {most}",
        "Share of all summonses, by cause; filled: the single register, hollow: the military office alone",
        lines,
        ("cause", "single register", "military office alone"),
        _ticks(lines),
    )


def agencies(found: Audited) -> Chart:
    """Reach and wrongful summonses as files are joined one after the other."""
    first, last = found.by_agency[0], found.by_agency[-1]
    return _chart(
        "agencies",
        f"Joining all files moves reach from {percent(first.reach.value)} to {percent(last.reach.value)},"
        f" wrongful summonses from {percent(first.wrongful.value)} to {percent(last.wrongful.value)}",
        "Filled: share listed of those who may be called up; hollow: share of summonses that are wrongful",
        _steps(found.by_agency),
        ("files", "reach", "wrongful"),
        TICKS,
    )


def identifiers(found: Audited) -> Chart:
    """The same for the coverage of the shared identifier."""
    first, last = found.by_identifier[0], found.by_identifier[-1]
    return _chart(
        "identifiers",
        f"A number for everybody changes wrongful summonses from {percent(first.wrongful.value)}"
        f" to {percent(last.wrongful.value)}",
        "Filled: reach; hollow: share of summonses that are wrongful; joined anew, over three seeds",
        _steps(found.by_identifier),
        ("rows with the number", "reach", "wrongful"),
        TICKS,
    )


def burden(found: Audited) -> Chart:
    """Who is summoned wrongly most often."""
    # Where nobody may be called up every summons is wrongful, which is no finding.
    told = [one for one in found.burden if one.wrongful.low < 1]
    lines = [Line(f"{one.by.capitalize()}: {one.group}", one.wrongful) for one in told]
    ordered = sorted(lines, key=lambda line: -line.first.value)
    top, low = ordered[0], ordered[-1]
    return _chart(
        "burden",
        f"Wrongful summonses run from {percent(low.first.value)} ({low.label}) to"
        f" {percent(top.first.value)} ({top.label})",
        "Share of a group's summonses that are wrongful, single register",
        lines,
        ("group", "wrongful"),
        _ticks(lines),
    )


def _steps(outcomes: Sequence[Outcome]) -> list[Line]:
    return [Line(one.title, one.reach, one.wrongful) for one in outcomes]


def _ticks(lines: Sequence[Line]) -> tuple[float, ...]:
    highest = max(one.high for line in lines for one in (line.first, line.second) if one is not None)
    return SMALL_TICKS if highest <= SMALL_TICKS[-1] else TICKS


def _chart(
    name: str,
    title: str,
    subtitle: str,
    lines: Sequence[Line],
    columns: tuple[str, ...],
    ticks: tuple[float, ...],
) -> Chart:
    rows = []
    for line in lines:
        figures = [one for one in (line.first, line.second) if one is not None]
        rows.append((Cell(text=line.label), *(Cell(text=between(one), figure=True) for one in figures)))
    return Chart(
        id=name,
        title=title,
        subtitle=subtitle,
        description=" ".join(f"{line.label}: {between(line.first)}." for line in lines),
        table=Table(columns=columns, rows=tuple(rows)),
        wide=_spec(lines, WIDE, ticks),
        narrow=_spec(lines, NARROW, ticks),
        note="Lines: 5th to 95th percentile over the seeds.",
    )


def _spec(lines: Sequence[Line], width: int, ticks: tuple[float, ...]) -> Spec:
    pad = Pad(left=14, right=60, top=4, bottom=26)
    height = len(lines) * ROW_PIXELS + pad.top + pad.bottom
    canvas = Canvas(width, height, pad, x=(0, ticks[-1]), y=(len(lines), 0))
    canvas.rule([{"x": at, "x2": at, "y": 0, "y2": len(lines)} for at in ticks], hue="hair")
    canvas.text(
        [{"x": at, "y": len(lines), "text": f"{100 * at:.0f} %"} for at in ticks],
        hue="soft",
        dy=14,
        align="center",
        fontSize=11,
    )
    for at, line in enumerate(lines):
        canvas.text([{"x": 0, "y": at + 0.28, "text": line.label}], fontSize=13 if width == WIDE else 12)
        _measure(canvas, line.first, at + 0.58, "wave", filled=True)
        if line.second is not None:
            _measure(canvas, line.second, at + 0.82, "stealth", filled=False)
    return canvas.spec()


def _measure(canvas: Canvas, found: Measured, y: float, hue: str, *, filled: bool) -> None:
    canvas.rule([{"x": found.low, "x2": found.high, "y": y, "y2": y}], hue=hue, strokeWidth=2)
    canvas.add(
        "point",
        [{"x": found.value, "y": y}],
        color=colour(hue),
        filled=filled,
        size=60,
        strokeWidth=2,
        opacity=1,
    )
    canvas.text([{"x": found.high, "y": y, "text": percent(found.value)}], hue=hue, dx=8, fontSize=11)

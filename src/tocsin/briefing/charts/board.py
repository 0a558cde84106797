"""The indicator board: rows by group, weeks across; filled, hollow or hatched.

Filled is seen by two origins or more, hollow by one only; a hatched week was not looked at, which is not the
same as an empty one. Indicators never seen are named below the board and kept in the table.
"""

from datetime import date

from tocsin.briefing.charts.canvas import Canvas, Pad, Row, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing
from tocsin.records.listed import BoardCell, BoardRow

HATCH = "M-1,1L1,-1M-1,0L0,-1M0,1L1,0"
HUES = {"raises_open": "wave", "raises_stealth": "stealth", "lowers": "soft"}
SEEN = frozenset({"observed", "once"})
NARROW_WEEKS = 16
FIRST_LABEL_PIXELS = 62
LAST_LABEL_PIXELS = 24


def seen(briefing: Briefing) -> tuple[BoardRow, ...]:
    """The rows that showed anything, by group, groups in the catalogue's order."""
    order = list(dict.fromkeys(row.group for row in briefing.board))
    rows = [row for row in briefing.board if any(cell.state in SEEN for cell in row.cells)]
    return tuple(sorted(rows, key=lambda row: order.index(row.group)))


def quiet(briefing: Briefing) -> tuple[str, ...]:
    """The indicators that were looked for and never seen; none where nothing was read at all."""
    if not any(cell.state != "unseen" for row in briefing.board for cell in row.cells):
        return ()
    return tuple(row.title for row in briefing.board if not any(cell.state in SEEN for cell in row.cells))


def draw(briefing: Briefing) -> Chart | None:
    """The board, where any indicator was seen."""
    rows = seen(briefing)
    if not rows:
        return None
    weeks = tuple(cell.week for cell in rows[0].cells)
    first = weeks[max(0, len(weeks) - NARROW_WEEKS)]
    speak = language(briefing.language)
    last = briefing.as_of.date()
    return Chart(
        id="board",
        title=findings.board(briefing).text,
        subtitle=speak.t("board.subtitle", first=weeks[0], last=last),
        description=" ".join(_spoken(speak, row) for row in rows),
        table=_table(speak, rows),
        wide=_spec(speak, rows, WIDE, weeks),
        narrow=_spec(speak, _since(rows, first), NARROW, tuple(week for week in weeks if week >= first)),
        note=speak.t("board.note"),
    )


def _since(rows: tuple[BoardRow, ...], first: date) -> tuple[BoardRow, ...]:
    return tuple(
        BoardRow(
            indicator=row.indicator,
            title=row.title,
            group=row.group,
            direction=row.direction,
            cells=tuple(cell for cell in row.cells if cell.week >= first),
        )
        for row in rows
    )


def _spoken(speak: Language, row: BoardRow) -> str:
    weeks = [speak.short_day(cell.week) for cell in row.cells if cell.state in SEEN]
    return speak.t("board.spoken", title=row.title, weeks=speak.listed(weeks))


def _table(speak: Language, rows: tuple[BoardRow, ...]) -> Table:
    return Table(
        columns=tuple(
            speak.t(f"board.{name}") for name in ("indicator", "group", "seen", "looked", "unseen")
        ),
        rows=tuple(
            (
                Cell(text=row.title, cites=_cites(row.cells)),
                Cell(text=row.group),
                Cell(
                    text="; ".join(
                        f"{speak.short_day(cell.week)} ({speak.t('board.origins', n=cell.n_origins)})"
                        for cell in row.cells
                        if cell.state in SEEN
                    )
                ),
                Cell(text=str(sum(cell.state != "unseen" for cell in row.cells)), figure=True),
                Cell(text=str(sum(cell.state == "unseen" for cell in row.cells)), figure=True),
            )
            for row in rows
        ),
    )


def _cites(cells: tuple[BoardCell, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for cell in cells for cite in cell.cites))


def _spec(speak: Language, rows: tuple[BoardRow, ...], width: int, weeks: tuple[date, ...]) -> Spec:
    wide = width == WIDE
    lines = _lines(rows)
    step = 26 if wide else 38
    pad = Pad(left=268 if wide else 22, right=6, top=30, bottom=6)
    n, across = len(lines), max(1, len(weeks))
    canvas = Canvas(width, n * step + pad.top + pad.bottom, pad, x=(0, across), y=(n, 0))
    _months(canvas, speak, weeks, n)
    for at, line in enumerate(lines):
        _heading(canvas, speak, at, line, wide)
    side = min(canvas.plot_width / across, 18.0, step - 8.0)
    marks = [
        (at, index, cell, line)
        for at, line in enumerate(lines)
        if isinstance(line, BoardRow)
        for index, cell in enumerate(line.cells)
    ]
    _cells(canvas, marks, 0.5 if wide else 0.73, side)
    return canvas.spec()


def _lines(rows: tuple[BoardRow, ...]) -> list[BoardRow | str]:
    lines: list[BoardRow | str] = []
    group = ""
    for row in rows:
        if row.group != group:
            lines.append(row.group)
            group = row.group
        lines.append(row)
    return lines


def _heading(canvas: Canvas, speak: Language, at: int, line: BoardRow | str, wide: bool) -> None:
    dx = -canvas.pad.left
    if isinstance(line, str):
        label = line[:1].upper() + line[1:]
        canvas.text([{"x": 0, "y": at + 0.62, "text": label}], hue="soft", dx=dx, fontSize=12, fontWeight=600)
        return
    middle = at + (0.5 if wide else 0.28)
    letter = speak.t(f"board.{line.direction}") if line.direction in HUES else ""
    hue = HUES.get(line.direction, "soft")
    canvas.text([{"x": 0, "y": middle, "text": letter}], hue=hue, dx=dx, fontSize=12, fontWeight=600)
    canvas.text([{"x": 0, "y": middle, "text": wrap(line.title, 40, 1)}], dx=dx + 16)


def _months(canvas: Canvas, speak: Language, weeks: tuple[date, ...], n: int) -> None:
    labels: list[Row] = []
    last: date | None = None
    for index, week in enumerate(weeks):
        if last is None or (week.month != last.month and week.day <= 7):
            year = f" {week.year}" if last is None or week.year != last.year else ""
            labels.append({"x": index, "y": 0, "text": speak.month(week) + year})
            last = week
    if len(labels) > 1 and labels[1]["x"] * canvas.plot_width / len(weeks) < FIRST_LABEL_PIXELS:
        first = labels.pop(0)
        if " " not in labels[0]["text"]:
            labels[0]["text"] += f" {first['text'].rsplit(' ', 1)[1]}"
    canvas.rule([{"x": row["x"], "x2": row["x"], "y": 0, "y2": n} for row in labels])
    # A label that starts in the last pixels would hang over the edge; its line still marks the month.
    room = len(weeks) * (1 - LAST_LABEL_PIXELS / canvas.plot_width)
    canvas.text([row for row in labels if row["x"] <= room], hue="soft", dy=-10, dx=2, fontSize=12)


def _cells(
    canvas: Canvas, marks: list[tuple[int, int, BoardCell, BoardRow]], middle: float, side: float
) -> None:
    def rows(state: str, hue: str | None = None) -> list[dict[str, object]]:
        return [
            {
                "x": index + 0.5,
                "y": at + middle,
                **({"href": f"#{cell.cites[0]}" if cell.cites else ""} if state in SEEN else {}),
            }
            for at, index, cell, line in marks
            if cell.state == state and (hue is None or HUES.get(line.direction, "soft") == hue)
        ]

    area = (side - 3) ** 2
    canvas.add(
        "point",
        rows("unseen"),
        key="rows-unseen",
        shape=HATCH,
        filled=False,
        size=area * 0.7,
        strokeWidth=0.9,
        color=colour("mark"),
        opacity=0.55,
    )
    canvas.add(
        "point", rows("none"), key="rows-none", shape="circle", filled=True, size=5, color=colour("mark")
    )
    for hue in dict.fromkeys(HUES.values()):
        solid = colour(hue)
        canvas.add(
            "point",
            rows("observed", hue),
            key=f"rows-observed-{hue}",
            shape="square",
            filled=True,
            size=area,
            opacity=1,
            color=solid,
        )
        canvas.add(
            "point",
            rows("once", hue),
            key=f"rows-once-{hue}",
            shape="square",
            filled=False,
            fill=colour("paper"),
            stroke=solid,
            strokeWidth=1.75,
            size=area * 0.78,
            opacity=1,
        )

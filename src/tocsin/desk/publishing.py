"""A case is published: its answer, how it moved, and what it stands on, written as a page or a file."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tocsin.briefing.exports.forms import EVERY
from tocsin.briefing.exports.interface import Setting
from tocsin.briefing.writing import write
from tocsin.desk.backlash import note_backlash
from tocsin.desk.composing import Telling, page_of
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.disclosing import disclose, keep
from tocsin.desk.editions import edition
from tocsin.desk.forecasts import answer
from tocsin.desk.manpower import note_finding
from tocsin.desk.showing import show
from tocsin.desk.smoothing import smooth_prose
from tocsin.log import doing
from tocsin.records.marking import Tlp


def publish(
    desk: Desk,
    as_of: datetime,
    clock: Clock,
    path: Path,
    form: str,
    audience: Tlp,
    setting: Setting = Setting(),
    telling: Telling = Telling(),
    *,
    smooth: bool = False,
) -> None:
    """Writes the briefing of an open case for an audience, once nothing in it tells what it must not.

    Every form passes here and nowhere else, so that the gate sees the very bytes that leave.
    """
    with desk.store.holding(), unswept():
        with doing("weighing the evidence"):
            noted = note_backlash(desk, as_of, clock)
            reckoned = note_finding(desk, as_of, clock)
            shown = show(desk, audience)
            page = page_of(desk, shown, as_of, clock, telling, reckoned, noted)
        if smooth:
            page = smooth_prose(page, desk.case.smoothing, desk.folder)
        with doing("drawing the page"):
            made = edition(shown, page, path, setting)
            written, beside = EVERY[form].write(made), EVERY[form].brings(made)
        with doing("looking for names that must not leave"):
            shown.gate().verify({path.name: written, **beside})
        with doing("counting how many people fit what is told of each"):
            disclosure = disclose(desk.folder, desk.case, page, f"{as_of:%d %B %Y}")
        for name, data in beside.items():
            write(path.with_name(name), data)
        write(path, written)
        keep(disclosure)
        # Our record is of what we hold, and an answer from which something was left out is not that.
        told_otherwise = page.n_withheld or telling.language != Telling().language
        held = answer(desk, desk.evidence(as_of, clock)) if told_otherwise else page.assessment
        desk.store.put([held, page])


@contextmanager
def unswept() -> Iterator[None]:
    """Without looking for cycles: a briefing makes millions of records that form none, and looking for some
    took a quarter of the time of a large case (benchmarks/briefing.py)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

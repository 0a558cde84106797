"""What each chart finds, as its title: the same kind of sentence, walked back in the same way."""

from tocsin.briefing.telling.answer import living
from tocsin.briefing.telling.said import Teller, at
from tocsin.records.briefing import Briefing, Sentence

SEEN = frozenset({"observed", "once"})


def deadlines(briefing: Briefing) -> Sentence:
    """How far each outcome gets by the last deadline."""
    teller = Teller(briefing)
    points = briefing.assessment.by_deadline
    rising = living(briefing)
    if not rising or not points:
        return teller.sentence("finding.deadlines_none", basis="chart-deadlines")
    last = max(range(len(points)), key=lambda n: points[n].on)
    here = f"assessment.by_deadline.{last}"
    if points[last].on < briefing.as_of.date():
        return teller.sentence("finding.deadlines_past", basis="chart-deadlines", on=at(f"{here}.on"))
    ends = sorted(rising, key=lambda one: -points[last].p[one.id])
    first = teller.say(
        "finding.reaches",
        title=at(f"assessment.hypotheses[id={ends[0].id}].title"),
        p=at(f"{here}.p.{ends[0].id}"),
        on=at(f"{here}.on"),
    )
    rest = [
        teller.say(
            "finding.also", title=at(f"assessment.hypotheses[id={one.id}].title"), p=at(f"{here}.p.{one.id}")
        )
        for one in ends[1:]
    ]
    return teller.sentence("finding.deadlines", teller.joined([first, *rest], ", "), basis="chart-deadlines")


def track(briefing: Briefing) -> Sentence:
    """When the first outcome stood highest, and where it stands."""
    teller = Teller(briefing)
    first = next((each.id for each in briefing.hypotheses if not each.residual), briefing.hypotheses[0].id)
    title = at(f"assessment.hypotheses[id={first}].title")
    now = at(f"assessment.hypotheses[id={first}].p")
    earlier = [n for n, each in enumerate(briefing.track) if each.on < briefing.as_of.date()]
    stands = next(each.p for each in briefing.assessment.hypotheses if each.id == first)
    peak = max(earlier, key=lambda n: briefing.track[n].p[first], default=None)
    if peak is None or briefing.track[peak].p[first] <= stands:
        return teller.sentence("finding.track_highest", basis="chart-track", title=title, now=now)
    return teller.sentence(
        "finding.track_peaked",
        basis="chart-track",
        title=title,
        now=now,
        peak=at(f"track.{peak}.p.{first}"),
        on=at(f"track.{peak}.on"),
    )


def why(briefing: Briefing, hypothesis: str, up: str | None, down: str | None) -> Sentence:
    """Which indicators raise an outcome most and hold it back most."""
    teller = Teller(briefing)
    title = at(f"assessment.hypotheses[id={hypothesis}].title")
    basis = f"chart-why-{hypothesis}"
    slots = {"title": title}
    if up:
        slots["up"] = at(f"indicator_titles.{up}")
    if down:
        slots["down"] = at(f"indicator_titles.{down}")
    key = {(True, True): "both", (True, False): "up", (False, True): "down"}.get(
        (bool(up), bool(down)), "still"
    )
    return teller.sentence(f"finding.why_{key}", teller.say(f"finding.why_{key}", **slots), basis=basis)


def sizes(briefing: Briefing) -> Sentence:
    """From where to where the figures run."""
    teller = Teller(briefing)
    told = [n for n, each in enumerate(briefing.sizes) if each.low or each.high]
    if len(told) == 1:
        here = f"sizes.{told[0]}"
        return teller.sentence(
            "finding.size_one",
            cites=briefing.sizes[told[0]].cites,
            basis="chart-sizes",
            figure=at(f"{here}.low", f"{here}.high", f"{here}.approx"),
            speaker=at(f"{here}.speaker"),
        )
    low = min(told, key=lambda n: briefing.sizes[n].low or briefing.sizes[n].high or 0)
    high = max(told, key=lambda n: briefing.sizes[n].high or briefing.sizes[n].low or 0)
    low_end = "low" if briefing.sizes[low].low else "high"
    high_end = "high" if briefing.sizes[high].high else "low"
    return teller.sentence(
        "finding.sizes",
        basis="chart-sizes",
        low=at(f"sizes.{low}.{low_end}"),
        high=at(f"sizes.{high}.{high_end}"),
    )


def arithmetic(briefing: Briefing) -> Sentence:
    """Whether strength reaches the need."""
    found = briefing.arithmetic
    key = "finding.enough" if found and found.strength_low >= found.need_high else "finding.short"
    if found and found.strength_high < found.need_low:
        key = "finding.lacking"
    return Teller(briefing).sentence(key, basis="chart-arithmetic", on=at("arithmetic.deadline"))


def board(briefing: Briefing) -> Sentence:
    """How many indicators were seen, and how many of them firmly."""
    return Teller(briefing).sentence(
        "finding.board",
        basis="chart-board",
        seen=at("n_indicators_seen"),
        total=at("board#"),
        firm=at("n_indicators_firm"),
    )


def timeline(briefing: Briefing) -> Sentence:
    """When indications came thickest."""
    if briefing.peak is not None:
        return Teller(briefing).sentence(
            "finding.timeline",
            basis="chart-timeline",
            week=at("peak.week"),
            n=at("peak.n"),
            total=at("peak.total"),
        )
    return Teller(briefing).sentence(
        "finding.timeline_bare",
        basis="chart-timeline",
        first=at("timeline.0.on"),
        last=at(f"timeline.{len(briefing.timeline) - 1}.on"),
    )


def places(briefing: Briefing) -> Sentence:
    """Which place the reports name most."""
    top = briefing.places[0]
    return Teller(briefing).sentence(
        "finding.places",
        cites=top.cites[:3],
        basis="chart-places",
        places=at("places#"),
        title=at("places.0.title"),
        reports=at("places.0.n_reports"),
    )

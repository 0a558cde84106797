"""The tables of what surveys say: the series, their surveys, their groups, and what was sudden in them."""

from collections.abc import Callable, Iterable, Iterator

from tocsin.briefing.exports.table import Row, Table, columns
from tocsin.records.briefing import Briefing
from tocsin.records.opinion import Followed, Tracked


def _of(rows: Callable[[Tracked], Iterable[Row]]) -> Callable[[Briefing], Iterable[Row]]:
    """Rows of the series, where the case follows any."""
    return lambda briefing: rows(briefing.opinion.tracked) if briefing.opinion else ()


def _followed(briefing: Briefing) -> Iterator[Row]:
    found: Followed | None = briefing.opinion
    if found is None:
        return
    about = found.tracked
    for one in about.series:
        yield (
            one.id, one.title, about.title, about.scale.value, about.source, about.method,
            found.until, found.latest, found.left,
        )  # fmt: skip


def _surveys(found: Tracked) -> Iterator[Row]:
    for one in found.series:
        for wave in one.waves:
            ends = (wave.sampling.low, wave.sampling.high, wave.total.low, wave.total.high)
            level = (wave.level, wave.level_interval.low, wave.level_interval.high, wave.shock)
            yield one.id, wave.pollster, wave.starts_on, wave.ends_on, wave.value, *ends, *level


def _changes(found: Tracked) -> Iterator[Row]:
    for n, event in enumerate(found.events):
        half = (event.half_life_months, event.half_life.low, event.half_life.high)
        told = (event.bits, event.p, event.kind.value, event.transient_p, *half)
        for one in event.changes:
            moved = (one.value, one.interval.low, one.interval.high)
            yield n, event.after, event.on, *told, one.measure, *moved


def _falls(found: Tracked) -> Iterator[Row]:
    for series in found.series:
        for one in series.falls:
            ranks = (one.rank, one.rank_interval.low, one.rank_interval.high, one.sharpest_p)
            beside = (one.n_compared, one.first_on, one.last_on, one.compared)
            yield series.id, one.measure, one.after, one.on, one.value, *ranks, *beside


def _houses(found: Tracked) -> Iterator[Row]:
    return (
        (one.measure, one.pollster, one.value, one.interval.low, one.interval.high) for one in found.houses
    )


def _groups(found: Tracked) -> Iterator[Row]:
    for each in found.groups:
        for one in each.groups:
            for wave in one.waves:
                asked = (wave.starts_on, wave.ends_on, wave.value, wave.se)
                ends = (wave.sampling.low, wave.sampling.high, wave.total.low, wave.total.high)
                yield each.id, each.title, each.whole, one.title, *asked, *ends


def _left_out(found: Tracked) -> Iterator[Row]:
    return ((one.wave, one.item, one.done, one.n_cells) for one in found.log)


OPINION = (
    Table(
        name="opinion", key=("series",), rows=_followed,
        says="A series of opinion that the case follows.",
        columns=columns("""
          series string id
          title string for readers
          of string the title of all series together
          scale string share or points
          source string where the figures are from
          method string name and version of the model
          until date last day in the field of the last survey known
          latest integer which change is the sudden fall that speaks of the next wave
          left number share of it that is expected to be left, 0 to 1""")),
    Table(
        name="surveys", key=(), charts=("opinion",), rows=_of(_surveys),
        says="One survey of a series.",
        columns=columns("""
          series string id
          pollster string who asked
          starts_on date first day in the field
          ends_on date last day in the field
          value number as published, per cent or points
          sampling_low number 95 % by the chance of who was asked
          sampling_high number its upper end
          total_low number total-error interval
          total_high number its upper end
          level number what the series is held to be
          level_low number 95 % for it, by sampling
          level_high number its upper end
          passing number part of it that is passing""")),
    Table(
        name="sudden_changes", key=("change", "series"), charts=("opinion-shocks",), rows=_of(_changes),
        says="How far one series moved in a sudden change of all.",
        columns=columns("""
          change integer which, from 0
          after date field date of the last survey that does not show it
          on date field date of the first survey that does
          bits number log2 of the Bayes factor
          p number probability of it, 0 to 1
          kind string what became of it
          transient_p number probability that it passes
          half_life_months number if it passes
          half_life_low number 95 % for it
          half_life_high number its upper end
          series string id
          value number points it moved
          low number 95 % for it
          high number its upper end""")),
    Table(
        name="falls", key=(), rows=_of(_falls),
        says="One of the sharpest falls of a series from one survey to the next.",
        columns=columns("""
          series string id
          measure string the series it was reckoned in
          after date field date of the survey before
          on date field date of the survey after
          value number the fall, in points
          rank integer its place as published
          rank_low number 90 % by a bootstrap of the sampling errors
          rank_high number its upper end
          sharpest_p number share of the bootstrap in which it comes first
          compared_with integer changes, itself among them
          first_on date first survey of the comparison
          last_on date last survey of it
          comparison string in a sentence""")),
    Table(
        name="houses", key=("series", "pollster"), rows=_of(_houses),
        says="A pollster's lasting difference from the others.",
        columns=columns("""
          series string id
          pollster string who
          value number log odds or points
          low number 95 %
          high number its upper end""")),
    Table(
        name="groups", key=(), charts=("opinion-groups",), rows=_of(_groups),
        says="One survey of a group of people.",
        columns=columns("""
          groups string id of the set
          title string of the set
          whole string series of everybody
          group string which people
          starts_on date first day in the field
          ends_on date last day in the field
          value number per cent or points
          se number standard error
          sampling_low number 95 % by the chance of who was asked
          sampling_high number its upper end
          total_low number total-error interval
          total_high number its upper end""")),
    Table(
        name="surveys_left_out", key=(), rows=_of(_left_out),
        says="What was left out of the files of the series.",
        columns=columns("""
          file string name
          series string id
          why string in a sentence
          surveys integer how many""")),
)  # fmt: skip
"""Tables of opinion, in the order of the page."""

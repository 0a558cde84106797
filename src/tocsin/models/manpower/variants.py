"""A scenario with something changed: a wave added, a figure held at a value, a figure found by its path."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from tocsin.errors import UsageError
from tocsin.records.manpower import CallUp, Exposed, Losses, Phase, Posture, Scenario
from tocsin.records.record import plain
from tocsin.records.units import Figure

SAID = {
    "stock": "people at the start",
    "need": "strength that is needed",
    "per_week": "how many a week",
    "size": "how many",
    "ratio": "beside those at the start",
    "exposure": "a head, beside the others",
    "killed_per_week": "deaths a week",
    "share": "share that goes on",
    "quick_share": "share of the first tranche",
    "quick_weeks": "stay of the first tranche",
    "slow_weeks": "stay of the second tranche",
    "capacity_per_week": "how many a week at most",
}
"""Key of a figure → what it is of its entry."""


def with_waves(scenario: Scenario, *waves: CallUp) -> Scenario:
    """The scenario with call-ups added."""
    return msgspec.structs.replace(scenario, call_ups=(*scenario.call_ups, *waves))


def asked_wave(scenario: Scenario) -> CallUp:
    """The wave that is asked about.

    Raises:
        UsageError: the scenario has none.
    """
    if scenario.asked is None:
        raise UsageError(scenario.id, "a wave to ask about", "none", "adding [asked] to the scenario")
    return scenario.asked


def wave_of(scenario: Scenario, decreed_on: date, size: float) -> CallUp:
    """The wave that is asked about, of just that size and day."""
    template = asked_wave(scenario)
    sure = msgspec.structs.replace(template.size, low=size, value=size, high=size)
    return msgspec.structs.replace(template, size=sure, decreed_on=decreed_on)


def find_figures(scenario: Scenario) -> Iterator[tuple[str, Figure]]:
    """Every figure that has a range, with its dotted path, as `with_figure` takes it."""
    return _walk(scenario, "")


def find_names(scenario: Scenario) -> dict[str, str]:
    """What a reader calls each figure that has a range, by its path."""
    return {path: _name(scenario, path) for path, _ in find_figures(scenario)}


def _name(scenario: Scenario, path: str) -> str:
    """The title of the entry, and what the figure is of it."""
    parts, here = path.split("."), scenario
    titles: list[str] = []
    for key in parts[:-1]:
        here = _at(here, key)
        if title := _title(here, scenario):
            titles.append(title)
    said = SAID.get(parts[-1], parts[-1].replace("_", " "))
    return f"{titles[-1]}: {said}" if titles else said.capitalize()


def _at(value: Any, key: str) -> Any:
    if isinstance(value, tuple):
        return next(one for at, one in enumerate(value) if getattr(one, "id", str(at)) == key)
    return getattr(value, key)


def _title(value: object, scenario: Scenario) -> str:
    if isinstance(value, Posture):
        return "What is asked of it"
    if isinstance(value, Phase):
        return f"Losses from {value.starts_on:%-d %B %Y}"
    if isinstance(value, Exposed):
        return f"Losses of: {next(one.title for one in scenario.pools if one.id == value.pool)}"
    return "Losses" if isinstance(value, Losses) else str(getattr(value, "title", ""))


def _walk(value: object, path: str) -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Figure):
        if value.high > value.low:
            yield path, value
    elif isinstance(value, msgspec.Struct):
        for key in value.__struct_fields__:
            yield from _walk(getattr(value, key), f"{path}.{key}" if path else key)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _walk(item, f"{path}.{getattr(item, 'id', at)}")


def with_figure(scenario: Scenario, path: str, value: float) -> Scenario:
    """The scenario with one figure held at a value."""
    return _with_range(scenario, path, (value, value, value))


def scaled(scenario: Scenario, path: str, factor: float) -> Scenario:
    """The scenario with one figure and its range multiplied."""
    figure = next(one for name, one in find_figures(scenario) if name == path)
    return _with_range(scenario, path, (figure.low * factor, figure.value * factor, figure.high * factor))


def _with_range(scenario: Scenario, path: str, values: tuple[float, float, float]) -> Scenario:
    table = plain(scenario)
    here = table
    for key in path.split("."):
        if isinstance(here, list | tuple):
            here = next(one for at, one in enumerate(here) if one.get("id", str(at)) == key)
        else:
            here = here[key]
    here.update(zip(("low", "value", "high"), values, strict=True))
    return msgspec.convert(table, Scenario)

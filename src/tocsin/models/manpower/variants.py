"""A scenario with something changed: a wave added, a figure held at a value, a figure found by its path."""

from collections.abc import Iterator
from datetime import date

import msgspec

from tocsin.errors import UsageError
from tocsin.records.manpower import CallUp, Scenario
from tocsin.records.record import plain
from tocsin.records.units import Figure


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

"""What several commands share: options, the types they are read with, and exit codes."""

import time as time_of_day
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click
import numpy as np

from tocsin.briefing.voice.engines import DEFAULT, ENGINES
from tocsin.capture.fetch.means import Means
from tocsin.errors import UsageError
from tocsin.records.marking import Tlp

CHECK_FAILED = 1
"""A check failed, or something was found missing."""
BAD_INPUT = 2
"""Wrong use or bad input."""


class Instant(click.ParamType[datetime]):
    """A day or an instant, as an aware UTC datetime; a day means its last second."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Reads `2023-02-06` or `2023-02-06T14:00[Z]`."""
        if isinstance(value, datetime):
            return value
        try:
            if "T" not in value:
                return _not_later(datetime.combine(date.fromisoformat(value), time(23, 59, 59), UTC), param)
            read = datetime.fromisoformat(value)
            at = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise UsageError(
                _named(param), "a date that exists", repr(value), "2023-02-06 or 2023-02-06T14:00Z"
            ) from error
        return _not_later(at, param)


class Day(click.ParamType[date]):
    """A day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Reads `2023-02-06`."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(_named(param), "a date that exists", repr(value), "2023-02-06") from error


def _named(param: click.Parameter | None) -> str:
    return param.opts[0] if param else "date"


def _not_later(at: datetime, param: click.Parameter | None) -> datetime:
    # Today's last second is still to come, wherever on earth today is.
    if at - now() > timedelta(days=1):
        raise UsageError(_named(param), "a date that has come", f"{at:%Y-%m-%d}", "today, or an earlier day")
    return at


case_option = click.option(
    "--case", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The case folder."
)
as_of_option = click.option(
    "--as-of",
    type=Instant(),
    metavar="DATE",
    help="Use only what had been captured by then. [default: the case's own, or now]",
)
clock_option = click.option(
    "--clock",
    type=click.Choice(["captured", "published"]),
    default="captured",
    show_default=True,
    help="What “by then” means: `published` is for old material added later; the briefing says so.",
)
draws_option = click.option(
    "--draws",
    "n_draws",
    type=click.IntRange(10, 1_000_000),
    default=2_000,
    show_default=True,
    help="How many times all that is uncertain is drawn.",
)
seed_option = click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same people."
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What to print.",
)


class Marking(click.ParamType[Tlp]):
    """A label of the Traffic Light Protocol, with `TLP:` or without, in any case."""

    name = "label"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Tlp:
        """Reads `GREEN` or `TLP:AMBER+STRICT`."""
        try:
            return Tlp(str(value).upper().removeprefix("TLP:"))
        except ValueError as error:
            raise UsageError(_named(param), f"one of {', '.join(Tlp)}", repr(value), "GREEN") from error


tlp_option = click.option(
    "--tlp",
    "audience",
    type=Marking(),
    default=Tlp.CLEAR,
    metavar="LABEL",
    help="For whom: CLEAR, GREEN, AMBER, AMBER+STRICT or RED; what is stricter stays out. [default: CLEAR]",
)
no_voice_option = click.option(
    "--no-voice",
    is_flag=True,
    envvar="TOCSIN_NO_VOICE",
    help="Leave the voiced version out; so does setting TOCSIN_NO_VOICE.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    help=f"Who reads it aloud. [default: {DEFAULT}, where it is installed]",
)


def voice(engine: str | None, no_voice: bool) -> str:
    """Who reads aloud; nobody where empty.

    Raises:
        UsageError: the engine asked for is not here.
    """
    if no_voice:
        return ""
    if engine and (lacking := ENGINES[engine].missing()):
        raise UsageError("--engine", "an engine that is here", lacking, "installing it, or --no-voice")
    return engine or DEFAULT


def now() -> datetime:
    """The clock of the command line; everything below takes the instant as an argument."""
    return datetime.now(UTC)


def means() -> Means:
    """The clock, the waiting and the chance of this machine."""
    return Means(now, time_of_day.sleep, np.random.default_rng())

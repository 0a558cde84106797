"""Options that several commands share, and the types they are read with."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import click


class Instant(click.ParamType[datetime]):
    """A day or an instant, as an aware UTC datetime; a day means its last second."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Reads `2023-02-06` or `2023-02-06T14:00[Z]`."""
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == len("2023-02-06"):
                return datetime.combine(date.fromisoformat(value), time(23, 59, 59), UTC)
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"expected a date such as 2023-02-06 or 2023-02-06T14:00Z, found {value!r}.", param, ctx
            )
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


class Day(click.ParamType[date]):
    """A day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Reads `2023-02-06`."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"expected a date such as 2023-02-06, found {value!r}.", param, ctx)


case_option = click.option(
    "--case", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The case folder."
)
as_of_option = click.option(
    "--as-of", type=Instant(), metavar="DATE", help="Use only what had been captured by then. [default: now]"
)
clock_option = click.option(
    "--clock",
    type=click.Choice(["captured", "published"]),
    default="captured",
    show_default=True,
    help="What “by then” means: `published` is for old material added later; the briefing says so.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What to print.",
)
no_voice_option = click.option("--no-voice", is_flag=True, help="Leave the voiced version out.")


def now() -> datetime:
    """The clock of the command line; everything below takes the instant as an argument."""
    return datetime.now(UTC)

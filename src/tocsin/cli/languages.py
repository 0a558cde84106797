"""The option that says in which language something is written."""

from collections.abc import Callable
from typing import Any

import click

from tocsin.briefing.language.choose import LANGUAGES

Command = Callable[..., Any]


def language_option(says: str) -> Callable[[Command], Command]:
    """The option, with its line of help."""
    return click.option(
        "--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=says
    )


told_in_option = language_option("Language it is told in.")

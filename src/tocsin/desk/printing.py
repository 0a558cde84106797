"""What commands print of a case passes the gate too: a terminal's output is soon in a file."""

from collections.abc import Callable
from typing import Any, TypeVar

from tocsin.desk.desk import Desk
from tocsin.protect.contacts import without_contacts
from tocsin.records.record import encode

T = TypeVar("T")


def fit(desk: Desk) -> Callable[[str], str]:
    """What makes words of a text fit to be printed: names replaced, contacts taken out."""
    rename = desk.redactor()[0].text
    return lambda text: without_contacts(rename(text))


def released(desk: Desk, command: str, printed: T, *more: Any) -> T:
    """What is to be printed, once nothing in it tells who somebody is.

    Args:
        command: What an error calls it.
        more: What is printed beside it.

    Raises:
        LeakError: something would; nothing is printed.
    """
    desk.gate().verify({f"what {command} prints": encode([printed, *more])})
    return printed

"""Sends messages to the targets of a case: mail, webhooks, chats.

A target's notation may hold a password, so that messages about it name its scheme and nothing more.

Source: the apprise notation of targets.
"""

import importlib
import logging
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from tocsin.alert.message import Message
from tocsin.errors import AlertError
from tocsin.records.alert import Alerts

logging.getLogger("apprise").addHandler(logging.NullHandler())


def targets(alerts: Alerts, folder: Path) -> tuple[str, ...]:
    """Every target of the case in `folder`.

    Raises:
        AlertError: the file that should hold more cannot be read, or lies elsewhere.
    """
    if alerts.to_file is None:
        return alerts.to
    path = (folder / alerts.to_file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise AlertError("alerts.to_file", "a file in the case folder", alerts.to_file, "moving it there")
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AlertError("alerts.to_file", "a file that can be read", str(error), "its name") from error
    more = (line.strip() for line in lines)
    return (*alerts.to, *(line for line in more if line and not line.startswith("#")))


def send(message: Message, to: Iterable[str]) -> Iterator[AlertError]:
    """Sends the message to every target, and gives an error for each that did not take it."""
    # It knows a hundred services and takes a while to load; most runs have nothing to send.
    apprise = importlib.import_module("apprise")
    for target in to:
        scheme = target.partition("://")[0][:20]
        one = apprise.Apprise()
        with warnings.catch_warnings():
            # One of its services reaches for a module that Python is about to drop.
            warnings.simplefilter("ignore", DeprecationWarning)
            known = one.add(target)
        if not known:
            yield AlertError(
                f"alert target {scheme}://…", "a target in apprise's notation", "another", "its documentation"
            )
        elif not one.notify(title=message.title, body=message.body):
            yield AlertError(
                f"alert target {scheme}://…",
                "that the message is taken",
                "a refusal",
                "its address and password",
            )

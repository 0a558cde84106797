"""Sends messages to the targets of a case: mail, webhooks, chats.

A target's notation may hold a password, so that messages about it name its scheme and nothing more.

Source: the apprise notation of targets.
"""

import importlib
import logging
import warnings
from pathlib import Path

from tocsin.alert.message import Message
from tocsin.errors import AlertError
from tocsin.records.alert import Alerts
from tocsin.records.identity import DIGITS, digest

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


def name_of(target: str) -> str:
    """What a target is remembered by: it may hold a password, so only its digest is kept."""
    return digest(target.encode())[-DIGITS:]


def send(message: Message, target: str) -> AlertError | None:
    """Sends the message to a target, and gives an error if it was not taken."""
    # It knows a hundred services and takes a while to load; most runs have nothing to send.
    apprise = importlib.import_module("apprise")
    where = f"alert target {target.partition('://')[0][:20]}://…"
    one = apprise.Apprise()
    with warnings.catch_warnings():
        # One of its services reaches for a module that Python is about to drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        known = one.add(target)
    if not known:
        return AlertError(where, "a target in apprise's notation", "another", "its documentation")
    if not one.notify(title=message.title, body=message.body):
        return AlertError(where, "that the message is taken", "a refusal", "its address and password")
    return None

"""The words of one message of a Telegram export, as this program stored it."""

import msgspec

from tocsin.capture.extract.found import Found, first_line
from tocsin.errors import CaptureError
from tocsin.records.message import ChannelMessage
from tocsin.records.record import decode

METHOD = "telegram message 1"


def parse(body: bytes, where: str) -> Found:
    """Text and sender; a poll's question and answers are words too.

    Raises:
        CaptureError: it is not a message, or says nothing.
    """
    try:
        message = decode(body, ChannelMessage)
    except msgspec.MsgspecError as error:
        raise CaptureError(where, "a message as it was stored", str(error), "`tocsin verify`") from error
    text = "\n".join(part for part in (message.text, *message.poll) if part.strip())
    return Found(text=text, method=METHOD, title=first_line(text), author=message.author)

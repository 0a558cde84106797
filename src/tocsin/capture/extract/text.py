"""Plain text: the words as they are, the first line for a title."""

from tocsin.capture.extract.encoding import decode
from tocsin.capture.extract.found import Found, first_line

METHOD = "plain text 1"


def parse(body: bytes, where: str) -> Found:
    """The text, exactly as written but for its line breaks.

    Raises:
        CaptureError: it is in no known encoding.
    """
    text = decode(body, where)
    return Found(text=text, method=METHOD, title=first_line(text))

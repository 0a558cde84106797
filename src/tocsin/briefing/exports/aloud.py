"""The briefing as sound, for podcast programs and for who listens away from the page."""

from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.voice import sound
from tocsin.errors import BriefingError


def write_mp3(edition: Edition) -> bytes:
    """The briefing read aloud, as MP3.

    Raises:
        BriefingError: nothing can read it aloud here.
    """
    return _write(edition, sound.MP3)


def write_opus(edition: Edition) -> bytes:
    """The briefing read aloud, as Opus.

    Raises:
        BriefingError: nothing can read it aloud here.
    """
    return _write(edition, sound.OPUS)


def _write(edition: Edition, codec: sound.Codec) -> bytes:
    heard = edition.aloud()
    if isinstance(heard, str):
        reason = heard or "--no-voice"
        raise BriefingError(
            "voice", "something that reads it aloud", reason, "another form, or adding a voice"
        )
    return sound.render(heard.samples, heard.rate, codec)

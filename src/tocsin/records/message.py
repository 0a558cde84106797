"""One message of a chat export, with nothing in it about the people who exported it.

Only what is named here is ever taken over: contacts, sessions, personal information, phone numbers and the
places of people have no field, so they cannot be stored by mistake.
"""

from datetime import datetime

from tocsin.records.record import Record


class ChannelMessage(Record):
    """A message as it is archived."""

    chat_id: int
    """Number of the channel, group or chat."""
    chat_type: str
    """What kind of chat, in the exporter's word."""
    chat_title: str | None
    """Name of the channel or group; `None` for a chat between people."""
    message_id: int
    """Number in the chat."""
    sent_at: datetime | None
    """When it was sent: aware, UTC; `None` where the export does not tell."""
    edited_at: datetime | None
    """When it was last edited. Earlier wordings are not in an export."""
    is_zone_known: bool
    """False where the export gave local time without a zone, which was read as UTC."""
    author: str | None
    """Sender as shown; `None` for a deleted account."""
    text: str
    """The words."""
    links: tuple[str, ...] = ()
    """Addresses behind words, in order."""
    forwarded_from: str | None = None
    """Whose message was passed on, as shown."""
    reply_to: int | None = None
    """Number of the message it answers."""
    poll: tuple[str, ...] = ()
    """A poll's question and its answers."""
    media: str | None = None
    """What was attached, such as `photo` or `video_file`; the file itself is not taken over."""
    is_media_included: bool = False
    """Whether the export holds the attached file, or only a sentence about it."""

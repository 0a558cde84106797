"""The place of the voice in the page: what makes it hands over these pieces, and the page makes room.

Every sentence of the prose stands in an element with `data-s`, its number in reading order over the
briefing's passages, so that a player can mark what it is saying.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Player:
    """What plays the briefing."""

    markup: str = ""
    """HTML that stands under the heading of the page: button, label, the sound as a `data:` address."""
    style: str = ""
    """CSS for it."""
    script: str = ""
    """JavaScript for it; it runs after the page's own."""


NONE = Player()
"""A page without a voice."""

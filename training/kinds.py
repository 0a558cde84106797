"""What statements are sorted into, as the columns of the heads: topics and none, then flags."""

from typing import NamedTuple

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.encoder.statements import FLAGS
from training.examples import NO_TOPIC, Stated


class Kinds(NamedTuple):
    """The columns, in order."""

    topics: tuple[str, ...]

    @property
    def sizes(self) -> list[int]:
        """Columns of the topics with none, and of the flags."""
        return [len(self.topics) + 1, len(FLAGS)]

    def topic(self, one: Stated) -> int:
        """Column of a statement's topic.

        Raises:
            ValueError: the catalogue has no such topic.
        """
        return len(self.topics) if one.topic == NO_TOPIC else self.topics.index(one.topic)

    def flags(self, one: Stated) -> list[float]:
        """One for each flag that holds."""
        return [float(getattr(one, name)) for name in FLAGS]


def load_kinds() -> Kinds:
    """The topics of the catalogue that ships."""
    return Kinds(tuple(sorted(one.id for one in load_catalogue().topics)))

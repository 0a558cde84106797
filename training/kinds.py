"""What statements are sorted into, as the columns of the network's heads: topics and none, flags, signs."""

from typing import NamedTuple

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.encoder.statements import FLAGS
from training.examples import NO_TOPIC, Stated


class Kinds(NamedTuple):
    """The columns, in order."""

    topics: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def sizes(self) -> list[int]:
        """Columns of the topics with none, of the flags, of the signs."""
        return [len(self.topics) + 1, len(FLAGS), len(self.signs)]

    def topic(self, one: Stated) -> int:
        """Column of a statement's topic.

        Raises:
            ValueError: the catalogue has no such topic.
        """
        return len(self.topics) if one.topic == NO_TOPIC else self.topics.index(one.topic)

    def flags(self, one: Stated) -> list[float]:
        """One for each flag that holds."""
        return [float(getattr(one, name)) for name in FLAGS]

    def signs_of(self, one: Stated) -> list[float]:
        """One for each sign that the statement shows."""
        shown = one.signs or frozenset()
        if unknown := shown.difference(self.signs):
            raise ValueError(f"the catalogue has no indicator {min(unknown)}")
        return [float(name in shown) for name in self.signs]


def load_kinds() -> Kinds:
    """Those of the catalogue that ships; an indicator that no text shows is none."""
    catalogue = load_catalogue()
    return Kinds(
        tuple(sorted(one.id for one in catalogue.topics)),
        tuple(sorted(one.id for one in catalogue.indicators if one.patterns)),
    )

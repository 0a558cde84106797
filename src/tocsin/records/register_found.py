"""What was made and joined for the register audit: counts, and invented people as examples."""

from tocsin.records.record import Record


class Quality(Record):
    """How well rows of all files were joined into entries, by the truth that only an invented country has."""

    n_rows: int
    """Rows of all files."""
    n_people: int
    """People who have a row anywhere."""
    n_entries: int
    """Entries of the single register."""
    precision: float
    """Share of the pairs of rows in one entry that are one person's."""
    recall: float
    """Share of the pairs of rows of one person that are in one entry."""
    f1: float
    """Harmonic mean of the two."""
    wrong_merge_share: float
    """Share of people who share an entry with somebody else."""
    same_household_share: float
    """Share of people who share an entry with somebody of their own household."""


class Reviewed(Record):
    """What clerks did with the pairs in doubt."""

    n_doubtful: int
    """Pairs between the two thresholds."""
    capacity: int
    """Pairs that there was time for."""
    n_seen: int
    """Pairs that were looked at."""
    n_joined: int
    """Pairs that were taken for one person."""
    n_wrong: int
    """Decisions that were wrong."""


class LevelWeight(Record):
    """What one level of a comparison says, in bits."""

    comparison: str
    """What is compared."""
    level: str
    """How it agrees."""
    m: float
    """How often two rows of one person agree so."""
    u: float
    """How often rows of two people do."""
    bits: float
    """log2 of m over u."""


class PairStep(Record):
    """A step of the waterfall of one pair of rows: the prior first, the answer last."""

    comparison: str
    """`prior`, a comparison, or `answer`."""
    level: str
    """How the two rows agree."""
    left: str
    """What the one row says."""
    right: str
    """What the other says."""
    bits: float
    """What it adds."""
    total_bits: float
    """Where that leads."""


class Example(Record):
    """A pair of rows of invented people, and why it was taken for one person or not."""

    title: str
    """What it shows."""
    one_person: bool
    """The truth."""
    joined: bool
    """What the register took it for."""
    steps: tuple[PairStep, ...]
    """Its waterfall."""


class AgencyFile(Record):
    """An agency's file, in numbers."""

    id: str
    """The agency."""
    title: str
    """What a page calls it."""
    n_rows: int
    """Rows."""
    n_double: int
    """Rows beyond a person's first."""
    n_gone: int
    """Rows of people who are dead or abroad."""
    identifier_share: float
    """Share of rows with the shared identifier."""


class Built(Record):
    """A register that was made."""

    setting: str
    """The setting's name."""
    title: str
    """What a page calls it."""
    country: str
    """The invented country."""
    seed: int
    """What its random numbers follow from."""
    n_people: int
    """People."""
    n_rows: int
    """Rows of all files."""
    largest_miss: float
    """By how much a declared share is missed at most."""
    files: tuple[AgencyFile, ...]
    """The files."""
    manifest: str
    """SHA-256 of the signed manifest."""
    kept_in: str | None
    """The folder, where a case was given."""


class Joined(Record):
    """A register that was linked."""

    setting: str
    """The setting's name."""
    title: str
    """What a page calls it."""
    seed: int
    """What its random numbers follow from."""
    n_compared: int
    """Pairs of rows that were compared."""
    prior_bits: float
    """log2 odds that two random rows are one person's."""
    quality: Quality
    """How well it went."""
    reviewed: Reviewed
    """What clerks did."""
    weights: tuple[LevelWeight, ...]
    """What each agreement says."""
    examples: tuple[Example, ...]
    """Pairs of invented people with their waterfalls."""


class Provenance(Record):
    """What a register's manifest says, and its signature is over."""

    format: str
    """Name and version of the form, which changes with the generator."""
    setting_id: str
    """The setting's name."""
    setting_digest: str
    """SHA-256 of the setting."""
    country_id: str
    """The invented country."""
    country_digest: str
    """SHA-256 of its names and places."""
    seed: int
    """What the random numbers follow from."""
    n_people: int
    """How many people."""
    made_for: str
    """Public key of the case, in hexadecimal digits."""
    digests: dict[str, str]
    """File → SHA-256 of it."""

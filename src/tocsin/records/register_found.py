"""What the register audit found: aggregates, and invented people as examples; never a list of anybody."""

from tocsin.records.record import Record
from tocsin.records.units import Figure


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


class Measured(Record):
    """A figure over all seeds."""

    value: float
    """Its mean."""
    low: float
    """Its 5th percentile over the seeds."""
    high: float
    """Its 95th percentile."""


class Outcome(Record):
    """What a call-up by one register does."""

    register: str
    """`alone` (the military office's file), `joined` or `perfect`."""
    title: str
    """What a page calls it."""
    reach: Measured
    """Share of those who may truly be called up whom it lists."""
    summoned: Measured
    """Summonses for a thousand people."""
    wrongful: Measured
    """Share of the summonses that go to people who may not be called up."""
    causes: dict[str, Measured]
    """Cause → share of the summonses that are wrongful for it."""
    taken: Measured
    """People taken, for a thousand people."""
    wrongly_taken: Measured
    """Of those taken, the share who may not be called up."""
    sent_home: Measured
    """Of those who appeared, the share whom board or appeal sent home."""
    restricted: Measured
    """People barred from driving, loans and property, for a thousand people."""
    wrongly_restricted: Measured
    """Of those barred, the share who may not be called up, or are somebody else."""
    exit_barred: Measured
    """People whom the border would turn back, for a thousand people."""
    wrongly_exit_barred: Measured
    """Of those, the share who may not be called up, or are somebody else."""
    stopped: Measured
    """Share of those summoned who were turned back at the border."""
    strangers: Measured
    """People barred for a summons to somebody else, whose row stands in the entry, for a thousand people."""
    weeks: Measured | None
    """Weeks until as many are taken as are wanted; none where some seeds never get there."""
    hiding: Measured
    """Share of those summoned who hide at the end."""
    left: Measured
    """Share of those summoned who left the country."""


class Effect(Record):
    """What a register is expected to do, its whole net followed and nobody drawn by lot."""

    changed: str
    """The agency that was added or left out, or the coverage that was set."""
    title: str
    """What a page calls it."""
    reach: Measured
    """Share of those who may truly be called up whom it lists."""
    wrongful: Measured
    """Share of those listed who may not be called up."""
    wrongly_taken: Measured
    """Of those expected to be taken, the share who may not be called up."""
    wrongly_barred: Measured
    """Of those whom the border would turn back, the share who may not be called up, or are somebody else."""
    strangers: Measured
    """Entries that hold a row of somebody else, for a thousand entries listed."""


class Shift(Record):
    """What moving a rate does to one figure: the difference, seed by seed."""

    low: Measured
    """With the rate at the low end of its range."""
    high: Measured
    """With the rate at the high end."""


class Swing(Record):
    """What one assumption matters: a bar of the tornado."""

    source: str
    """The named assumption, or the source."""
    title: str
    """What a page calls it."""
    n_figures: int
    """How many figures name it, and are moved together."""
    unit: str
    """Their unit."""
    low: float
    """Low end, of the first of them."""
    value: float
    """Value, of the first of them."""
    high: float
    """High end, of the first of them."""
    most: float
    """The largest mean effect on reach or on wrongful summonses, by which swings are ranked."""
    reach: Shift
    """What it does to reach."""
    wrongful: Shift
    """What it does to wrongful summonses."""
    wrongly_taken: Shift
    """What it does to the share of those taken who may not be called up."""
    strangers: Shift
    """What it does to entries that hold somebody else's row, for a thousand."""


class Burden(Record):
    """What a group bears."""

    by: str
    """Region, income or citizenship."""
    group: str
    """Which of them."""
    wrongful: Measured
    """Share of its summonses that are wrongful."""
    summoned: Measured
    """Summonses for a thousand of its men of age."""


class History(Record):
    """What became of one invented person."""

    title: str
    """What it shows."""
    person: str
    """An invented name, an age and an invented place."""
    seed: int
    """The register that he was invented for; nobody of that name lives."""
    story: tuple[str, ...]
    """What happened, sentence by sentence."""


class Calibration(Record):
    """A figure of the world beside the model's."""

    title: str
    """What is compared."""
    known: Figure
    """The world's figure, its source, and why the two may differ."""
    model: Measured
    """The model's."""


class Audited(Record):
    """A register audited."""

    setting: str
    """The setting's name."""
    title: str
    """What a page calls it."""
    country: str
    """The invented country."""
    n_people: int
    """People in each run."""
    seed: int
    """The first seed."""
    n_seeds: int
    """How many registers were made and joined."""
    rules_on: str
    """The day whose rules hold."""
    f1: Measured
    """How well rows were joined."""
    wrong_merges: Measured
    """Share of people who share an entry with somebody else."""
    same_household: Measured
    """Share of people who share an entry with somebody of their household."""
    outcomes: tuple[Outcome, ...]
    """Alone, joined and perfect."""
    n_sampled: int
    """People of each seed in what follows, where the files are joined anew many times."""
    by_agency: tuple[Effect, ...]
    """What each further file adds, one after the other, from the military office alone to a perfect register."""
    without_agency: tuple[Effect, ...]
    """All files, and then all but one."""
    by_identifier: tuple[Effect, ...]
    """What the shared identifier's coverage changes, from none to all."""
    n_swept_seeds: int
    """Seeds of the sweep."""
    sweep: tuple[Swing, ...]
    """What each rate matters, the one that matters most first; none where it was not asked for."""
    burden: tuple[Burden, ...]
    """Who bears it, in the joined register."""
    histories: tuple[History, ...]
    """The most telling cases of invented people."""
    calibration: tuple[Calibration, ...]
    """Figures of the world beside the model's."""
    note: str
    """What the setting leaves out."""


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

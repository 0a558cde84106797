"""What the register audit found when it called people up: shares over seeds, and invented cases."""

from tocsin.records.record import Record
from tocsin.records.units import Figure


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
    """Of those who appeared or were found, the share whom board or appeal sent home."""
    returned: Measured
    """Of those ever taken, the share whom an appeal brought back."""
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
    """What each further file adds, one after the other, from the military office alone on."""
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

"""The nouns of the register audit: an invented country, its people by margins, its agencies and their errors.

Nobody in here lives. A *margin* is a declared share of the people; a *rate* is how often something goes wrong
in an agency's file, and is a `Figure` with a source or a named assumption.
"""

from datetime import date

from tocsin.records.record import Record
from tocsin.records.units import Figure


class Region(Record):
    """A region of the invented country."""

    id: str
    """Name of the region, in its own letters."""
    rural: bool
    """Whether most of it is countryside."""
    towns: tuple[str, ...]
    """Its towns, the largest first."""


class Country(Record):
    """An invented country: its names and places are all that the generator can write."""

    id: str
    """Name of the country."""
    title: str
    """What a page calls it."""
    regions: tuple[Region, ...]
    """Its regions."""
    surname_heads: tuple[str, ...]
    """First halves of surnames."""
    surname_tails: tuple[str, ...]
    """Second halves of surnames, of men."""
    feminine: str
    """Ending of a woman's surname."""
    men: tuple[str, ...]
    """Given names of men, the most common first."""
    women: tuple[str, ...]
    """Given names of women, the most common first."""
    son_of: str
    """Ending that makes a patronymic out of a father's name."""
    daughter_of: str
    """The same for a daughter."""
    street_heads: tuple[str, ...]
    """First halves of streets."""
    street_tails: tuple[str, ...]
    """Second halves of streets."""
    letters: dict[str, dict[str, str]]
    """Two ways of writing its letters in plain Latin ones, letter by letter."""
    reread: dict[str, str]
    """What a clerk makes of plain letters who writes them back into the country's own: the chain of two."""


class Band(Record):
    """Ages from `low` to below `high`, in years, and their share."""

    low: int
    """Youngest."""
    high: int
    """One more than the oldest."""
    share: float
    """Share of all people of that sex."""


Shares = dict[str, float]


class Margins(Record):
    """What the people are to be like, as shares; the generator meets each within one percentage point."""

    source: str
    """Where the shares come from; for an invented country, the model they were shaped on."""
    men: float
    """Share of men."""
    ages_of_men: tuple[Band, ...]
    """Ages of men."""
    ages_of_women: tuple[Band, ...]
    """Ages of women."""
    households: Shares
    """Members by letter (h head, s spouse, c child, b brother or sister) → share of households."""
    regions: Shares
    """Share of people in each region."""
    education: Shares
    """Of people over 22, the least first."""
    occupation_young: Shares
    """Of people of 18 to 22."""
    occupation: Shares
    """Of people of 23 to 62, the least schooled first."""
    income: Shares
    """Of all, the lowest first."""
    health: Shares
    """Fitness of people of 18 and over, the fittest first."""
    reserve: Shares
    """Reserve category of men of 18 to 60: never served first."""
    citizenship: Shares
    """Of all."""
    abroad: float
    """Share of people of 18 to 60 who have left the country."""
    dead: float
    """Share who died lately."""
    twins: float
    """Share of families of two or more children in which the first two are twins."""
    doubles: Figure
    """Share of people who have all names and the day of birth in common with a stranger."""


class Faults(Record):
    """How often each thing goes wrong in a file: shares of its rows, unless the field says other."""

    typo: Figure
    """A letter wrong in a name."""
    other_letters: Figure
    """A name in the other transliteration."""
    chained_letters: Figure
    """A name that went through a transliteration and was written back from it."""
    no_patronymic: Figure
    """No patronymic."""
    old_surname: Figure
    """A surname from before a marriage, of women who took their husband's."""
    stale_address: Figure
    """An address that the person has left."""
    swapped_date: Figure
    """Day and month of birth the wrong way round, where both are at most 12."""
    slipped_date: Figure
    """A day or a year of birth that is off by one or by ten."""
    rounded_date: Figure
    """The first of January in the place of a day of birth that was not known."""
    borrowed_number: Figure
    """The shared identifier of somebody else: of kin, or of a reused document."""
    duplicate: Figure
    """A second row for the same person."""
    dead_kept: Figure
    """Of the dead, who is still in the file."""
    abroad_kept: Figure
    """Of those who left, who is still in the file as present."""
    late_weeks: Figure
    """Mean time until an exemption reaches the file, in weeks."""


class Agency(Record):
    """A file that some office keeps."""

    id: str
    """Name of the agency."""
    title: str
    """What a page calls it."""
    writes: str
    """Which letters it writes names in: `own`, or one of the country's two transliterations."""
    coverage: Figure
    """Share of those it should hold whom it holds."""
    identifier: Figure
    """Share of its rows with the shared identifier."""
    faults: Faults
    """What goes wrong in it."""
    sex: str = "all"
    """Whom it should hold: `men` or `all`."""
    ages: tuple[int, int] = (0, 120)
    """Youngest, and one more than the oldest, it should hold."""
    only: str = "all"
    """Whom of these: all, `citizen`, `student`, `reserved`, `driver`, `traveller`."""
    proves: tuple[str, ...] = ()
    """Exemptions that its rows show: `student`, `health`, `children`, `reserved`, `foreign`."""


class Carelessness(Record):
    """What ties errors together: some people's papers are worse everywhere, and some groups' are."""

    spread: Figure
    """Standard deviation of the logarithm of a person's error rates, as a ratio."""
    rural: Figure
    """Times the rates in the countryside, as a ratio."""
    poor: Figure
    """Times the rates in the lowest fifth of incomes, as a ratio."""
    foreign: Figure
    """Times the rates of people who were not born citizens, as a ratio."""


class Linking(Record):
    """How files are joined."""

    threshold_bits: Figure
    """Posterior bits from which two rows are one person without anybody looking."""
    same_file_bits: Figure
    """Further bits that two rows of one file need, since an office rarely enters somebody twice."""
    sure_identifier: Figure
    """Share of pairs of one person's rows with identifiers in which they agree."""
    review_bits: Figure
    """Posterior bits from which a pair below the threshold waits for a clerk."""
    pairs_per_day: Figure
    """Pairs that all clerks together look at in a day, for a million people."""
    days: Figure
    """Days they have."""
    clerk_right: Figure
    """Share of their decisions that are right."""


class Version(Record):
    """Who may be called up, from a day on."""

    starts_on: date
    """First day on which it holds."""
    ages: tuple[int, int]
    """Youngest, and one more than the oldest."""
    sexes: tuple[str, ...]
    """`men`, `women`."""
    reserve: tuple[str, ...]
    """Reserve categories that may be called."""
    health: tuple[str, ...]
    """Fitness that may be called."""
    students_exempt: bool
    """Whether students are left out."""
    children: int
    """From how many children under 18 on a parent is left out."""
    reserved_exempt: bool
    """Whether those reserved by their employers are left out."""
    essential: tuple[str, ...]
    """Occupations that an office may leave out as essential: a vague criterion."""
    leniency: Figure
    """Share of essential workers whom an office leaves out, which varies by office."""
    served_after_days: Figure | None = None
    """A summons in the register counts as served so many days later; where none, paper alone serves."""
    exit_barred_after_days: Figure | None = None
    """Leaving is barred so many days after the summons was entered; where none, nobody is stopped."""
    bans_after_days: Figure | None = None
    """Driving, loans and property are barred so many days after it was served; where none, never."""


class Summons(Record):
    """How a call-up runs, week by week."""

    weeks: int
    """How long."""
    to_summon: Figure
    """How many are to be summoned, as a share of all people."""
    wanted: Figure
    """How many are to be taken, as a share of all people; the time to that is measured."""
    electronic: Figure
    """Share of summonses sent electronically, and served whoever reads them."""
    paper_served: Figure
    """Share of paper summonses served in a week at a right address."""
    appears: Figure
    """Chance in a week that somebody served appears, as a share."""
    pressed: Figure
    """How many times likelier somebody under bans is to appear, as a ratio."""
    board_finds: Figure
    """Share of the wrongly called whom the medical board sends home."""
    appeal_finds: Figure
    """Chance in a week that an appeal brings back somebody who was taken wrongly, as a share."""
    hides: Figure
    """Share of those summoned who go into hiding in a week."""
    leaves: Figure
    """Share of those summoned who go to the border in a week; they leave, unless it bars them."""
    found: Figure
    """Share of those hiding, and known to the traffic police, who are found by a check in a week."""
    found_unknown: Figure
    """Share of those hiding, and not known to it, who are found in a week."""


class Known(Record):
    """A figure of the world that the model's is held against."""

    of: str
    """Which of the model's figures: `sent_home`, `recall`, `precision`, `military_linked`."""
    title: str
    """What is compared."""
    figure: Figure
    """The world's figure."""


class Setting(Record):
    """A register to be audited: people, agencies, joining, rules and call-up. Data, not code."""

    id: str
    """Name of the setting."""
    title: str
    """What a page calls it."""
    country: str
    """Which of the shipped invented countries; no other can be named."""
    on: date
    """The day it speaks of."""
    margins: Margins
    """The people."""
    carelessness: Carelessness
    """What errors have in common."""
    agencies: tuple[Agency, ...]
    """The files; the first is the military office's."""
    linking: Linking
    """How they are joined."""
    rules: tuple[Version, ...]
    """Who may be called up, by day."""
    summons: Summons
    """How a call-up runs."""
    known: tuple[Known, ...] = ()
    """Figures of the world to be held beside the model's."""
    note: str = ""
    """What the setting leaves out."""

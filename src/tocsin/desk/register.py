"""The register audit at a desk: whose key signs, where the tables lie, and each step from people to findings.

Whatever is linked has been through the guard: the tables are written, signed, and opened again as a
stranger's would be. Without a case this happens in a folder that is gone afterwards, with a key that nobody
keeps.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tocsin.archive import checkpoint
from tocsin.archive.archive import Archive
from tocsin.catalogue.load import CASE_FILE
from tocsin.catalogue.register import load_country, load_setting
from tocsin.desk.driven import driven_setting
from tocsin.errors import CaseError
from tocsin.models.register import guard
from tocsin.models.register.audit import audit
from tocsin.models.register.checking import check, largest_miss
from tocsin.models.register.examples import examples, weights
from tocsin.models.register.guard import Key
from tocsin.models.register.joining import Joint
from tocsin.models.register.linking import link
from tocsin.models.register.made import Register
from tocsin.records.identity import digest
from tocsin.records.register_audited import Audited
from tocsin.records.register_found import AgencyFile, Built, Joined

FOLDER = "register"
"""Where a case keeps its register."""
ARCHIVE = "archive"
PURPOSE = "register manifest"
"""What the key derived from the case's own is for."""


class Asked(NamedTuple):
    """What register is wanted."""

    setting: str
    """Name of a setting that ships, or a file."""
    n_people: int
    seed: int
    threads: int
    case: Path | None
    """The case it is made for, where there is one."""
    response: str | None = None
    """Name of a response scenario that says who hides and who leaves; the setting's own rates without one."""


class Vouched(NamedTuple):
    """A register that the guard has let through."""

    register: Register
    folder: Path


@contextmanager
def vouched(asked: Asked, randomness: Callable[[int], bytes], *, anew: bool = False) -> Iterator[Vouched]:
    """The register that is wanted: the one that the case holds, or one made, signed and opened again.

    Raises:
        CaseError: the folder is no case.
        GuardError: what lies in the case's register folder is not ours.
    """
    setting = load_setting(asked.setting)
    if asked.response is not None:
        setting = driven_setting(setting, asked.response, asked.seed)
    country = load_country(setting.country, asked.setting)
    with tempfile.TemporaryDirectory() as gone:
        key = Key(randomness(checkpoint.SEED_BYTES)) if asked.case is None else _key_of(asked.case)
        folder = Path(gone) / FOLDER if asked.case is None else asked.case / FOLDER
        if not anew and (folder / guard.MANIFEST).is_file():
            held = guard.load(folder, setting, country, key.public, asked.threads)
            if (held.seed, held.n_people) == (asked.seed, asked.n_people):
                yield Vouched(held, folder)
                return
        guard.keep(folder, Register(setting, country, asked.seed, asked.n_people, asked.threads), key)
        yield Vouched(guard.load(folder, setting, country, key.public, asked.threads), folder)


def _key_of(case: Path) -> Key:
    if not (case / CASE_FILE).is_file():
        raise CaseError(str(case), "a case folder", "none", "tocsin new, or leaving --case out")
    with Archive.open(case / ARCHIVE, create=True):
        pass
    return Key(checkpoint.load_key(case / ARCHIVE).derived(PURPOSE))


def build(asked: Asked, randomness: Callable[[int], bytes]) -> Built:
    """Makes the people and the files, and says what they are like."""
    with vouched(asked, randomness, anew=True) as found:
        register = found.register
        return Built(
            setting=register.setting.id,
            title=register.setting.title,
            country=register.country.title,
            seed=register.seed,
            n_people=register.n_people,
            n_rows=register.n_rows,
            largest_miss=largest_miss(check(register)),
            files=tuple(_file(register, one.id, one.title) for one in register.setting.agencies),
            manifest=digest((found.folder / guard.MANIFEST).read_bytes()),
            kept_in=None if asked.case is None else str(found.folder),
        )


def _file(register: Register, name: str, title: str) -> AgencyFile:
    table, people = register.files[name], register.people
    person = table["person"]
    gone = (people["dead"] | people["abroad"])[person]
    return AgencyFile(
        id=name,
        title=title,
        n_rows=len(person),
        n_double=len(person) - len(np.unique(person)),
        n_gone=int((gone > 0).sum()),
        identifier_share=float((table["identifier"] >= 0).mean()) if len(person) else 0.0,
    )


def join(asked: Asked, randomness: Callable[[int], bytes]) -> Joined:
    """Joins the files of a register, and says how well that went."""
    with vouched(asked, randomness) as found:
        joint = Joint(found.register, asked.threads)
        linked = link(joint)
        return Joined(
            setting=found.register.setting.id,
            title=found.register.setting.title,
            seed=asked.seed,
            n_compared=linked.n_compared,
            prior_bits=float(np.log2(linked.model.prior)),
            quality=linked.quality,
            reviewed=linked.reviewed,
            weights=weights(linked.model),
            examples=examples(joint, linked),
        )


def audited(
    asked: Asked, n_seeds: int, randomness: Callable[[int], bytes], *, swept: bool = False
) -> Audited:
    """Audits a register over many seeds; the first was through the guard, the others never leave memory."""
    with vouched(asked, randomness) as found:
        return audit(found.register, n_seeds, asked.threads, swept=swept)

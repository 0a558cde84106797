"""What the archive of a case is asked for: is it unaltered, what did it show, may others have it.

These are questions to the memory. The flow from sources to a briefing is `pipeline.py`.
"""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.archive import checkpoint, ledger, merkle, seal, timestamp
from tocsin.archive import timemap as timemaps
from tocsin.archive.archive import Archive
from tocsin.archive.blocks import Damage
from tocsin.archive.custody import custody as chain
from tocsin.archive.custody import page
from tocsin.archive.durable import unwritable
from tocsin.archive.export import export_wacz, export_warc
from tocsin.archive.timestamp import Stamp
from tocsin.archive.verify import Walk, find_damage
from tocsin.capture.authority import ask
from tocsin.catalogue.load import load_case
from tocsin.desk.desk import opened
from tocsin.desk.printing import fit, released
from tocsin.desk.readings import read
from tocsin.desk.sharing import share
from tocsin.desk.showing import show
from tocsin.errors import ArchiveError, CaptureError, DamageError, TocsinError, UsageError
from tocsin.log import doing, progress
from tocsin.records.capture import Capture, Change
from tocsin.records.marking import Tlp
from tocsin.records.record import encode
from tocsin.store.versions import Versions

ARCHIVE = "archive"


class Verified(NamedTuple):
    """What verifying found."""

    n_captures: int
    root: str
    verifier: str
    repaired: tuple[str, ...]
    damages: tuple[Damage, ...]
    stamps: tuple[Stamp, ...]


class Written(NamedTuple):
    """What exporting did."""

    n_captures: int
    path: Path
    left_out: tuple[str, ...] = ()
    """Why some of those asked for are not in it, a line each."""


def verify(folder: Path, key: str | None = None, earlier: bytes | None = None) -> Verified:
    """Everything that is not what it was: of the archive, its checkpoint and its time stamps.

    Args:
        key: public key that was written down; the checkpoint must be signed by it.
        earlier: a checkpoint kept elsewhere; the ledger must begin with what it says.
    """
    load_case(folder)
    place = folder / ARCHIVE
    # Opening for writing sets aside what a killed run left; a case on a read-only disk is only read.
    with (
        Archive.open(place, read_only=not os.access(place, os.W_OK)) as archive,
        doing("checking every record"),
    ):
        walk = Walk(place / ledger.NAME)
        damages = [*find_damage(place, walk)]
        stamps: list[Stamp] = []
        try:
            stamps = timestamp.load(place)
            _verify_outside(archive, walk.leaves, key, earlier)
        except DamageError as error:
            damages.append(Damage(record="checkpoint", file=error.where, offset=0, reason=error.found))
        if damages:
            return Verified(0, "", "", archive.repaired, tuple(damages), ())
        signer = checkpoint.load_key(place)
        signed = seal.load(place, signer)
        # The checkpoint's root was just held to these leaves; only what is not signed yet has to be reckoned.
        root = signed.root if signed.size == len(walk.leaves) else merkle.root(walk.leaves)
        said = f"sha256:{root.hex()}"
        return Verified(len(walk.leaves), said, signer.verifier(), archive.repaired, (), tuple(stamps))


def _verify_outside(
    archive: Archive, leaves: Sequence[bytes], key: str | None, earlier: bytes | None
) -> None:
    """Check against what was kept outside the case.

    Raises:
        DamageError: key or checkpoint of the archive are not those.
        UsageError: what was handed in is no key.
    """
    signer = None if key is None and earlier is None else checkpoint.load_key(archive.folder)
    if signer is None:
        return
    try:
        public = checkpoint.public_of(key) if key is not None else signer.public
    except ValueError as error:
        raise UsageError(
            "--key", "a public key as `tocsin verify` prints it", str(error), "that line"
        ) from error
    if public != signer.public:
        raise _outside("the archive is signed by another key than the one that was written down")
    if earlier is None:
        return
    try:
        signed = checkpoint.parse(earlier, public)
    except ValueError as error:
        raise _outside(f"the checkpoint that was kept elsewhere: {error}") from error
    if len(leaves) < signed.size or merkle.root(leaves[: signed.size]) != signed.root:
        raise _outside(f"the ledger does not begin with the {signed.size} captures that were signed then")


def _outside(reason: str) -> DamageError:
    return DamageError(checkpoint.NAME, "the archive that was signed then", reason, "a copy from a backup")


def custody(
    folder: Path,
    name: str,
    form: str,
    out: Path | None,
    now: datetime,
    *,
    audience: Tlp = Tlp.CLEAR,
    unsafe_with_names: bool = False,
) -> Path:
    """Writes the chain of custody of a capture and gives its path.

    Raises:
        UsageError: the audience may not know of the capture.
        LeakError: the page would tell who somebody is; nothing was written.
    """
    with opened(folder) as desk:
        held = chain(desk.archive, desk.archive.entry(name).capture, now)
        words = page(held) if form == "html" else msgspec.json.format(encode(held), indent=1).decode()
        path = _target(folder, out, f"{name}.{form}")
        shown = show(desk, audience)
        if not shown.curtain.shows_captures(name):
            marking = shown.curtain.markings.capture(name)
            expected = f"a capture that {audience.label} may see"
            raise UsageError(name, expected, f"one marked {marking.label}", f"--tlp {marking.value}")
        if not unsafe_with_names:
            read(desk)
            shown.gate().verify({path.name: words.encode()})
    try:
        path.write_text(words, "utf-8")
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def timemap(folder: Path, address: str) -> tuple[list[Capture], str]:
    """The versions of an address, and the list of them in link format.

    Raises:
        LeakError: the address would tell who somebody is.
    """
    with opened(folder) as desk:
        captures = Versions(desk.store).captures(address)
        if not captures:
            raise _unknown(address)
        return released(desk, "timemap", captures), timemaps.render(address, captures)


def changes(folder: Path, address: str) -> list[Change]:
    """What changed from version to version of an address, the earliest first; people renamed."""
    with opened(folder) as desk:
        read(desk)
        versions = Versions(desk.store)
        if not versions.captures(address):
            raise _unknown(address)
        rename = fit(desk)
        return released(desk, "diff", [_renamed(one, rename) for one in versions.changes(address)])


def _renamed(change: Change, rename: Callable[[str], str]) -> Change:
    """The change with names and contacts taken out of its words."""
    edits = tuple(
        msgspec.structs.replace(
            one,
            lead=rename(one.lead),
            before=rename(one.before),
            after=rename(one.after),
            trail=rename(one.trail),
        )
        for one in change.edits
    )
    return msgspec.structs.replace(change, title=rename(change.title), edits=edits)


def export(
    folder: Path,
    form: str,
    names: Sequence[str],
    out: Path | None,
    now: datetime,
    *,
    audience: Tlp = Tlp.CLEAR,
    unsafe_with_names: bool = False,
) -> Written:
    """Writes captures, all unless some are named, and gives the path.

    Args:
        audience: What is marked more strictly is left out.
        unsafe_with_names: Whether pages go as they were captured; if not, redacted copies go, past the gate.

    Raises:
        LeakError: a redacted copy would still tell who somebody is; nothing was written.
    """
    with opened(folder) as desk:
        if not unsafe_with_names:
            read(desk)
        archive = desk.archive
        chosen = [archive.entry(name).capture for name in names] if names else list(archive.captures())
        shown = show(desk, audience)
        seen = [one for one in chosen if shown.curtain.shows_captures(one.id)]
        hidden = [f"{len(chosen) - len(seen)} captures left out: marked more strictly than {audience.label}"]
        withheld = tuple(hidden) if len(seen) < len(chosen) else ()
        path = _target(folder, out, f"{folder.resolve().name}.{'wacz' if form == 'wacz' else 'warc.gz'}")
        with doing("writing the export"):
            if not unsafe_with_names:
                shared = share(shown, seen, form, path, now)
                return Written(shared.n_captures, path, (*withheld, *shared.left_out))
            titles = {one.capture_id: one.title for one in desk.store.mementos()}
            if form == "wacz":
                export_wacz(archive, seen, path, titles, now)
            else:
                export_warc(archive, seen, path, now)
    return Written(len(seen), path, withheld)


def stamp(folder: Path, authority: str, roots: Path) -> tuple[list[Stamp], list[TocsinError]]:
    """Asks for a stamp of every checkpoint that waits for one; what cannot be had now goes on waiting."""
    case, place = load_case(folder), folder / ARCHIVE
    trusted = timestamp.load_roots(roots)
    with Archive.open(place):
        timestamp.queue(place)
        stamps: list[Stamp] = []
        troubles: list[TocsinError] = []
        for name, request in progress(timestamp.waiting(place), "asking the authority"):
            try:
                answer = ask(authority, request, case.capture)
                stamps.append(timestamp.settle(place, name, answer, trusted))
            except (CaptureError, ArchiveError) as error:
                troubles.append(error)
    return stamps, troubles


def _target(folder: Path, out: Path | None, name: str) -> Path:
    if out is not None and (out.is_symlink() or (out.exists() and not out.is_file())):
        raise UsageError(str(out), "a file, or the name of a new one", "something else", "another --out")
    path = out or folder / "exports" / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error) from error
    return path


def _unknown(address: str) -> UsageError:
    return UsageError(
        address, "an address that was captured", "none of that name", "it as `tocsin add` took it"
    )

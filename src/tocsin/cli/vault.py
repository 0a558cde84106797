"""Commands on the vault of a case and on what is sealed with its keys. Nothing else may open it."""

import os
import secrets
from pathlib import Path

import click

from tocsin.cli.options import case_option, now
from tocsin.desk.sealing import load_sealed
from tocsin.errors import UsageError
from tocsin.protect.key import OWNER_ONLY
from tocsin.protect.sealing import write_recipient
from tocsin.protect.unsealing import new_pair, unseal
from tocsin.protect.vault import Entry, Opener, Vault, load_key_file, new_key

key_option = click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A key file in place of a passphrase.",
)


@click.group()
def vault() -> None:
    """Keep real names and notes encrypted."""


def _vault(folder: Path) -> Vault:
    if not (folder / "case.toml").is_file():
        raise UsageError(str(folder), "a case folder", "no case.toml", "the folder of a case")
    return Vault(folder, now, secrets.token_bytes)


def _opener(key_file: Path | None, *, fresh: bool = False) -> Opener:
    if key_file is None:
        asked = "New passphrase" if fresh else "Passphrase"
        return Opener(passphrase=click.prompt(asked, hide_input=True, confirmation_prompt=fresh, err=True))
    if fresh:
        _make(key_file, (new_key() + "\n").encode())
    return Opener(key=load_key_file(key_file))


def _make(path: Path, data: bytes) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as out:
            out.write(data)
    except FileExistsError as error:
        raise UsageError(str(path), "a new file", "one that exists", "another name") from error


@vault.command()
@case_option
@key_option
def create(folder: Path, key_file: Path | None) -> None:
    """Make an empty vault, locked by a passphrase or a new key file."""
    _vault(folder).create(_opener(key_file, fresh=True))
    click.echo("The vault is made. Whoever loses its passphrase or key loses what is in it.")


@vault.command("list")
@case_option
@key_option
def list_(folder: Path, key_file: Path | None) -> None:
    """Show who is in the vault, with the notes."""
    for one in _vault(folder).open(_opener(key_file), "list").entries:
        click.echo(f"{one.name}\t{one.notes}")


@vault.command()
@case_option
@key_option
def put(folder: Path, key_file: Path | None) -> None:
    """Put a person in; name and notes are asked for, so that no shell remembers them."""
    opener = _opener(key_file)
    name = click.prompt("Name", err=True)
    notes = click.prompt("Notes", default="", show_default=False, err=True)
    _vault(folder).put(Entry(name=name, notes=notes), opener)


@vault.command()
@case_option
@key_option
@click.option(
    "--new-key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Lock it by a new key file. [default: a new passphrase]",
)
def rotate(folder: Path, key_file: Path | None, new_key_file: Path | None) -> None:
    """Lock the vault anew; the old passphrase or key opens nothing any more, copies apart."""
    _vault(folder).rotate(_opener(key_file), _opener(new_key_file, fresh=True))


@vault.command("export")
@case_option
@key_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where to write it."
)
def export_(folder: Path, key_file: Path | None, out: Path) -> None:
    """Write everything into one file in the age format, under a passphrase of its own."""
    opener = _opener(key_file)
    passphrase = click.prompt("Passphrase of the export", hide_input=True, confirmation_prompt=True, err=True)
    _make(out, _vault(folder).export(opener, passphrase))
    click.echo(str(out))


@vault.command("sealing-key")
@case_option
@key_option
def sealing_key(folder: Path, key_file: Path | None) -> None:
    """Make a key for `tocsin add --sealed`: its secret half goes into the vault, the other into the case.

    A new key takes the place of the public half only; what was sealed to an older one still opens.
    """
    held, pair = _vault(folder), new_pair()
    # The secret first: what is sealed to a key that nobody has is lost.
    held.keep_key(pair.secret, _opener(key_file))
    write_recipient(folder, pair.recipient)
    click.echo(f"Captures can now be sealed to {pair.recipient}")
    click.echo("Back the vault up now: without it nobody opens them.")


@vault.command("open")
@case_option
@key_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where to write it."
)
@click.argument("capture", metavar="CAPTURE")
def open_(folder: Path, key_file: Path | None, out: Path, capture: str) -> None:
    """Write the clear bytes of a sealed capture into a new file that only its owner may read."""
    block, sealed = load_sealed(folder, capture)
    held = _vault(folder).open(_opener(key_file), f"open {capture}")
    _make(out, unseal(block, sealed, held.sealing, capture))
    click.echo(f"{capture}: {sealed.media_type}, {sealed.digest}, as the ledger says.")
    click.echo(str(out))

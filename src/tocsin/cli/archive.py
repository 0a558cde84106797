"""Commands on what the archive keeps: verify, custody, timemap, diff, export, timestamp."""

from pathlib import Path

import click

from tocsin.cli.options import CHECK_FAILED, case_option, format_option, now, tlp_option
from tocsin.desk import keeping
from tocsin.log import stderr
from tocsin.records.capture import Change
from tocsin.records.marking import Tlp
from tocsin.records.record import encode

WARNING = (
    "This export shows every page as it was captured, with the names of private people in it. "
    "Give it only to those who may know them."
)
names_option = click.option(
    "--unsafe-with-names", "with_names", is_flag=True, help="Write it although it shows private names."
)
out_option = click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it. [default: in the case]"
)


@click.command()
@case_option
@click.option(
    "--key", metavar="KEY", help="The public key you wrote down: the checkpoint must be signed by it."
)
@click.option(
    "--checkpoint",
    "earlier",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A checkpoint you kept elsewhere: the ledger must still begin with it.",
)
def verify(folder: Path, key: str | None, earlier: Path | None) -> None:
    """Check every record, the ledger, its signature and stamps.

    Says exactly what is wrong, if anything is. A case that passes is unaltered since capture; whether a
    page told the truth is another question.
    """
    found = keeping.verify(folder, key, earlier.read_bytes() if earlier else None)
    for said in found.repaired:
        click.echo(f"On opening: {said}.")
    for damage in found.damages:
        stderr().print(
            f"{damage.file}, byte {damage.offset}, {damage.record}: expected it unaltered since capture, "
            f"found: {damage.reason}; try a copy from a backup",
            markup=False,
            style="red",
        )
    if found.damages:
        click.get_current_context().exit(CHECK_FAILED)
    click.echo(f"{found.n_captures} captures unaltered since capture.")
    click.echo(f"Ledger root {found.root}")
    click.echo(f"Signed by {found.verifier}")
    for stamp in found.stamps:
        click.echo(
            f"Time stamp {stamp.at:%Y-%m-%d %H:%M:%S} UTC over {stamp.size} captures, by {stamp.authority}"
        )


@click.command()
@case_option
@click.argument("capture", metavar="CAPTURE")
@click.option(
    "--to", type=click.Choice(["html", "json"]), default="html", show_default=True, help="What to write."
)
@tlp_option
@names_option
@out_option
def custody(folder: Path, capture: str, to: str, audience: Tlp, with_names: bool, out: Path | None) -> None:
    """Write the chain of custody of one capture.

    What was asked, what came, when, digests, its place in the ledger with the proof, the signed checkpoint
    and its time stamps. The last line printed is the path.
    """
    path = keeping.custody(folder, capture, to, out, now(), audience=audience, unsafe_with_names=with_names)
    click.echo(str(path))


@click.command()
@case_option
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "link"]),
    default="text",
    show_default=True,
    help="A table, JSON, or the link format of RFC 7089.",
)
def timemap(folder: Path, address: str, form: str) -> None:
    """List the versions of an address."""
    captures, link = keeping.timemap(folder, address)
    if form == "link":
        click.echo(link, nl=False)
    elif form == "json":
        click.echo(encode(captures).decode())
    else:
        for one in captures:
            click.echo(
                f"{one.captured_at:%Y-%m-%d %H:%M:%S}  {one.status}  {one.n_bytes:>9,}  "
                f"{one.payload_digest[7:19]}  {one.id}"
            )


@click.command()
@case_option
@click.argument("address", metavar="ADDRESS")
@format_option
def diff(folder: Path, address: str, form: str) -> None:
    """Show what changed between the versions of an address.

    Only the main text counts, or the parts that a watch selects; dates, counters and white space do not.
    """
    changes = keeping.changes(folder, address)
    if form == "json":
        click.echo(encode(changes).decode())
        return
    for change in changes:
        click.echo(_shown(change))
    if not changes:
        click.echo("No two versions differ in what matters.")


def _shown(change: Change) -> str:
    lines = [
        f"{change.before_at:%Y-%m-%d %H:%M} → {change.after_at:%Y-%m-%d %H:%M}: {change.title}",
        f"  {change.n_removed} words went, {change.n_added} came ({change.changed_share:.1%})",
    ]
    for edit in change.edits:
        went = f" [-{edit.before}-]" if edit.before else ""
        came = f" {{+{edit.after}+}}" if edit.after else ""
        page = f" (page {edit.page})" if edit.page else ""
        lines.append(" ".join(f"  … {edit.lead}{went}{came} {edit.trail} …{page}".split("\n")))
    return "\n".join(lines)


@click.command()
@case_option
@click.option(
    "--to", type=click.Choice(["wacz", "warc"]), default="wacz", show_default=True, help="What to write."
)
@click.option("--capture", "names", multiple=True, metavar="CAPTURE", help="Only this one; may be repeated.")
@tlp_option
@names_option
@out_option
def export(
    folder: Path, to: str, names: tuple[str, ...], audience: Tlp, with_names: bool, out: Path | None
) -> None:
    """Write captures as WARC or WACZ for other archives.

    What goes are redacted copies of the texts, each with the digest of what it was made of. With
    --unsafe-with-names it is the pages themselves, private names and all. The last line printed is the path.
    """
    if with_names:
        stderr().print(WARNING, markup=False, style="red")
    written = keeping.export(folder, to, names, out, now(), audience=audience, unsafe_with_names=with_names)
    for line in written.left_out:
        stderr().print(line, markup=False)
    said = "unaltered since capture" if with_names else "as redacted copies"
    click.echo(f"{written.n_captures} captures, {said}.")
    click.echo(str(written.path))


@click.command()
@case_option
@click.option("--authority", required=True, metavar="URL", help="Address of the time stamping authority.")
@click.option(
    "--roots",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The authority's root certificates (PEM), to verify its answer with.",
)
def timestamp(folder: Path, authority: str, roots: Path) -> None:
    """Have the ledger's checkpoint stamped by an outsider.

    The stamp is one of RFC 3161 and is verified before it is kept. What cannot be sent waits in the case, and
    this same command sends it again.
    """
    stamps, troubles = keeping.stamp(folder, authority, roots)
    for one in stamps:
        click.echo(f"Stamped {one.at:%Y-%m-%d %H:%M:%S} UTC over {one.size} captures, by {one.authority}")
    for trouble in troubles:
        stderr().print(str(trouble), markup=False)
    if troubles:
        click.echo(f"{len(troubles)} wait; run the same command again.")
        click.get_current_context().exit(CHECK_FAILED)

"""Commands that make a case and fill it: demo, new, add."""

from datetime import date
from pathlib import Path

import click

from tocsin import pipeline
from tocsin.cli.options import BAD_INPUT, Day, case_option, means, no_voice_option, now, voice
from tocsin.desk.sealing import seal
from tocsin.errors import UsageError
from tocsin.log import stderr

DEMO = Path("tocsin-demo")


@click.command()
@click.option(
    "--case",
    "folder",
    default=DEMO,
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to build it.",
)
@no_voice_option
def demo(folder: Path, no_voice: bool) -> None:
    """Build the example case, end to end and offline.

    The last line printed is the path of the briefing; open it in a browser.
    """
    built = pipeline.demo(folder, now(), voice(None, no_voice))
    click.echo(f"The case is in {folder}. Its sources were written for this project, after public facts.")
    click.echo(
        "Next: tocsin new my-case, then tocsin add --case my-case ARTICLE, then tocsin brief --case my-case"
    )
    click.echo(str(built))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from", "template", default="blank", show_default=True, metavar="NAME", help="Template to start from."
)
def new(folder: Path, template: str) -> None:
    """Make a new case folder from a template."""
    pipeline.new(folder, template, now())
    click.echo(f"Made {folder} from “{template}”.")
    click.echo(f"Next: edit {folder / 'case.toml'}, then tocsin add --case {folder} ARTICLE…")


@click.command()
@case_option
@click.option(
    "--published", type=Day(), metavar="DATE", help="Publication day, where the text does not tell it."
)
@click.option(
    "--follow", metavar="REGEX", help="Capture pages that an address leads to, if their addresses match."
)
@click.option("--browser", is_flag=True, help="Show pages in Chromium first; needs the extra `browser`.")
@click.option(
    "--sealed", is_flag=True, help="Keep files encrypted to the case's sealing key, and read nothing in them."
)
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
def add(
    folder: Path,
    published: date | None,
    follow: str | None,
    browser: bool,
    sealed: bool,
    targets: tuple[str, ...],
) -> None:
    """Capture files, folders, feeds and addresses into the case.

    Takes text, HTML and PDF files, e-mails, saved RSS and Atom feeds, Telegram exports (JSON), WARC and WACZ
    files, folders of these, and a `captures.toml` that lists recorded captures; addresses too. Safe to
    repeat: what is already there is left as it is.
    """
    if sealed:
        if published or follow or browser:
            raise UsageError("--sealed", "no other option", "one that reads in what is added", "one of them")
        _seal(folder, targets)
        return
    done = pipeline.add(folder, targets, now(), published, means=means(), follow=follow, browser=browser)
    for trouble in done.issues:
        stderr().print(trouble.reason, markup=False)
    if done.issues and not done.n_new and not done.n_unchanged:
        click.get_current_context().exit(BAD_INPUT)
    click.echo(f"{done.n_new} captured, {done.n_unchanged} already there, {len(done.issues)} not readable.")
    for vanished in done.vanishings:
        click.echo(
            f"Vanished: {vanished.title} ({vanished.address}), last seen {vanished.last_seen_at:%d %B %Y}."
        )
    click.echo(f"Next: tocsin brief --case {folder}")


def _seal(folder: Path, targets: tuple[str, ...]) -> None:
    done = seal(folder, targets, now())
    for trouble in done.issues:
        stderr().print(trouble.reason, markup=False)
    if done.issues and not done.captures and not done.n_unchanged:
        click.get_current_context().exit(BAD_INPUT)
    for name in done.captures:
        click.echo(f"{name}: sealed to {done.recipient}")
    n_captures = len(done.captures)
    click.echo(f"{n_captures} sealed, {done.n_unchanged} already there, {len(done.issues)} not readable.")
    click.echo("The files you named still lie where they were, in the clear.")

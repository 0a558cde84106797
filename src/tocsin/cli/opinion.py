"""`tocsin opinion`: what surveys can carry, what moved a series, and how people answer a call-up."""

from pathlib import Path

import click

from tocsin.briefing.writing import write
from tocsin.catalogue.shipping import shipped
from tocsin.cli.assessing import echo_json
from tocsin.cli.languages import language_option
from tocsin.cli.opinion_tables import print_response, print_tracked, print_wave
from tocsin.cli.options import draws_option, format_option, seed_option
from tocsin.desk.opinion import respond, weigh_waves
from tocsin.desk.series import opinion_page, track_series
from tocsin.records.record import plain


@click.group()
def opinion() -> None:
    """Estimate opinion, and follow what moves it.

    No figure stands with a bare margin of error: beside what chance in the choice of people does stands what
    surveys were seen to miss by, all causes together.
    """


@opinion.command()
@click.argument("codebook", type=click.Path(path_type=Path))
@click.option("--wave", "named", metavar="NAME", help="Only this wave of the codebook. [default: all]")
@click.option("--by", metavar="ITEM", help="Estimate every answer for each group of this item too.")
@format_option
def weight(codebook: Path, named: str | None, by: str | None, form: str) -> None:
    """Weigh the waves of a survey and estimate every answer.

    CODEBOOK is a TOML file that names the waves' files (CSV, XLSX, SPSS) and says what their columns mean.
    """
    found = tuple(weigh_waves(codebook, named, by))
    if form == "json":
        echo_json(plain(found))
        return
    for one in found:
        print_wave(one)
    click.echo("\nNext: tocsin opinion track FILE, with the published figures of several waves")


@opinion.command()
@click.argument("tracking", metavar="FILE", type=click.Path(path_type=Path))
@format_option
def track(tracking: Path, form: str) -> None:
    """Follow series: levels, sudden changes, what came of them.

    FILE is a TOML file that names CSV files of published figures and their columns, or codebooks.
    """
    found = track_series(tracking)
    if form == "json":
        echo_json(plain(found))
        return
    print_tracked(found)
    click.echo(f"\nNext: tocsin opinion track {tracking} --format json, for every survey and interval")


@opinion.command()
@click.argument("tracking", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write the page. [default: FILE, as .html]"
)
@language_option("Language of the page; titles stay as FILE has them.")
def report(tracking: Path, out: Path | None, language: str) -> None:
    """Write one page on series: charts, changes, groups.

    Each chart has both intervals and a table beside it. The page loads nothing and needs no server. The
    last line printed is its path.
    """
    path = out or tracking.with_suffix(".html")
    write(path, opinion_page(tracking, language))
    click.echo(path)


@opinion.command(name="respond")
@click.option(
    "--scenario",
    "named",
    required=True,
    metavar="FILE",
    help=f"A scenario in TOML, or the name of one that ships: {', '.join(shipped('responses'))}.",
)
@draws_option
@seed_option
@format_option
def respond_(named: str, n_draws: int, seed: int, form: str) -> None:
    """Run a scenario of how people answer a call-up.

    Leaving, hiding, coming back, obeying. It is a scenario and no forecast: figures on borders and on who
    hides are not public.
    """
    found = respond(named, n_draws, seed)
    if form == "json":
        echo_json(plain(found))
        return
    print_response(found)
    click.echo(f"\nNext: tocsin opinion respond --scenario {named} --format json, for every week")

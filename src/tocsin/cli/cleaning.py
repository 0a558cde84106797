"""`tocsin protect clean`: pictures and documents fit to be given away. Works with no case at all."""

from pathlib import Path

import click

from tocsin.briefing.writing import write
from tocsin.desk.desk import opened
from tocsin.desk.readings import read
from tocsin.errors import UsageError
from tocsin.log import progress, stderr
from tocsin.protect.cleaning.clean import clean as cleaned
from tocsin.protect.faces import cover_faces
from tocsin.protect.gate import Gate

LOOK = "Faces: the detector misses some, above all small, turned or masked ones. Look at every picture."


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write to.",
)
@click.option("--blur-faces", is_flag=True, help="Cover the faces that are found in pictures.")
@click.option(
    "--case", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Look for its private names too."
)
def clean(files: tuple[Path, ...], out: Path, blur_faces: bool, folder: Path | None) -> None:
    """Write pictures and documents without what they tell besides what they show.

    Place, camera, owner, authors, comments, earlier versions, thumbnails: gone. The files themselves stay as
    they are; the copies have their names. All are written, or none.
    """
    if len({one.name for one in files}) < len(files):
        raise UsageError("FILE", "files of different names", "two of one name", "cleaning them one by one")
    if any((out / one.name).exists() for one in files):
        raise UsageError(str(out), "a folder without files of these names", "some", "another --out")
    blur = cover_faces if blur_faces else None
    made = {one.name: cleaned(str(one), one.read_bytes(), blur) for one in progress(files, "cleaning")}
    _gate(folder).verify(made)
    for name, data in made.items():
        write(out / name, data)
        click.echo(str(out / name))
    if blur_faces:
        stderr().print(LOOK, markup=False)


def _gate(folder: Path | None) -> Gate:
    """What looks for the names of a case; without one, for contacts and places alone."""
    if folder is None:
        return Gate(())
    with opened(folder) as desk:
        read(desk)
        return desk.gate()

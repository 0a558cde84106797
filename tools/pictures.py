"""Takes the pictures of the example briefing that the README and the docs show.

python tools/pictures.py BRIEFING.html docs/pictures
"""

import sys
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import ViewportSize, sync_playwright

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


class Shot(NamedTuple):
    """One picture: its name, the window and the theme."""

    name: str
    width: int
    height: int
    theme: Literal["light", "dark"]


SHOTS = (
    Shot("briefing-wide", 1280, 1500, "light"),
    Shot("briefing-dark", 1280, 1500, "dark"),
    Shot("briefing-narrow", 390, 1500, "light"),
)


def main(page_file: Path, folder: Path) -> None:
    """Opens the page from disk in headless Chromium and takes every shot of its top."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        for shot in SHOTS:
            size = ViewportSize(width=shot.width, height=shot.height)
            page = browser.new_page(viewport=size, color_scheme=shot.theme)
            page.goto(page_file.resolve().as_uri())
            page.screenshot(path=folder / f"{shot.name}.png")
        browser.close()


if __name__ == "__main__":
    if not Path(sys.argv[1]).is_file():
        sys.exit(f"{sys.argv[1]!r}: expected the page of a briefing, found no such file; try tocsin demo")
    main(Path(sys.argv[1]), Path(sys.argv[2]))

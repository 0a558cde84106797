"""Takes the pictures of the example briefing that README and docs show: wide, narrow, dark, printed.

python tools/pictures.py BRIEFING.html docs/pictures [ANOTHER-LANGUAGE.html]
"""

import sys
from pathlib import Path
from typing import Literal, NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
PRINTED = 3
"""Pages of the printed briefing in its picture."""
DOTS_PER_POINT = 1.1
PAPER = (214, 211, 203)
COLOURS = 128
"""Enough for a page of few hues, and a third of the bytes."""


class Shot(NamedTuple):
    """One picture: its name, the window, the theme, and the part of the page it shows."""

    name: str
    width: int
    height: int
    theme: Literal["light", "dark"]
    part: str = ""


SHOTS = (
    Shot("briefing-wide", 1280, 1500, "light"),
    Shot("briefing-dark", 1280, 1500, "dark"),
    Shot("briefing-narrow", 360, 1500, "light"),
    Shot("briefing-timeline", 1280, 1500, "light", "h-timeline"),
)


def main(page_file: Path, folder: Path, other: Path | None) -> None:
    """Opens the page from disk in headless Chromium and takes every shot."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        for shot in SHOTS:
            take(browser, page_file, shot, folder)
        if other is not None:
            take(browser, other, Shot("briefing-russian", 1280, 1500, "light"), folder)
        printed(browser, page_file, folder / "briefing-print.png")
        browser.close()


def take(browser: Browser, page_file: Path, shot: Shot, folder: Path) -> None:
    """One picture of what a window shows."""
    size = ViewportSize(width=shot.width, height=shot.height)
    page = browser.new_page(viewport=size, color_scheme=shot.theme, reduced_motion="reduce")
    page.goto(page_file.resolve().as_uri() + (f"#{shot.part}" if shot.part else ""))
    page.evaluate("document.fonts.ready")
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    page.close()
    small(Image.open(path), path)


def printed(browser: Browser, page_file: Path, path: Path) -> None:
    """The first printed pages, side by side."""
    page = browser.new_page()
    page.goto(page_file.resolve().as_uri())
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = [document[n].render(scale=DOTS_PER_POINT).to_pil() for n in range(PRINTED)]
    width, height = sheets[0].size
    gap = width // 30
    whole = Image.new("RGB", (PRINTED * (width + gap) + gap, height + 2 * gap), PAPER)
    for n, sheet in enumerate(sheets):
        whole.paste(sheet, (gap + n * (width + gap), gap))
    small(whole, path)


def small(picture: Image.Image, path: Path) -> None:
    """The picture with few colours."""
    picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    for name in (sys.argv[1], *sys.argv[3:]):
        if not Path(name).is_file():
            sys.exit(f"{name!r}: expected the page of a briefing, found no such file; try tocsin demo")
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)

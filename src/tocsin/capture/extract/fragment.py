"""The paragraphs of a piece of HTML that is too small for main-text extraction to work on."""

import re

from lxml import etree, html

_SKIP = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "iframe",
        "svg",
    )
)
_BLOCKS = frozenset(
    (
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article", "main", "pre",
        "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "hr",
    )
)  # fmt: skip
# Runs of ordinary white space are one space; a no-break space is a character of the text.
_SPACE = re.compile(r"[ \t\r\f\v]+")


def paragraphs(body: bytes) -> tuple[str | None, str]:
    """Title, if the page has one, and its paragraphs separated by a line break.

    Raises:
        lxml.etree.LxmlError: it cannot be parsed at all.
        ValueError: it is empty.
    """
    parser = html.HTMLParser(encoding=_encoding(body), huge_tree=False)
    tree = html.document_fromstring(body, parser=parser)
    title = tree.findtext(".//title") or tree.findtext(".//h1")
    pieces: list[str] = []
    for event, element in etree.iterwalk(_without(tree), events=("start", "end")):
        breaks = "\n" if element.tag in _BLOCKS else ""
        words = element.text if event == "start" else element.tail
        flat = re.sub(r"\n+", " ", words or "") if isinstance(element.tag, str) or event == "end" else ""
        pieces.append(breaks + flat)
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return (title or "").strip() or None, "\n".join(line for line in lines if line)


def _without(tree: html.HtmlElement) -> html.HtmlElement:
    for element in [found for found in tree.iter() if found.tag in _SKIP]:
        element.drop_tree() if element.getparent() is not None else None
    return tree


def _encoding(body: bytes) -> str | None:
    """UTF-8 where the bytes are; otherwise what the page declares."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"

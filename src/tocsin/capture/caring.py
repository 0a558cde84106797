"""The part of a page that somebody cares about: declared parts in, ignored parts and words out.

Source: W3C Selectors Level 3, as cssselect translates it to XPath.
"""

import re
from collections.abc import Iterable

import cssselect
import msgspec
from lxml import etree, html

from tocsin.capture.extract.encoding import decode
from tocsin.capture.extract.fragment import paragraphs
from tocsin.records.capture import Memento
from tocsin.records.watch import Watch

# Stands where ignored words stood, so that what is left does not run together.
GAP = " … "


def cared_for(memento: Memento, body: bytes, watch: Watch) -> Memento:
    """The memento with only that text whose change matters.

    Args:
        body: the page itself, from which declared parts are cut.
    """
    text = memento.text
    if watch.select or watch.ignore:
        text = _parts(body, memento.address, watch) or ""
    for pattern in watch.ignore_text:
        text = re.sub(pattern, GAP, text)
    return msgspec.structs.replace(memento, text=text)


def _parts(body: bytes, where: str, watch: Watch) -> str:
    try:
        parser = html.HTMLParser(encoding="utf-8")
        page = html.document_fromstring(decode(body, where).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    for dropped in _found(page, watch.ignore):
        if dropped.getparent() is not None:
            dropped.drop_tree()
    kept = _found(page, watch.select) if watch.select else [page]
    whole = "".join(html.tostring(part, encoding="unicode") for part in kept)
    return paragraphs(whole.encode())[1] if whole else ""


def _found(page: html.HtmlElement, selectors: Iterable[str]) -> list[html.HtmlElement]:
    translate = cssselect.HTMLTranslator().css_to_xpath
    return [part for selector in selectors for part in page.xpath(translate(selector))]

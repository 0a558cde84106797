"""Takes a file apart into every piece of text a reader could find in it, with the place of each.

An export is more than its prose: attributes, addresses, keys of data, titles inside a drawing, members of a
container, what a camera wrote into a picture. Each piece says whether it is prose, or an address or a name
of a file, where letter case tells nothing.

Source: WHATWG HTML; RFC 4287 (Atom); WACZ 1.1.1; ISO 28500 (WARC); Exif 2.32; ISO 32000-1 section 14.3.
"""

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from tocsin.protect.heard import in_sound, is_sound
from tocsin.protect.metadata import in_pdf, in_picture, is_picture
from tocsin.protect.pieces import Opaque, Passage, Piece
from tocsin.protect.unfolding import DEEPEST, decoded, under, unfold

MOST_BYTES = 2**30
PROSE_ATTRIBUTES = {
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "content",
    "placeholder",
    "summary",
    "label",
    "value",
}
INLINE = {
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "u",
    "s",
    "mark",
    "small",
    "sup",
    "sub",
    "abbr",
    "q",
    "cite",
    "code",
    "tspan",
    "wbr",
    "font",
    "bdi",
    "time",
}
READABLE = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){4,}")


def pieces(name: str, data: bytes, depth: int = 0) -> Iterator[Piece | Opaque]:
    """Everything readable in the file `name`."""
    for one in walk(name, data, depth):
        if isinstance(one, Passage):
            yield from unfold(one, pieces)
        else:
            yield one


def walk(name: str, data: bytes, depth: int = 0) -> Iterator[Piece | Passage | Opaque]:
    """The texts of the file `name`, in order; a passage may hold more than it shows."""
    yield Piece(f"{name} (its name)", unquote(name), loose=True)
    if depth > DEEPEST:
        yield Opaque(name, "containers inside containers")
    elif data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        yield from _zipped(name, data, depth)
    elif data[:2] == b"\x1f\x8b":
        yield from _gzipped(name, data, depth)
    elif data[:5] == b"%PDF-":
        yield from _told(name, in_pdf(data))
    elif is_picture(data):
        yield from _told(name, in_picture(data))
    elif is_sound(data) and decoded(data) is None:
        yield from _told(name, in_sound(data))
    else:
        yield from _textual(name, data, depth)


def _told(name: str, found: Iterator[tuple[str, str]]) -> Iterator[Piece | Opaque]:
    for where, text in found:
        yield Opaque(name, text) if where == "opaque" else Piece(f"{name}, {where}", text)


def _textual(name: str, data: bytes, depth: int) -> Iterator[Piece | Passage | Opaque]:
    text = decoded(data)
    if text is None:
        # A file of a kind we do not know: what can be read in it, in the two ways text is kept.
        for run in READABLE.finditer(data):
            yield Piece(f"{name}, byte {run.start()}", run.group().decode("utf-8", "replace"))
        yield Piece(f"{name}, as UTF-16", data.decode("utf-16-le", "ignore"))
        return
    start = text.lstrip("\ufeff \r\n\t")[:200].casefold()
    if name.endswith((".json", ".geojson", ".cdxj")) or start[:1] in ("{", "["):
        yield from _json(name, text, depth)
    elif start.startswith("<"):
        yield from _marked_up(name, text, depth)
    else:
        yield Passage(name, text, False, depth)


def _json(name: str, text: str, depth: int) -> Iterator[Piece | Passage | Opaque]:
    try:
        yield from _value(name, json.loads(text.lstrip("\ufeff")), depth)
    except (ValueError, RecursionError):
        # Lines of JSON, or none at all: each line for itself, and prose where it is not JSON.
        for number, line in enumerate(text.splitlines(), 1):
            start = line.find("{")
            try:
                yield from _value(f"{name}, line {number}", json.loads(line[start:]), depth)
                yield Passage(f"{name}, line {number}", line[:start], True, depth)
            except (ValueError, RecursionError):
                yield Passage(f"{name}, line {number}", line, False, depth)


def _value(where: str, value: Any, depth: int) -> Iterator[Piece | Passage | Opaque]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield Piece(f"{where}.{key} (the key)", str(key), loose=True)
            yield from _value(f"{where}.{key}", inner, depth)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _value(f"{where}[{place}]", inner, depth)
    elif isinstance(value, str):
        if value.lstrip()[:1] == "<" and ">" in value:
            yield from _marked_up(where, value, depth)
        else:
            yield Passage(where, value, " " not in value, depth)


def _marked_up(name: str, text: str, depth: int) -> Iterator[Piece | Passage | Opaque]:
    is_html = re.search(r"<(?:!doctype html|html|body|p|div|span)\b", text[:2000], re.IGNORECASE)
    raw = text.encode()
    try:
        if is_html:
            root = html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
        else:
            root = etree.fromstring(
                raw, etree.XMLParser(resolve_entities=False, recover=True, no_network=True)
            )
    except (etree.LxmlError, ValueError) as error:
        yield Opaque(name, f"markup that cannot be read: {error}")
        return
    if root is None:
        yield Passage(name, text, False, depth)
        return
    yield from _elements(name, root, depth)


def _elements(name: str, root: Any, depth: int) -> Iterator[Piece | Passage | Opaque]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield Passage(f"{name}, comment", str(element.text or ""), False, depth)
            continue
        tag = _local(element.tag)
        where = f"{name}, <{tag}> line {element.sourceline or 0}"
        for attribute, value in element.attrib.items():
            short = _local(str(attribute))
            yield Passage(f"{where} {short}=", str(value), short not in PROSE_ATTRIBUTES, depth)
        if tag in ("script", "style"):
            kind = "json" if str(element.text or "").lstrip()[:1] in ("{", "[") else tag
            inner = str(element.text or "")
            if kind == "json":
                yield from _json(where, inner, depth)
            else:
                yield Passage(where, inner, False, depth, code=True)
        elif tag not in INLINE:
            yield Passage(where, _flow(element), False, depth)


def _flow(element: Any) -> str:
    """The text of a block as it is read: inline markup makes no gap, a block inside it does."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and _local(child.tag) in INLINE:
            parts.append(_flow(child))
        else:
            parts.append("\n")
        parts.append(child.tail or "")
    return "".join(parts)


def _local(name: str) -> str:
    """A name without the namespace it is of."""
    return name.rpartition("}")[2]


def _zipped(name: str, data: bytes, depth: int) -> Iterator[Piece | Passage | Opaque]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            if container.comment:
                yield Piece(f"{name}, comment", container.comment.decode("utf-8", "replace"))
            if sum(member.file_size for member in container.infolist()) > MOST_BYTES:
                yield Opaque(name, "members that unpack to more than can be looked through")
                return
            for member in container.infolist():
                inside = f"{name}/{member.filename}"
                if member.comment:
                    yield Piece(f"{inside}, comment", member.comment.decode("utf-8", "replace"))
                if not member.is_dir():
                    yield from walk(inside, container.read(member), depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError) as error:
        yield Opaque(name, f"a container that cannot be opened: {error}")


def _gzipped(name: str, data: bytes, depth: int) -> Iterator[Piece | Passage | Opaque]:
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            inner = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield Opaque(name, f"packed data that cannot be opened: {error}")
        return
    if len(inner) > MOST_BYTES:
        yield Opaque(name, "packed data that unpacks to more than can be looked through")
        return
    inside = name.removesuffix(".gz")
    if inner[:5] == b"WARC/":
        for number, record in enumerate(re.split(rb"(?m)^(?=WARC/1\.[01]\r?$)", inner)[1:], 1):
            yield from _record(f"{inside}, record {number}", record, depth)
        return
    yield from walk(inside, inner, depth + 1)


def _record(where: str, record: bytes, depth: int) -> Iterator[Piece | Passage | Opaque]:
    """A record's own header, the answer's header, and the body taken apart as the file it is."""
    head, _, rest = record.partition(b"\r\n\r\n")
    yield Passage(f"{where}, header", head.decode("utf-8", "replace"), True, depth)
    if rest[:5] == b"HTTP/":
        answer, _, rest = rest.partition(b"\r\n\r\n")
        yield Passage(f"{where}, answer header", answer.decode("utf-8", "replace"), True, depth)
    for one in pieces("body", rest.removesuffix(b"\r\n\r\n"), depth + 1):
        yield under(where, one)

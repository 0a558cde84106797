"""An Office or OpenDocument file without properties, remarks, deleted words, authors and dates of changes.

Source: ECMA-376 part 1, 17.13 (annotations and revisions) and part 2, 11 (core properties); OASIS
OpenDocument 1.3 part 3, sections 4 (metadata) and 5.5 (change tracking).
"""

import io
import zipfile

from lxml import etree

from tocsin.protect.cleaning.pictures import Blur, clean_picture
from tocsin.protect.metadata import is_picture

PROPERTIES = ("docProps/", "meta.xml", "Thumbnails/", "customXml/", "word/people.xml")
REMARKS = ("comments", "threadedComment", "persons/")
AUTHORS = ("initials", "creator", "lastModifiedBy", "date", "dateUtc", "userId", "providerId")
GONE = {
    "annotation",
    "annotation-end",
    "tracked-changes",
    "commentReference",
    "commentRangeStart",
    "commentRangeEnd",
    "rsids",
    "del",
    "moveFrom",
}
"""Elements that are remarks, or what somebody took out."""
NAMED = {"creator", "date", "initial-creator", "meta-creator", "printed-by"}
SAFE = (".ttf", ".odttf")
EARLIEST = (1980, 1, 1, 0, 0, 0)


def clean_document(data: bytes, blur: Blur | None = None) -> bytes:
    """The document without what it tells besides what it shows.

    Raises:
        ValueError: it is no document, or has a part that may tell anything.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if not {"[Content_Types].xml", "mimetype"} & {*old.namelist()}:
            raise ValueError("a container that is no document")
        for member in old.infolist():
            if member.is_dir() or _tells(member.filename):
                continue
            entry = zipfile.ZipInfo(member.filename, EARLIEST)
            entry.compress_type = (
                zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            )
            new.writestr(entry, _part(member.filename, old.read(member), blur))
    return out.getvalue()


def _part(inside: str, body: bytes, blur: Blur | None) -> bytes:
    if is_picture(body):
        return clean_picture(body, blur)
    if inside.endswith((".xml", ".rels", ".rdf")):
        return _anonymous(body)
    if inside == "mimetype" or inside.endswith(SAFE) or not body:
        return body
    raise ValueError(f"the part {inside}, which may tell anything")


def _tells(inside: str) -> bool:
    return inside.startswith(PROPERTIES) or any(word in inside for word in REMARKS)


def _anonymous(body: bytes) -> bytes:
    """A part without who wrote what and when, and without pointers to parts that are left out."""
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in GONE or _points(element):
            _drop(element)
            continue
        if etree.QName(element).localname in NAMED:
            element.text = ""
        for key in list(element.attrib):
            short = str(key).rpartition("}")[2]
            if short == "author":
                # Word wants the attribute; what it says is nobody's business.
                element.attrib[key] = ""
            elif short in AUTHORS or short.startswith("rsid"):
                del element.attrib[key]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _points(element: etree._Element) -> bool:
    """Whether it leads to a part that is left out."""
    leads = [
        str(value).lstrip("/")
        for key, value in element.attrib.items()
        if str(key).rpartition("}")[2] in ("Target", "PartName", "full-path")
    ]
    return any(_tells(lead.removeprefix("../")) for lead in leads)


def _drop(element: etree._Element) -> None:
    """Takes an element out and leaves the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)

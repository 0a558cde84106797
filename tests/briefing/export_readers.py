"""Opens each form with a program that somebody else wrote."""

import csv
import io
import json
import zipfile

import feedparser
import jsonschema
import pypdfium2
import pytest
import stix2
import stix2validator
from fastwarc.warc import ArchiveIterator, WarcRecordType
from lxml import html

from tocsin.briefing.exports.twin import schema


def page(data):
    root = html.document_fromstring(data.decode())
    assert root.findtext(".//title")
    return root.text_content()


def pdf(data):
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
        assert document.get_metadata_value("Title")
    finally:
        document.close()
    return "\n".join(pages)


def twin(data):
    told = json.loads(data)
    jsonschema.Draft202012Validator(schema()).validate(told)
    return told["answer"] + data.decode()


def spreadsheet(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        package = json.loads(packed.read("datapackage.json"))
        text = []
        for resource in package["resources"]:
            lines = packed.read(resource["path"]).decode("utf-8")
            rows = list(csv.reader(io.StringIO(lines, newline=""), strict=True))
            assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
            assert {len(row) for row in rows} == {len(rows[0])}
            text.append(lines)
    return package["description"] + "\n".join(text)


def markdown(data):
    return data.decode("utf-8")


def bundle(data):
    stix2.parse(data, allow_custom=False)
    options = stix2validator.ValidationOptions(version="2.1", strict=False, disabled=["uuid-check"])
    found = stix2validator.validate_string(data.decode(), options)
    assert found.is_valid, found.errors
    # Names that follow from content are UUIDs of version 5, which the validator only warns of.
    assert [str(one) for one in found.warnings or () if "{103}" not in str(one)] == []
    return data.decode()


def entities(data):
    # Its own tool kit needs the ICU headers to be installed, which not every machine has.
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    known = {}
    for line in data.splitlines():
        one = model.get_proxy(json.loads(line), cleaned=False)
        one.schema.validate(json.loads(line))
        known[one.id] = one
    for one in known.values():
        for prop, value in one.itervalues():
            if prop.type.name == "entity":
                assert known[value].schema.is_a(prop.range), (one.schema.name, prop.name)
    return data.decode()


def feed(data):
    found = feedparser.parse(data)
    assert not found.bozo
    assert found.entries
    return found.entries[0].title + str(found)


def evidence(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        digest = json.loads(packed.read("datapackage-digest.json"))
        assert digest["path"] == "datapackage.json"
        records = ArchiveIterator(io.BytesIO(packed.read("archive/data.warc.gz")), parse_http=True)
        bodies = [one.reader.read() for one in records if one.record_type is WarcRecordType.response]
    assert bodies
    return b"\n".join(bodies).decode("utf-8", "replace")


READERS = {
    "html": page,
    "pdf": pdf,
    "json": twin,
    "csv": spreadsheet,
    "md": markdown,
    "stix": bundle,
    "ftm": entities,
    "wacz": evidence,
    "atom": feed,
    "rss": feed,
}
"""Name of a form → a foreign reader, which fails on a bad file and gives the text of a good one."""

"""What single forms promise beyond opening: names, marks, escapes, enclosures, and what stays at home."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import feedparser
import msgspec
import numpy as np
import pypdfium2
import pytest
import stix2
from lxml import etree
from markdown_it import MarkdownIt
from PIL import Image

from tocsin.archive.archive import Archive
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition, Enclosure, Paper, Setting
from tocsin.briefing.voice import lasting, sound
from tocsin.errors import BriefingError, LeakError
from tocsin.records.capture import Payload
from tocsin.records.marking import Tlp

AT = Setting(address="https://news.example/briefings")
HOSTILE = (
    "=HYPERLINK(1) ![seen](https://spy.example/p.png) [win](https://spy.example) <img src=x onerror=y>"
    " <https://spy.example/a> https://spy.example/b www.spy.example\n# head\n- item\n| cell | ` *loud*"
    " &lt; $x$"
)


def enclosure(name, kind, on=date(2023, 2, 6)):
    return Enclosure(name=name, on=on, media_type=kind, n_bytes=1_234)


def hostile(briefing):
    return msgspec.structs.replace(
        briefing,
        claims=tuple(
            msgspec.structs.replace(one, content=HOSTILE, speaker=HOSTILE) for one in briefing.claims
        ),
        citations=tuple(
            msgspec.structs.replace(one, quote=HOSTILE, title=HOSTILE, address=HOSTILE)
            for one in briefing.citations
        ),
    )


def stix(briefing):
    return json.loads(FORMS["stix"].write(Edition(briefing=briefing)))["objects"]


def of(things, kind):
    return [one for one in things if one["type"] == kind]


def test_observables_have_the_ids_that_every_other_producer_gives_them(shared_briefing):
    things = stix(shared_briefing)
    for one in of(things, "url"):
        assert one["id"] == stix2.v21.URL(value=one["value"]).id
    for one in of(things, "file"):
        assert one["id"] == stix2.v21.File(hashes=one["hashes"]).id
    assert len(of(things, "observed-data")) == len({one.capture_id for one in shared_briefing.citations})


def test_the_report_holds_every_object_and_every_reference_leads_to_one(shared_briefing):
    things = stix(shared_briefing)
    known = {one["id"] for one in things}
    (report,) = of(things, "report")
    marks = {one["id"] for one in of(things, "marking-definition")}
    assert set(report["object_refs"]) == known - marks - {report["id"]}
    for one in things:
        assert {*one.get("object_refs", ()), *one.get("object_marking_refs", ())} <= known
        assert one.get("created_by_ref", report["created_by_ref"]) in known


def test_a_claim_is_a_note_and_its_admiralty_figure_an_opinion_on_it(shared_briefing):
    rows = {one.id: one for one in shared_briefing.citations}
    judged = msgspec.structs.replace(rows[shared_briefing.claims[0].cite], credibility="2")
    rows[judged.id] = judged
    things = stix(msgspec.structs.replace(shared_briefing, citations=tuple(rows.values())))
    (opinion,) = of(things, "opinion")
    (note,) = [one for one in of(things, "note") if one["id"] in opinion["object_refs"]]
    assert opinion["opinion"] == "agree"
    assert note["content"] == shared_briefing.claims[0].content
    assert note["confidence"] == 70


def test_a_truth_that_was_not_judged_is_no_opinion(shared_briefing):
    assert of(stix(shared_briefing), "opinion") == []


@pytest.mark.parametrize("label", list(Tlp))
def test_marks_of_tlp_2_stand_in_bundle_twin_feed_and_tables(shared_briefing, label):
    marked = msgspec.structs.replace(shared_briefing, tlp=label)
    things = stix(marked)
    named = {one["name"]: one["id"] for one in of(things, "marking-definition")}
    assert of(things, "report")[0]["object_marking_refs"] == [named[label.label]]
    edition = Edition(briefing=marked, setting=AT)
    assert json.loads(FORMS["json"].write(edition))["marking"] == label.label
    assert feedparser.parse(FORMS["atom"].write(edition)).feed.rights == label.label
    with zipfile.ZipFile(io.BytesIO(FORMS["csv"].write(edition))) as packed:
        assert json.loads(packed.read("datapackage.json"))["marking"] == label.label


def test_a_quote_marked_more_strictly_than_another_is_so_marked_wherever_it_goes(shared_briefing):
    first, *rest = shared_briefing.citations
    red = msgspec.structs.replace(first, tlp=Tlp.AMBER)
    things = stix(msgspec.structs.replace(shared_briefing, tlp=Tlp.AMBER, citations=(red, *rest)))
    amber = next(one["id"] for one in of(things, "marking-definition") if one["name"] == "TLP:AMBER")
    marked = {one["type"] for one in things if one.get("object_marking_refs") == [amber]}
    assert {"url", "file", "observed-data", "note"} <= marked


def test_a_stranger_cannot_make_the_markdown_load_or_lead_anywhere(shared_briefing):
    text = FORMS["md"].write(Edition(briefing=hostile(shared_briefing))).decode()
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(text)
    inside = [one for token in tokens for one in token.children or ()]
    assert not [one for one in inside if one.type in ("image", "html_inline", "em_open")]
    assert not [one for one in inside if one.type == "link_open"]
    assert not [one for one in tokens if one.type == "html_block"]
    assert [one for one in tokens if one.type == "heading_open"]
    assert "https://spy" not in text.replace("`" + " ".join(HOSTILE.split()).replace("`", "%60") + "`", "")


def test_a_stranger_cannot_make_a_spreadsheet_calculate(shared_briefing):
    with zipfile.ZipFile(
        io.BytesIO(FORMS["csv"].write(Edition(briefing=hostile(shared_briefing))))
    ) as packed:
        for name in packed.namelist():
            if name.endswith(".csv"):
                rows = list(csv.DictReader(io.StringIO(packed.read(name).decode(), newline="")))
                assert not [v for row in rows for k, v in row.items() if v[:1] in "=+@" and v]
        claims = list(csv.DictReader(io.StringIO(packed.read("claims.csv").decode(), newline="")))
    assert claims[0]["content"] == "'" + HOSTILE


def test_tables_say_what_the_briefing_says(shared_briefing):
    with zipfile.ZipFile(io.BytesIO(FORMS["csv"].write(Edition(briefing=shared_briefing)))) as packed:
        package = json.loads(packed.read("datapackage.json"))
        tables = {
            one["path"]: list(csv.DictReader(io.StringIO(packed.read(one["path"]).decode(), newline="")))
            for one in package["resources"]
        }
    assert [row["citation"] for row in tables["citations.csv"]] == [
        one.id for one in shared_briefing.citations
    ]
    assert sum(float(row["p"]) for row in tables["outcomes.csv"]) == pytest.approx(1)
    known = {row["citation"] for row in tables["citations.csv"]} | {""}
    assert {row["citation"] for row in tables["claims.csv"]} <= known


def test_people_are_entities_only_if_public_and_pseudonyms_are_none(shared_briefing):
    edition = Edition(briefing=shared_briefing, public=frozenset({"Sergei Shoigu", "Interviewee 1"}))
    made = [json.loads(line) for line in FORMS["ftm"].write(edition).splitlines()]
    assert [one["properties"]["name"] for one in made if one["schema"] == "Person"] == [["Sergei Shoigu"]]
    mentioned = {one["properties"]["name"][0] for one in made if one["schema"] == "Mention"}
    assert "Ruslan Leviev" in mentioned
    assert "Interviewee 1" not in mentioned


def test_a_podcast_gets_what_can_be_heard_and_its_true_length(shared_briefing):
    files = (enclosure("2023-02-06.html", "text/html"), enclosure("2023-02-06.pdf", "application/pdf"))
    heard = enclosure("2023-02-06.mp3", "audio/mpeg")
    feed = feedparser.parse(
        FORMS["rss"].write(Edition(briefing=shared_briefing, setting=AT, beside=lambda: (*files, heard)))
    )
    (entry,) = feed.entries
    (got,) = entry.enclosures
    assert (got.href, got.length, got.type) == (f"{AT.address}/2023-02-06.mp3", "1234", "audio/mpeg")
    assert entry.id == f"urn:tocsin:{shared_briefing.id}"
    assert "artificial intelligence" in feed.feed.description


def test_a_podcast_without_a_voice_offers_the_printed_briefing(shared_briefing):
    files = (enclosure("2023-02-06.pdf", "application/pdf"), enclosure("2023-02-06.json", "application/json"))
    data = FORMS["rss"].write(Edition(briefing=shared_briefing, setting=AT, beside=lambda: files))
    (entry,) = feedparser.parse(data).entries
    assert [one.type for one in entry.enclosures] == ["application/pdf"]
    assert b"artificial intelligence" not in data


ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
REQUIRED = ("title", "description", "language", f"{ITUNES}image", f"{ITUNES}category", f"{ITUNES}explicit")
"""Of a channel, by Apple's guide; a title and a whole enclosure of an item."""


def test_a_podcast_has_every_tag_that_programs_require(shared_briefing):
    before = msgspec.structs.replace(shared_briefing, id="briefing-1", as_of=shared_briefing.previous_as_of)
    sound = Enclosure(
        name="2023-02-06.mp3", on=date(2023, 2, 6), media_type="audio/mpeg", n_bytes=1_234, lasts_s=221
    )
    edition = Edition(
        briefing=shared_briefing, setting=AT, beside=lambda: (sound,), past=lambda: (before,), name="a.rss"
    )
    channel = etree.fromstring(FORMS["rss"].write(edition)).find("channel")
    for tag in REQUIRED:
        assert len(channel.findall(tag)) == 1, tag
    assert channel.find(f"{ITUNES}image").get("href") == f"{AT.address}/cover.png"
    assert channel.find(f"{ITUNES}explicit").text in ("true", "false")
    assert channel.find("{http://www.w3.org/2005/Atom}link").get("href") == f"{AT.address}/a.rss"
    # The earlier briefing has nothing that could be played, and is no episode.
    (item,) = channel.findall("item")
    assert item.find(f"{ITUNES}duration").text == "221"
    assert dict(item.find("enclosure").attrib) == {
        "url": f"{AT.address}/2023-02-06.mp3",
        "length": "1234",
        "type": "audio/mpeg",
    }


def test_a_podcast_brings_a_picture_as_programs_want_it_where_none_lies_there(shared_briefing):
    brought = FORMS["rss"].brings(Edition(briefing=shared_briefing, setting=AT))
    with Image.open(io.BytesIO(brought["cover.png"])) as picture:
        assert picture.format == "PNG"
        assert 1_400 <= picture.width == picture.height <= 3_000
        assert picture.getextrema()[-1] == (255, 255), "no part of it may be transparent"
    own = enclosure("cover.jpg", "image/jpeg", date.min)
    assert FORMS["rss"].brings(Edition(briefing=shared_briefing, setting=AT, beside=lambda: (own,))) == {}


@pytest.mark.parametrize("codec", [sound.MP3, sound.OPUS])
def test_a_sound_tells_how_long_it_plays(codec):
    pytest.importorskip("soundfile")
    data = sound.render(np.zeros(24_000 * 9, np.float32), 24_000, codec)
    assert lasting.seconds(data) == 9
    assert lasting.seconds(data[:40]) is None or lasting.seconds(data[:40]) < 9
    assert lasting.seconds(b"no sound") is None


def test_a_podcast_feed_needs_to_know_where_it_will_lie(shared_briefing):
    with pytest.raises(BriefingError, match="--to rss: expected the web address of the folder"):
        FORMS["rss"].write(Edition(briefing=shared_briefing))


def test_a_feed_lists_a_briefing_an_instant_and_none_that_its_readers_may_not_see(shared_briefing):
    before = msgspec.structs.replace(shared_briefing, id="briefing-1", as_of=shared_briefing.previous_as_of)
    again = msgspec.structs.replace(before, id="briefing-2")
    secret = msgspec.structs.replace(before, id="briefing-3", as_of=before.as_of.replace(hour=9), tlp=Tlp.RED)
    data = FORMS["atom"].write(Edition(briefing=shared_briefing, past=lambda: (before, again, secret)))
    assert [one.id for one in feedparser.parse(data).entries] == [
        f"urn:tocsin:{shared_briefing.id}",
        "urn:tocsin:briefing-2",
    ]


def kept(briefing, folder, words):
    """An archive with one capture a cited text, and the briefing that cites those."""
    with Archive.open(folder, create=True) as archive:
        found = {}
        for one in briefing.citations:
            payload = Payload(
                address=one.address,
                media_type="text/html",
                body=f"<html><p>{words(one)}</p></html>".encode(),
                captured_at=one.captured_at,
            )
            found[one.capture_id] = found.get(one.capture_id) or archive.append(payload).id
    cited = tuple(
        msgspec.structs.replace(one, capture_id=found[one.capture_id]) for one in briefing.citations
    )
    return msgspec.structs.replace(briefing, citations=cited)


def bundle(briefing, folder, leaks):
    with Archive.open(folder, read_only=True) as archive:
        data = FORMS["wacz"].write(Edition(briefing=briefing, archive=archive, leaks=leaks))
    return zipfile.ZipFile(io.BytesIO(data))


def test_evidence_that_names_somebody_stays_at_home_and_is_listed(shared_briefing, tmp_path):
    secret = shared_briefing.citations[0].capture_id
    words = lambda one: "SECRET" if one.capture_id == secret else f"open {one.capture_id}"  # noqa: E731
    briefing = kept(shared_briefing, tmp_path / "archive", words)

    def leaks(name, data):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            warc = packed.read("archive/data.warc.gz")
        with subprocess.Popen(["gzip", "-dc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as gzip:
            return b"SECRET" in gzip.communicate(warc)[0]

    with bundle(briefing, tmp_path / "archive", leaks) as packed:
        withheld = [json.loads(line) for line in packed.read("withheld/withheld.jsonl").splitlines()]
        pages = packed.read("pages/pages.jsonl").decode()
    gone = briefing.citations[0]
    assert [one["capture"] for one in withheld] == [gone.capture_id]
    assert withheld[0]["digest"] == gone.payload_digest
    assert gone.capture_id not in pages
    assert len(pages.splitlines()) == len({one.capture_id for one in briefing.citations})


def test_a_bundle_without_any_evidence_left_is_refused(shared_briefing, tmp_path):
    briefing = kept(shared_briefing, tmp_path / "archive", lambda one: one.capture_id)
    with pytest.raises(LeakError, match="nothing was written"):
        bundle(briefing, tmp_path / "archive", lambda name, data: True)


def test_sheets_have_the_size_asked_for_and_the_marking_on_each(bare_briefing):
    marked = msgspec.structs.replace(bare_briefing, tlp=Tlp.AMBER_STRICT)
    data = FORMS["pdf"].write(Edition(briefing=marked, setting=Setting(paper=Paper.LETTER)))
    document = pypdfium2.PdfDocument(data)
    try:
        assert [round(length) for length in document[0].get_size()] == [612, 792]
        for number in range(len(document)):
            assert "TLP:AMBER+STRICT" in document[number].get_textpage().get_text_range()
    finally:
        document.close()


def test_without_the_extra_a_pdf_is_refused_in_one_line_that_says_how_to_add_it():
    program = (
        "import sys; sys.modules['weasyprint'] = None\n"
        "from tocsin.briefing.exports import paper\n"
        "paper._engine()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    last = done.stderr.splitlines()[-1]
    assert "--to pdf: expected WeasyPrint and the Pango library, found no WeasyPrint" in last
    assert "pip install 'tocsin[pdf]'" in last

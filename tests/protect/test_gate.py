"""Nothing that tells who somebody is gets out, by whatever channel and in whatever disguise."""

import base64
import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from tocsin.errors import LeakError
from tocsin.protect.gate import Gate
from tocsin.protect.names import lists

PRIVATE = ("Fyodor", "Konstantin", "Elena", "Ольга Тихонова", "Anton Melnikov", "Yulia Zhukova")
PUBLIC = ("Sergei Shoigu", "Vladimir Putin", "Fyodor Dostoevsky", "Denis Volkov")
GATE = Gate(PRIVATE, PUBLIC, allowed=("levada", "press@example.org"))


def page(body="", head=""):
    top = f"<!doctype html><html><head><title>A briefing</title>{head}</head>"
    return f"{top}<body>{body}</body></html>".encode()


def packed(members, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.comment = comment
        for name, data in members.items():
            container.writestr(name, data)
    return out.getvalue()


def photo(form="JPEG", exif=None, gps=False, **saved):
    out = io.BytesIO()
    tags = Image.Exif()
    for tag, value in (exif or {}).items():
        tags[tag] = value
    if gps:
        tags.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
        tags.get_ifd(ExifTags.IFD.GPSInfo)[2] = (55.0, 45.0, 1.0)
    Image.new("RGB", (8, 8), "grey").save(out, form, exif=tags, **saved)
    return out.getvalue()


def png_field(name, text):
    fields = PngImagePlugin.PngInfo()
    fields.add_itxt(name, text)
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=fields)
    return out.getvalue()


def warc(body, address="https://news.example/a"):
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: 1\r\n\r\n"
    return gzip.compress(
        head.encode() + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body + b"\r\n\r\n"
    )


def pdf(author):
    text = f"<</Author({author})/Producer(x)>>".encode("latin-1")
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    parts += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", text]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + part + b"endobj\n"
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % one for one in offsets)
    return (
        out + b"xref\n0 5\n0000000000 65535 f \n" + table
        + b"trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )  # fmt: skip


def say(words):
    return page(f"<p>Last week {words} spoke to us.</p>")


STIX = {"type": "bundle", "objects": [{"type": "report", "name": "Call-up", "description": "x"}]}
FEED = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Case</title><entry><title>{}</title></entry></feed>"

DRAWING = base64.b64encode(b"<svg><desc>Elena</desc></svg>").decode()
TAGS = b"ID3\x04\x00\x00\x00\x00\x00\x40TIT2\xff\xfeInterview with Konstantin\xff\xff"

GALLERY = {
    "the name in prose": ("a.html", say("Fyodor")),
    "a possessive": ("a.html", say("Fyodor’s mother")),
    "capitals": ("a.html", say("FYODOR")),
    "lower case": ("a.html", say("fyodor")),
    "another transliteration, Fedor": ("a.html", say("Fedor")),
    "another transliteration, Fiodor": ("a.html", say("Fiodor")),
    "another transliteration, Fjodor": ("a.html", say("Fjodor")),
    "another transliteration, Feodor": ("a.html", say("Feodor")),
    "Cyrillic": ("a.html", say("Фёдор")),
    "Cyrillic without the dots": ("a.html", say("Федор")),
    "the genitive": ("a.html", say("Фёдора")),
    "the instrumental": ("a.html", say("с Константином")),
    "the dative": ("a.html", say("Елене")),
    "a short name": ("a.html", say("Федя")),
    "a short name declined": ("a.html", say("у Кости")),
    "a short name in Latin letters": ("a.html", say("Kostya")),
    "a tender name": ("a.html", say("Леночка")),
    "a name of another language": ("a.html", say("Helen")),
    "an initial": ("a.html", page("<p>F., a researcher, hid in a cabin.</p>")),
    "a Cyrillic initial": ("a.html", page("<p>Ф. сказал, что уедет.</p>")),
    "initials": ("a.html", say("O.T.")),
    "initials with a surname": ("a.html", say("A. Melnikov")),
    "surname first": ("a.html", say("Melnikov A.")),
    "a surname alone": ("a.html", say("Melnikov")),
    "a surname transliterated by the German system": ("a.html", say("Schukowa")),
    "a surname transliterated by ISO 9": ("a.html", say("Žukova")),
    "a surname declined": ("a.html", say("с Юлией Жуковой")),
    "a surname declined and transliterated": ("a.html", say("Melnikova’s flat: Melnikovym")),
    "a Cyrillic surname in Latin letters": ("a.html", say("Olga Tikhonova")),
    "letters set apart": ("a.html", say("F y o d o r")),
    "letters set apart by stops": ("a.html", say("К.о.н.с.т.а.н.т.и.н")),
    "a soft hyphen inside": ("a.html", say("Fyo\u00addor")),
    "an invisible space inside": ("a.html", say("Konst\u200bantin")),
    "a stress mark": ("a.html", say("Еле\u0301на")),
    "full-width letters": ("a.html", say("Ｅｌｅｎａ")),
    "look-alike letters": ("a.html", say("Fy\u043edor")),
    "digits for letters": ("a.html", say("Fy0d0r")),
    "markup inside the name": ("a.html", say("Fyo<b>dor</b>")),
    "entities": ("a.html", say("&#70;yodor")),
    "across a line": ("a.html", say("Anton\n   Melnikov")),
    "an alt text": ("a.html", page("<img src='a.png' alt='Portrait of Elena'>")),
    "a title attribute": ("a.html", page("<abbr title='Konstantin'>K</abbr>")),
    "an aria label": ("a.html", page("<div aria-label='Chart for Elena'></div>")),
    "a data attribute": ("a.html", page("<p data-person='konstantin'>x</p>")),
    "a class": ("a.html", page("<p class='who-fyodor'>x</p>")),
    "an address": ("a.html", page("<a href='https://news.example/fyodor-hides'>x</a>")),
    "an escaped address": ("a.html", page("<a href='https://x.example/%D0%A4%D1%91%D0%B4%D0%BE%D1%80'>x</a>")),
    "an address in prose": ("a.html", page("<p>see https://x.example/interview-konstantin.html</p>")),
    "a host name in Cyrillic": (
        "a.html", page(f"<a href='https://{'елена'.encode('idna').decode()}.example/'>x</a>")),
    "a comment": ("a.html", page("<!-- call Elena back -->")),
    "a meta tag": ("a.html", page(head="<meta name='author' content='Anton Melnikov'>")),
    "the title": ("a.html", page(head="<title>Fyodor and the draft</title>")),
    "a title inside a drawing": ("a.html", page("<svg><title>Elena, 34</title><rect/></svg>")),
    "data of a chart": (
        "a.html", page("<script type='application/json'>{\"values\":[{\"who\":\"Elena\"}]}</script>")),
    "a script": ("a.html", page("<script>var who = 'Konstantin';</script>")),
    "a style": ("a.html", page("<style>.x::after{content:'Elena'}</style>")),
    "a drawing in a data address": (
        "a.html",
        page(f"<img src='data:image/svg+xml;base64,{DRAWING}'>"),
    ),
    "base64": ("a.json", json.dumps({"x": base64.b64encode(b"said Anton Melnikov, 38").decode()}).encode()),
    "a value of JSON": ("a.json", json.dumps({"a": [{"b": "Elena left"}]}).encode()),
    "a value of JSON, escaped": ("a.json", json.dumps({"a": "Фёдор ушёл"}).encode()),
    "a key of JSON": ("a.json", json.dumps({"fyodor": 1}).encode()),
    "STIX": (
        "a.json", json.dumps({**STIX, "objects": [{"type": "identity", "name": "Konstantin"}]}).encode()),
    "JSON Lines": ("a.jsonl", b'{"a": 1}\n{"a": "Elena"}\n'),
    "a feed": ("a.xml", FEED.format("Elena speaks").encode()),
    "a feed's link": (
        "a.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://x.example/?q=konstantin'/></feed>"),
    "a drawing": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><text>Ele<tspan>na</tspan></text></svg>"),
    "the words of the voiced version": ("a.txt", "Говорит Константин.".encode()),
    "subtitles": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nElena said no.\n"),
    "a table": ("a.csv", b"who,age\nKonstantin,38\n"),
    "UTF-16": ("a.csv", "who,age\nElena,38\n".encode("utf-16")),
    "a file name": ("elena-interview.txt", b"x"),
    "a member's name": ("a.zip", packed({"photos/konstantin.txt": b"x"})),
    "a member": ("a.wacz", packed({"datapackage.json": b'{"title": "Elena"}'})),
    "a member of a member": ("a.zip", packed({"b.zip": packed({"c.txt": b"with Elena there"})})),
    "the comment of a container": ("a.zip", packed({"a.txt": b"x"}, b"for Elena")),
    "a packed record": ("a.warc.gz", warc(say("Konstantin"))),
    "the address of a record": ("a.warc.gz", warc(b"<p>x</p>", "https://x.example/konstantin")),
    "a record in a container": ("a.wacz", packed({"archive/data.warc.gz": warc(say("Elena"))})),
    "an index of records": ("a.cdxj", b'example,news)/elena 20230206 {"url": "https://news.example/elena"}\n'),
    "a photographer": ("a.jpg", photo(exif={ExifTags.Base.Artist: "Anton Melnikov"})),
    "the description of a photo": ("a.jpg", photo(exif={ExifTags.Base.ImageDescription: "Elena at work"})),
    "the place of a photo": ("a.jpg", photo(gps=True)),
    "the comment of a photo": ("a.jpg", photo(comment=b"Elena")),
    "a photo in a container": ("a.zip", packed({"a.jpg": photo(gps=True)})),
    "a field of a PNG": ("a.png", png_field("Author", "Елена")),
    "the author of a PDF": ("a.pdf", pdf("Anton Melnikov")),
    "the tags of a sound": ("a.mp3", TAGS),
    "a telephone": ("a.html", say("a man, +7 916 555-01-23,")),
    "a telephone as written at home": ("a.html", say("a man, 8 (916) 555-01-23,")),
    "a telephone in a link": ("a.html", page("<a href='tel:+79165550123'>call</a>")),
    "an e-mail": ("a.html", say("a man (anonym@example.com)")),
    "an e-mail written out": ("a.html", say("a man, anonym [at] example [dot] com,")),
    "an e-mail in a link": ("a.html", page("<a href='mailto:anonym@example.com'>write</a>")),
    "a handle": ("a.html", say("a man, @quiet_teacher,")),
    "a profile": ("a.html", page("<a href='https://t.me/quiet_teacher'>x</a>")),
    "a passport": ("a.html", say("a man, passport 45 09 123456,")),
    "a military ID": ("a.html", say("a man, военный билет АН № 1234567,")),
    "a pension number": ("a.html", say("a man, 112-233-445 95,")),
    "a tax number": ("a.html", say("a man, 500100732259,")),
    "coordinates": ("a.html", say("a man at 55.75583, 37.61778")),
    "a handle of their name": ("a.html", page("<p>the channel konstantin_melnikov_85</p>")),
    "a name run together": ("a.json", json.dumps({"id": "antonmelnikov"}).encode()),
    "a container nobody can open": ("a.zip", b"PK\x03\x04 and nothing more"),
}  # fmt: skip

CLEAN = {
    "pseudonyms": say("Interviewee 1 and Interviewee 2"),
    "a minister of the same first name": say("Fyodor Dostoevsky"),
    "that minister, declined": say("роман Фёдора Достоевского"),
    "numbers that are no telephone": say("300,000 men, 1,000,000 rubles, 2023-02-06 at 10:00:00,"),
    "a digest": say("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    "a public handle": say("@levada"),
    "a public address": say("press@example.org"),
    "a grade at the end of a sentence": say("a source graded F. The next"),
    "countries": say("the U.S. and the U.K."),
    "words that hold a name": say("Constantinople and Elenaville"),
}


@pytest.mark.parametrize("flaw", GALLERY)
def test_a_planted_leak_does_not_get_out(flaw):
    name, data = GALLERY[flaw]
    with pytest.raises(LeakError, match="nothing was written"):
        GATE.verify({name: data})


def test_the_gallery_is_large():
    assert len(GALLERY) >= 60


@pytest.mark.parametrize("what", CLEAN)
def test_what_is_no_leak_leaves(what):
    GATE.verify({"a.html": CLEAN[what]})


def test_a_leak_is_named_by_its_place_and_not_by_the_name():
    with pytest.raises(LeakError, match=r"line 1.*alt=") as caught:
        GATE.verify({"a.html": page("<img alt='Konstantin'>")})
    assert "Konstantin" not in str(caught.value)


def test_one_leak_stops_all_files():
    with pytest.raises(LeakError, match=r"b\.html"):
        GATE.verify({"a.html": say("nobody"), "b.html": say("Elena")})


NAMES = sorted({name for names in lists().values() for name in names})


@given(st.sampled_from(NAMES), st.sampled_from(["{}", "<b>{}</b>", "«{}»", "({})", "—{}—", "x, {}."]))
def test_every_name_the_package_knows_is_stopped(name, frame):
    with pytest.raises(LeakError):
        Gate([name]).verify({"a.html": say("we saw " + frame.format(name))})

"""The gate passes over what cannot leak, and finds exactly what one finds that passes over nothing."""

import base64
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_gate import WORD, PlainSpotter, plain_leaks

from tocsin.protect.declension import decline
from tocsin.protect.gate import Gate
from tocsin.protect.opening import WORD as SHIPPED_WORD
from tocsin.protect.redact import Redactor
from tocsin.protect.spotting import Spotter

PRIVATE = ("Fyodor", "Ludmila Kovaleva", "Ольга Тихонова", "Таисия", "Yulia Zhukova", "Max Alexeev", "Ян")
PUBLIC = ("Sergei Shoigu", "Fyodor Dostoevsky", "Olga Skabeeva")
GATE, SPOTTER, PLAIN = Gate(PRIVATE, PUBLIC), Spotter(PRIVATE, PUBLIC), PlainSpotter(PRIVATE, PUBLIC)
SPELT = (
    *(
        "Fyodor",
        "Fjodor",
        "FIODOR",
        "Фёдор",
        "Feodor",
        "Fedya",
        "Lyudmila",
        "Liudmilla",
        "Людка",
        "Kovalyova",
    ),
    *(
        "Kowalewa",
        "Olga",
        "Olya",
        "Tichonowa",
        "Tikhonovoy",
        "Taissia",
        "Tasya",
        "Юлия",
        "Iouliia",
        "Joukova",
    ),
    *("Žukova", "Zhukovoi", "Maxim", "Alekseyev", "Alexeyeva", "Yan", "Jan", "Dostoevsky", "Shoigu"),
    *(
        form
        for name in ("фёдор", "ольга", "тихонова", "таисия", "людмила", "ковалёва")
        for form in decline(name)
    ),
)
CONTACTS = (
    *(
        "+7 912 345-67-89",
        "8 (912) 345-67-89",
        "89123456789",
        "tel:9123456",
        "@some_handle",
        "a.b@post.example",
    ),
    *("anna (at) post (dot) ru", "t.me/someone", "passport 45 08 123456", "112-233-445 95", "500100732259"),
    *("55.7522, 37.6156", "55°45′07″ N", "300,000 men", "2023-02-06", "c12345", "7.5%"),
)
NOISE = (
    *("the ministry expects", "В военкомате сказали", "Kazan", "form", "wave", "I", "A", "x1y2z3", "Таня"),
    *(
        "claim-00aa11bb22cc33dd44ee",
        "https://example.org/a/b",
        "www.example.org",
        "xn--80ak6aa92e.com",
        "50 %",
    ),
)


def apart(word):
    return " ".join(word)


def leet(word):
    return word.translate(str.maketrans("oieast", "013457"))


def veiled(word):
    return "\u200b".join(word)


def mixed(word):
    return word.translate(str.maketrans("aeopcx", "аеорсх"))


def joined(word):
    return f"{word.capitalize()}Blog2"


def inside(word):
    return f"my{word.lower()}page"


def escaped(word):
    return "".join(f"%{byte:02x}" for byte in word.encode())


def encoded(word):
    return base64.b64encode(f"this is what {word} said there".encode()).decode()


def held(word):
    return f"data:text/plain;base64,{encoded(word)}"


def initials(word):
    return f"{word[0].upper()}. T., a clerk, and {word[0].upper()}., a cook"


WORN = (
    str,
    str.upper,
    str.lower,
    apart,
    leet,
    veiled,
    mixed,
    joined,
    inside,
    escaped,
    encoded,
    held,
    initials,
)
DISGUISED = st.builds(lambda wear, word: wear(word), st.sampled_from(WORN), st.sampled_from(SPELT))
PARTS = st.one_of(DISGUISED, st.sampled_from(CONTACTS), st.sampled_from(NOISE), st.text(max_size=8))
TEXTS = st.lists(PARTS, max_size=9).flatmap(
    lambda parts: st.sampled_from([" ", ", ", "\n", "/", ". ", "-", "_", ""]).map(lambda gap: gap.join(parts))
)


def as_page(texts):
    body = "".join(
        f"<p title='{t}'>{t[:5]}<b>{t[5:]}</b></p><script>{t}</script>" for t in map(quoted, texts)
    )
    return "a.html", f"<!doctype html><html><body>{body}</body></html>".encode()


def quoted(text):
    plain = "".join(
        one for one in text if one in "\n\t" or (ord(one) >= 32 and ord(one) not in range(127, 160))
    )
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")


def as_data(texts):
    return "a.json", json.dumps({"rows": [{"said": one, "again": one} for one in texts]}).encode()


def as_table(texts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("claims.csv", "said,by\r\n" + "\r\n".join(f'"{one}",x' for one in texts))
    return "a.csv.zip", out.getvalue()


def as_words(texts):
    return "a.txt", ("Said: " + "\n".join(texts)).encode()


@pytest.mark.parametrize("form", [as_page, as_data, as_table, as_words])
@given(
    texts=st.lists(TEXTS.map(lambda text: text.encode("utf-8", "ignore").decode()), min_size=1, max_size=3)
)
def test_the_gate_finds_what_one_finds_that_passes_over_nothing(form, texts):
    name, data = form(texts)
    assert [*GATE.find(name, data)] == plain_leaks(PRIVATE, PUBLIC, name, data)


@given(text=TEXTS, loose=st.booleans())
def test_words_are_recalled_as_they_are_found(text, loose):
    assert SPOTTER.find(text, loose=loose) == PLAIN.find(text, loose=loose)
    assert SHIPPED_WORD.findall(text) == WORD.findall(text)


@pytest.mark.parametrize("spelt", SPELT)
def test_every_spelling_is_found_however_it_is_worn(spelt):
    for wear in WORN:
        assert SPOTTER.find(wear(spelt), loose=True) == PLAIN.find(wear(spelt), loose=True)


class Patient(Redactor):
    """A redactor that tries every spelling on every text."""

    def __init__(self, mapping, public):
        super().__init__(mapping, public)
        self._openings._sure = False
        self._spotter = PlainSpotter(list(mapping), public)


NAMES = {
    name: f"Interviewee {n}"
    for n, name in enumerate((*PRIVATE, "O'Brien Ké", "Anna-Maria", "ʼAli", "が子"), 1)
}
QUICK, PATIENT = Redactor(NAMES, PUBLIC), Patient(NAMES, PUBLIC)


@given(
    TEXTS,
    st.sampled_from(["", " Anna-Maria ", " O’Brien Ke\u0301", " 7anna-maria", "ʼali", "\u304b\u3099子"]),
)
def test_a_quick_look_replaces_what_a_patient_one_does(text, more):
    assert QUICK.text(text + more) == PATIENT.text(text + more)


def test_digits_of_a_digest_are_no_tax_number_and_those_beside_it_are():
    digest = "sha256:" + "a500100732259b" + "c" * 50
    assert not [*GATE.find("a.json", json.dumps({"id": "claim-a500100732259bcccccc", "of": digest}).encode())]
    for planted in (
        "500100732259 claim-a500100732259bcccccc",
        "x-a500100732259bcccccc1",
        # Digits alone are no digest, however they are dressed.
        "passport-50010073225912345678",
        "+7 912 345-67-89 --50010073-2259-5001-0073-225950010073",
    ):
        assert [*GATE.find("a.json", json.dumps({"id": planted}).encode())], planted


def test_digits_of_a_stix_id_are_no_name():
    chance = "note--fed1a222-1234-5678-9abc-def012345678"
    assert not [*GATE.find("a.json", json.dumps({"id": chance}).encode())]
    assert [*GATE.find("a.json", json.dumps({"id": "note--fed1a-222"}).encode())]

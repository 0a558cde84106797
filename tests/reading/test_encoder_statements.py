"""What the shipped heads make of statements, and what becomes of those they did not read."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

from tocsin.reading.encoder.attributor import Attributor, Encoded
from tocsin.reading.encoder.pieces import Pieces, Places
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.encoder.statements import find_place
from tocsin.reading.passages import find_passages

ABOUT = {
    "en": "The general staff wants forty thousand more men in uniform by spring.",
    "ru": "Генштаб хочет поставить под ружьё ещё сорок тысяч человек к весне.",
}
OTHER = {
    "en": "The bakery on the corner sold forty loaves before noon.",
    "ru": "Пекарня на углу продала до полудня сорок буханок.",
}


def read(attributor: Attributor, text: str) -> Encoded:
    return attributor.encode(text, tuple(find_passages(text)))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_is_about_a_call_up_is_told_from_what_is_not(lang: str) -> None:
    about, other = (
        read(load_attributor(lang), text).judge((0, len(text))) for text in (ABOUT[lang], OTHER[lang])
    )
    assert about is not None
    assert other is not None
    assert about.none_p < 0.5 < other.none_p
    assert sum(about.topics_p.values()) + about.none_p == pytest.approx(1, abs=1e-3)


def test_what_was_not_read_is_not_judged() -> None:
    text = f"{ABOUT['en']}\n{OTHER['en']}"
    first, second = find_passages(text)
    encoded = load_attributor("en").encode(text, [second])
    assert encoded.judge(first) is None
    assert encoded.judge(second) is not None
    assert load_attributor("en").encode("", []).judge((0, 1)) is None


def test_weights_without_heads_judge_nothing_and_still_tell_who_said_what(tmp_path: Path) -> None:
    with as_file(files("tocsin.reading.encoder.weights") / "en") as shipped:
        shutil.copytree(shipped, tmp_path / "en")
    settings = tmp_path / "en" / "model.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(one for one in lines if not one.startswith("topics = ")), "utf-8")
    (tmp_path / "en" / "statements.onnx").unlink()
    text = "The minister said that 300,000 men would be called up."
    encoded = read(Attributor(tmp_path / "en"), text)
    assert [text[slice(*one.cue)] for one in encoded.attributions] == ["said"]
    assert encoded.judge((0, len(text))) is None


def test_a_place_takes_in_all_sentences_that_a_content_touches() -> None:
    spans = [(0, 2), (3, 5), (6, 8), (9, 11), (12, 14)]
    numbers = [0, 0, 1, 1, 2]
    nothing = np.zeros((len(spans), 3), np.int64)
    pieces = Pieces(nothing[:, 0], spans, nothing, np.array(numbers))
    place = find_place(pieces, Places(spans), (4, 7))
    assert place is not None
    assert (place.content, place.sentences) == ((1, 3), (0, 4))
    assert find_place(pieces, Places(spans), (20, 22)) is None

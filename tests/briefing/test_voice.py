"""What is read aloud, by whom, and when each word of it is said."""

import json
import os
import re
import subprocess
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from tocsin.briefing.exports.aloud import write_mp3
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.exports.page import write
from tocsin.briefing.html import render
from tocsin.briefing.voice import espeak, sound
from tocsin.briefing.voice.engines import DEFAULT, ENGINES
from tocsin.briefing.voice.interface import Engine, Timed, Utterance
from tocsin.briefing.voice.kept import kept
from tocsin.briefing.voice.narration import narrate
from tocsin.briefing.voice.page import carried, player
from tocsin.briefing.voice.script import LABELS, as_text, script_of, script_of_text
from tocsin.errors import BriefingError, LeakError
from tocsin.protect.gate import Gate

RATE = 24000
WORDS_ONLY = re.compile(r"[A-Za-z' ,;:.?!-]*")
SENTENCE = "Shoigu spoke of three hundred thousand, cee eye tee's count is five."


class Beeper:
    """A voice for tests: a tone for each word, a tenth of a second long."""

    def __init__(self):
        self.n_said = 0

    def speak(self, words):
        self.n_said += 1
        found = list(re.finditer(r"[\w'-]+", words))
        tone = 0.3 * np.sin(np.arange(RATE * len(found) // 10) * 0.06)
        times = (Timed(each.start(), each.end(), n / 10, (n + 1) / 10) for n, each in enumerate(found))
        return Utterance(samples=tone.astype(np.float32), rate=RATE, words=tuple(times))

    def engine(self, version="1"):
        return Engine(
            name="beeper",
            languages=frozenset({"en"}),
            timing="model",
            version=lambda: version,
            missing=str,
            load=lambda names: self.speak,
        )


@pytest.fixture
def beeper():
    return Beeper()


@pytest.fixture(scope="module")
def heard(shared_briefing):
    return narrate(script_of(shared_briefing), Beeper().speak, "model")


# What is said


def test_every_sentence_of_the_page_is_said_once_in_its_order(shared_briefing):
    printed = [one.text for passage in shared_briefing.passages for one in passage.sentences]
    told = [line for line in script_of(shared_briefing) if line.sentence is not None]
    assert [line.text for line in told] == printed
    assert [line.sentence for line in told] == list(range(len(printed)))


def test_every_sentence_of_the_page_is_said_in_words_only(shared_briefing):
    for line in script_of(shared_briefing):
        assert WORDS_ONLY.fullmatch(line.words), line.words
        assert line.words[-1] in ".?!"


@pytest.mark.parametrize("made", ["page", "article"])
def test_it_is_said_first_that_the_voice_is_artificial(shared_briefing, made):
    article = script_of_text("A title", "One sentence. Another.\nA third.", "en")
    lines = script_of(shared_briefing) if made == "page" else article
    assert lines[0].words.endswith("is voiced by artificial intelligence.")


def test_an_article_is_said_sentence_by_sentence():
    lines = script_of_text("Title", "One came at 6 a.m. on Monday. “Two,” he said.\nA third…", "en")
    assert [line.text for line in lines[1:]] == [
        "One came at 6 a.m. on Monday.",
        "“Two,” he said.",
        "A third…",
    ]


def test_a_name_in_what_would_be_said_is_stopped_as_words(shared_briefing):
    leaking = msgspec.structs.replace(shared_briefing, question="Does Anna Petrova know?")
    with pytest.raises(LeakError, match="private name"):
        Gate(["Anna Petrova"]).verify({"said.txt": as_text(script_of(leaking)).encode()})


# Engines: one contract for all


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request):
    found = ENGINES[request.param]
    if lacking := found.missing():
        if os.environ.get("CI") and request.param == DEFAULT:
            pytest.fail(f"{lacking}, and CI must have it", pytrace=False)
        pytest.skip(lacking)
    return found


@pytest.fixture(scope="module")
def speak(engine):
    """The engine made ready once, with a name of one beat and one of three."""
    return engine.load({"Shoigu": "ʃYɡˈu", "Ivanovichov": "ʃYɡˈuʃYɡˈuʃYɡˈu"})


@pytest.fixture(scope="module")
def spoken(speak):
    """One sentence said by the engine, once for all tests that hear it."""
    return speak(SENTENCE)


def test_an_engine_makes_sound_and_not_noise_at_full_scale(spoken):
    assert spoken.samples.dtype == np.float32
    assert 0.02 < np.abs(spoken.samples).max() <= 1
    assert 2 < len(spoken.samples) / spoken.rate < 12


def test_an_engine_tells_when_each_word_is_said(spoken):
    assert [SENTENCE[one.start : one.end] for one in spoken.words] == re.findall(r"[\w'-]+", SENTENCE)
    times = [at for one in spoken.words for at in (one.from_s, one.to_s)]
    assert times == sorted(times)
    assert times[-1] <= len(spoken.samples) / spoken.rate + 0.001


def test_an_engine_is_silent_between_sentences_and_loud_in_words(spoken):
    marked = np.zeros(len(spoken.samples), bool)
    for one in spoken.words:
        marked[int(one.from_s * spoken.rate) : int(one.to_s * spoken.rate)] = True
    loud = np.abs(spoken.samples)
    assert loud[marked].mean() > (loud[~marked].mean() if (~marked).any() else 0)


def test_an_engine_says_the_same_for_the_same_words_and_names_as_the_list_has_them(speak):
    once, again = speak("Shoigu, Ivanovichov."), speak("Shoigu, Ivanovichov.")
    assert len(once.samples) == len(again.samples)
    short, long = (one.to_s - one.from_s for one in once.words)
    assert long > 1.3 * short


def test_phonemes_of_a_name_are_written_in_the_letters_of_the_other_engine():

    assert espeak.mnemonics("ʃYɡˈu") == "SOIg'u:"


# Sentences that were said before


def test_what_was_said_before_is_not_said_again(beeper, tmp_path):
    first = kept(tmp_path, beeper.engine(), {})(SENTENCE)
    again = kept(tmp_path, beeper.engine(), {})(SENTENCE)
    assert beeper.n_said == 1
    assert again.words == first.words
    np.testing.assert_allclose(again.samples, first.samples, atol=1e-3)


@pytest.mark.parametrize(
    ("words", "names", "version"),
    [
        (f"{SENTENCE} So.", {}, "1"),
        (SENTENCE, {"Shoigu": "ʃYɡˈu"}, "1"),
        (SENTENCE, {}, "2"),
    ],
)
def test_other_words_names_or_voices_are_said_anew(beeper, tmp_path, words, names, version):
    kept(tmp_path, beeper.engine(), {})(SENTENCE)
    kept(tmp_path, beeper.engine(version), names)(words)
    assert beeper.n_said == 2


def test_a_name_that_is_not_in_the_sentence_changes_nothing(beeper, tmp_path):
    kept(tmp_path, beeper.engine(), {})(SENTENCE)
    kept(tmp_path, beeper.engine(), {"Levada": "lɛvˈɑdə"})(SENTENCE)
    assert beeper.n_said == 1


def test_a_sentence_whose_file_is_damaged_is_said_again(beeper, tmp_path):
    kept(tmp_path, beeper.engine(), {})(SENTENCE)
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:40])
    kept(tmp_path, beeper.engine(), {})(SENTENCE)
    assert beeper.n_said == 2


# Chapters, sentences and words in time


def test_each_section_is_a_chapter(heard, shared_briefing):
    assert [one.title for one in heard.chapters] == [one.heading for one in shared_briefing.passages]


def test_times_ascend_and_end_with_the_sound(heard):
    times = [at for one in heard.told for at in (one.from_s, *(word.from_s for word in one.words), one.to_s)]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(heard.lasts_s, abs=0.01)


def test_every_printed_word_has_its_time(heard, shared_briefing):
    printed = [one.text for passage in shared_briefing.passages for one in passage.sentences]
    for told in heard.told:
        if told.sentence is not None:
            text = printed[told.sentence]
            left = list(text)
            for word in told.words:
                left[word.start : word.end] = " " * (word.end - word.start)
            assert not re.search(r"[^\W_]", "".join(left)), text


# Files


@pytest.mark.parametrize("codec", [sound.OPUS, sound.MP3, sound.FLAC], ids=lambda codec: codec.coding)
def test_a_sound_file_lasts_as_long_as_its_sound(heard, codec):
    samples, rate = sound.parse(sound.render(heard.samples[: 3 * RATE], RATE, codec))
    assert rate in (RATE, 48000)
    assert len(samples) / rate == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize("codec", [sound.OPUS, sound.MP3], ids=lambda codec: codec.coding)
def test_a_sound_file_passes_the_gate_and_one_with_a_name_in_its_tags_does_not(heard, codec):
    data = sound.render(heard.samples[: 3 * RATE], RATE, codec)
    gate = Gate(["Anna Petrova"])
    gate.verify({"a.sound": data})
    tags = {
        "OPUS": data.replace(b"libopus 1.4", b"AnnaPetrova", 1).replace(b"AnnaPetrova", b"Anna Petrov", 1),
        "MPEG_LAYER_III": b"ID3\x04\x00\x00\x00\x00\x00\x17TPE1\x00\x00\x00\x0d\x00\x00\x03Anna Petrova"
        + data,
    }
    if codec is sound.MP3:
        with pytest.raises(LeakError, match="private name"):
            gate.verify({"a.sound": tags[codec.coding]})
    else:
        with pytest.raises(LeakError, match="private name"):
            Gate(["Anna Petrov"]).verify({"a.sound": tags[codec.coding]})


def test_a_page_with_its_sound_passes_the_gate(bare_briefing, heard):
    short = replace(heard, samples=heard.samples[: 2 * RATE])
    data = write(Edition(briefing=bare_briefing, aloud=lambda: short))
    Gate(["Anna Petrova"]).verify({"page.html": data})


# The page


def test_the_player_carries_both_files_the_label_and_the_times(heard):
    made = player(replace(heard, samples=heard.samples[:RATE]), "en", "briefing-1", "A <b>title</b>")
    assert made.markup.count("<source ") == 2
    assert {"audio/ogg; codecs=opus", "audio/mpeg"} <= set(re.findall(r'type="([^"]+)"', made.markup))
    assert made.markup.count(LABELS["en"]["ai"]) == 3
    data = json.loads(re.search(r'id="voice-data">(.*?)</script>', made.markup)[1])
    assert data["title"] == "A <b>title</b>"
    assert len(data["told"]) == len(heard.told)


def test_an_estimated_time_is_said_to_be_one(heard):
    made = player(replace(heard, samples=heard.samples[:RATE], timing="estimate"), "en", "b", "t")
    assert LABELS["en"]["estimate"] in made.markup


def test_a_page_that_cannot_be_voiced_says_how_it_could(bare_briefing):
    page = write(
        Edition(briefing=bare_briefing, aloud=lambda: "pip install 'tocsin[voice]' adds one")
    ).decode()
    assert "tocsin[voice]" in page
    assert "<audio" not in page


def test_a_page_that_nobody_asked_to_voice_says_nothing_of_it(bare_briefing):
    assert write(Edition(briefing=bare_briefing)).decode() == render(bare_briefing)


def test_sound_alone_cannot_be_written_without_a_voice(bare_briefing):
    with pytest.raises(BriefingError, match="something that reads it aloud"):
        write_mp3(Edition(briefing=bare_briefing, aloud=lambda: "no engine"))


@pytest.fixture
def voiced(bare_briefing):
    heard = narrate(script_of(bare_briefing)[:3], Beeper().speak, "estimate")
    return write(Edition(briefing=bare_briefing, aloud=lambda: heard)).decode()


def test_a_voiced_page_is_made_again_around_its_sound(bare_briefing, voiced):
    found = carried(voiced, bare_briefing)
    assert render(bare_briefing, found) == voiced


def test_a_player_in_which_a_word_was_slipped_is_none(bare_briefing, voiced):
    told = LABELS["en"]["ai"]
    assert (
        carried(
            voiced.replace(f'voice-label">{told}', f'voice-label">{told}, and war is over'), bare_briefing
        )
        is None
    )
    assert carried(voiced.replace("</option>", " soon</option>", 1), bare_briefing) is None


def test_what_is_under_the_gpl_is_not_brought_along(root):
    lock = json.loads((root / "frontend" / "package-lock.json").read_text("utf-8"))
    assert "node_modules/kokoro-js" in lock["packages"]
    assert not [name for name in lock["packages"] if "phonemizer" in name or "espeak" in name]
    tracked = subprocess.run(
        ["git", "ls-files", "src/tocsin/briefing/assets/vendor"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tracked.stdout == ""

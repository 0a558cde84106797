"""The player of a page: sound, label and places of words, or a line that says why there is none."""

import base64
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import escape

from tocsin.briefing.player import Player
from tocsin.briefing.voice import sound
from tocsin.briefing.voice.narration import Narration
from tocsin.briefing.voice.script import LABELS
from tocsin.records.briefing import Briefing

ASSETS = Path(__file__).parent.parent / "assets"
CODECS = ((sound.OPUS, "audio/ogg; codecs=opus"), (sound.MP3, "audio/mpeg"))
SPEEDS = ("0.8", "1", "1.2", "1.5", "1.8", "2")


def player(made: Narration, language: str, briefing: str, title: str) -> Player:
    """What plays a narration.

    Args:
        made: What was read.
        language: Language of the page.
        briefing: Its id, under which a browser remembers how far one had listened.
        title: What a telephone shows while it plays.
    """
    labels = LABELS[language]
    sources = "".join(f'<source type="{kind}" src="{_address(made, codec)}">' for codec, kind in CODECS)
    speeds = "".join(
        f'<option value="{one}"{" selected" if one == "1" else ""}>{one}×</option>' for one in SPEEDS
    )
    chapters = "".join(
        f'<option value="{n}">{escape(one.title)}</option>' for n, one in enumerate(made.chapters)
    )
    note = f'<p class="voice-note">{escape(labels["estimate"])}</p>' if made.timing != "model" else ""
    named = {name: escape(said) for name, said in labels.items()}
    markup = _frame().format(
        **named, lasts=_clock(made.lasts_s), sources=sources, speeds=speeds, chapters=chapters, note=note,
        data=_data(made, briefing, title, labels),
    )  # fmt: skip
    return Player(markup=markup, style=_asset("voice.css"), script=_asset("voice.js"))


def silent(language: str, reason: str) -> Player:
    """A line in place of the player."""
    line = escape(LABELS[language]["absent"].format(reason=reason))
    return Player(markup=f'<p class="voice-absent">{line}</p>', style=_asset("voice.css"))


def carried(page: str, briefing: Briefing) -> Player | None:
    """What plays in a written page of a briefing, so that the page can be made again around it.

    Nothing is taken for a player but the very frame of ours: its sound and its times may be anything, and no
    word of it that is read may be another.
    """
    found = _framed(briefing).search(page)
    if found:
        return Player(markup=found[0], style=_asset("voice.css"), script=_asset("voice.js"))
    told = re.search(r'<p class="voice-absent">[^<]*</p>', page)
    return Player(markup=told[0], style=_asset("voice.css")) if told else None


def _framed(briefing: Briefing) -> re.Pattern[str]:
    """What the markup of a player looks like on the page of a briefing."""
    labels = LABELS[briefing.language]
    titles = {briefing.question, *(passage.heading for passage in briefing.passages)}
    title = "|".join(re.escape(str(escape(one))) for one in sorted(titles))
    may_be = {
        "lasts": r"\d+:\d\d",
        "sources": r'(?:<source type="[^"<>]*" src="data:audio/[a-z]+;base64,[A-Za-z0-9+/=]*">)+',
        "speeds": r'(?:<option value="[\d.]+"(?: selected)?>[\d.]+×</option>)+',
        "chapters": rf'(?:<option value="\d+">(?:{title})</option>)*',
        "note": f'(?:<p class="voice-note">{re.escape(str(escape(labels["estimate"])))}</p>)?',
        "data": r"[^<]*",
    }
    parts = re.split(r"\{(\w+)\}", _frame())
    return re.compile(
        "".join(
            re.escape(part) if n % 2 == 0 else may_be.get(part) or re.escape(str(escape(labels[part])))
            for n, part in enumerate(parts)
        )
    )


def _address(made: Narration, codec: sound.Codec) -> str:
    data = sound.render(made.samples, made.rate, codec)
    return f"data:{codec.media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _data(made: Narration, briefing: str, title: str, labels: Mapping[str, str]) -> str:
    """Times in milliseconds, as JSON that no text of a case can break out of."""
    told = [
        [one.sentence, _ms(one.from_s), _ms(one.to_s), [[w.start, w.end, _ms(w.from_s)] for w in one.words]]
        for one in made.told
    ]
    found = {
        "id": briefing,
        "title": title,
        "by": labels["ai"],
        "play": labels["listen"],
        "pause": labels["pause"],
        "chapters": [[one.title, _ms(one.from_s)] for one in made.chapters],
        "told": told,
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


@cache
def _frame() -> str:
    return (Path(__file__).parent / "player.html").read_text(encoding="utf-8").strip()


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")

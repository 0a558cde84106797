"""Lets a language model smooth the wording of a sentence, and refuses whatever changes what it says.

The model sees one finished sentence, names of private people already replaced, and gives it back in other
words. It is taken only if every figure, name, date, quotation and hedge stands in it as often as before, if
no word was added that the briefing's own language does not use, and if it stays one sentence. The citations
are never handed over, so they cannot be moved; what looks like one is refused. A refusal costs nothing: the
sentence stays as it was.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import phrases
from tocsin.errors import TocsinError
from tocsin.records.briefing import Briefing, Passage, Sentence

Ask = Callable[[bytes], str]
"""A question in JSON as the chat completions interface takes it → the model's words."""
SMOOTHED = ("answer", "moved", "why", "sizes", "vanished", "predictions")
"""Sections that are smoothed; how the briefing was made is said in fixed words."""
ALSO_SAID = ("hedge", "presence", "words", "nouns")
"""Tables of phrases from which sentences of those sections take words besides their own."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FIGURE = re.compile(r"[+−–-]?\d[\d.,\u202f\u00a0]*\d|\d")
QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
MARKUP = re.compile(r"[<>{}\[\]\n§*_#|]|https?:")
LEAST_SHARE, MOST_SHARE = 0.5, 1.5


class Tally(NamedTuple):
    """What smoothing did."""

    taken: int
    """Sentences that were worded anew."""
    kept: int
    """Sentences that came back as they were."""
    refused: tuple[str, ...]
    """Why others were refused, a line each."""


class _Answer(msgspec.Struct):
    text: str


def smooth(briefing: Briefing, model: str, ask: Ask) -> tuple[Briefing, Tally]:
    """The briefing with its prose smoothed where that changes nothing.

    Args:
        briefing: What is told.
        model: Name of the model, for the question.
        ask: Puts a question to it; raises a `TocsinError` where nobody answers.
    """
    taken = kept = 0
    refused: list[str] = []
    passages: list[Passage] = []
    for passage in briefing.passages:
        sentences = []
        for sentence in passage.sentences:
            better = sentence
            if passage.id in SMOOTHED:
                try:
                    better = smoothed(sentence, briefing.language, model, ask)
                except (TocsinError, ValueError) as error:
                    refused.append(f"{sentence.key}: {error}")
                else:
                    taken += better.smoothed
                    kept += not better.smoothed
            sentences.append(better)
        passages.append(msgspec.structs.replace(passage, sentences=tuple(sentences)))
    told = msgspec.structs.replace(briefing, passages=tuple(passages))
    return told, Tally(taken, kept, tuple(refused))


def smoothed(sentence: Sentence, code: str, model: str, ask: Ask) -> Sentence:
    """The sentence as the model words it.

    Raises:
        ValueError: what came back is no answer, or changes what is said; the message says how.
        TocsinError: nobody answered.
    """
    try:
        text = msgspec.json.decode(ask(question(sentence, code, model)), type=_Answer).text.strip()
    except msgspec.DecodeError as error:
        raise ValueError("the answer is not the JSON that was asked for") from error
    if text == sentence.text:
        return sentence
    changed = find_change(sentence, text, code)
    if changed:
        raise ValueError(changed)
    return msgspec.structs.replace(sentence, text=text, smoothed=True)


def question(sentence: Sentence, code: str, model: str) -> bytes:
    """What is asked: always the same bytes for the same sentence, so that an answer can be kept."""
    facts = [fact.text for fact in sentence.facts]
    asked = {
        "model": model,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": language(code).phrase("smoothing.ask")},
            {
                "role": "user",
                "content": msgspec.json.encode({"sentence": sentence.text, "unchanged": facts}).decode(),
            },
        ],
    }
    return msgspec.json.encode(asked)


def find_change(sentence: Sentence, text: str, code: str) -> str:
    """What a new wording changes that it must not, or nothing."""
    old = sentence.text
    if MARKUP.search(text) or not text.endswith((".", "?")):
        return "it is no plain sentence, or brings a citation of its own"
    if not LEAST_SHARE * len(old) <= len(text) <= MOST_SHARE * len(old):
        return "its length is another"
    for what, found in (("figures", _figures), ("quotations", _quotations)):
        if found(text) != found(old):
            return f"its {what} are others"
    for fact in sentence.facts:
        if _n_times(fact.text, text) != _n_times(fact.text, old):
            return f"{fact.text!r} stands in it otherwise"
    if _names(text) != _names(old):
        return "its names are others"
    for table in ("hedges", "times"):
        listed = _listed(code, f"smoothing.{table}")
        if _counted(text, listed) != _counted(old, listed):
            return f"its {table} are others"
    return _added(sentence, text, code)


def _added(sentence: Sentence, text: str, code: str) -> str:
    """Words that neither the sentence nor the phrases of such sections have in its language."""
    known = _words(sentence.text) | _vocabulary(code) | set(_listed(code, "smoothing.free"))
    added = sorted(_words(text) - known)
    return f"it adds {', '.join(added)}" if added else ""


def _figures(text: str) -> Counter[str]:
    return Counter(FIGURE.findall(text))


def _quotations(text: str) -> Counter[str]:
    return Counter(QUOTED.findall(text))


def _n_times(part: str, text: str) -> int:
    return text.casefold().count(part.casefold())


def _names(text: str) -> Counter[str]:
    """Words with a capital, but for the first of the sentence, which may be any word."""
    words = WORD.findall(text)
    return Counter(word for word in words[1:] if word[:1].isupper())


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def _counted(text: str, listed: tuple[str, ...]) -> Counter[str]:
    """How often each of these words or runs of words stands in the text, as whole words."""
    plain = f" {' '.join(WORD.findall(text.casefold()))} "
    return Counter({one: plain.count(f" {one} ") for one in listed if f" {one} " in plain})


def _listed(code: str, key: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in phrases(code)[key].split(","))


def _vocabulary(code: str) -> set[str]:
    table: Mapping[str, str] = phrases(code)
    bare = (
        re.sub(r"\{[^}]*\}", " ", words)
        for key, words in table.items()
        if key.partition(".")[0] in (*SMOOTHED, *ALSO_SAID)
    )
    return {word for words in bare for word in _words(words)}

"""`tocsin read`: JSON Lines in, JSON Lines out, no case needed."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from tocsin.cli.lines import lines
from tocsin.cli.options import Day
from tocsin.desk.texts import read_texts
from tocsin.errors import UsageError
from tocsin.reading.pool import Nothing, cores
from tocsin.records.reading import Attribution, Document, Reading
from tocsin.records.record import plain
from tocsin.records.second_reader import SecondReaderRules
from tocsin.records.span import Span


class Line(msgspec.Struct, frozen=True):
    """One line of standard input; keys we do not know are left alone."""

    id: str | int
    text: str
    date: str | None = None
    lang: str | None = None


def decode_line(number: int, line: bytes, published_on: date | None, lang: str | None) -> Document:
    """The document written in one line.

    Raises:
        UsageError: the line is not JSON, lacks `id` or `text`, or its date is not a date.
    """
    where = f"standard input, line {number}"
    try:
        read = msgspec.json.decode(line, type=Line)
    # A byte that is no UTF-8 comes as Python's own error, not as the decoder's.
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            where, 'JSON such as {"id": "1", "text": "…"}', str(error), "one object a line, in UTF-8"
        ) from error
    try:
        on = date.fromisoformat(read.date[:10]) if read.date else published_on
    except ValueError as error:
        raise UsageError(
            where, "a date such as 2023-02-06", repr(read.date), "that form, or leave it out"
        ) from error
    return Document(id=str(read.id), text=read.text, published_on=on, lang=read.lang or lang)


def documents(
    published_on: date | None, lang: str | None, trouble: list[UsageError]
) -> Iterator[Document | Nothing]:
    """The documents on standard input, as they come; `Nothing.YET` where none is at hand.

    A bad line ends them and goes into `trouble`, so that what came before it is read and given first.
    """
    number = 0
    for line in lines(sys.stdin.buffer):
        if isinstance(line, Nothing):
            yield line
            continue
        number += 1
        if not line.strip():
            continue
        try:
            document = decode_line(number, line, published_on, lang)
        except UsageError as error:
            trouble.append(error)
            return
        yield document


def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as [start, end] pairs."""
    return [[span.start, span.end] for span in spans]


def attribution(one: Attribution) -> dict[str, Any]:
    """An attribution in the shape of the contract."""
    return {
        "sources": pairs(one.sources),
        "cues": pairs(one.cues),
        "contents": pairs(one.contents),
        "type": one.type.value,
    }


def render(reading: Reading, everything: bool) -> dict[str, Any]:
    """A reading in the shape of the contract; with `everything`, also what is not about the case."""
    whole: dict[str, Any] = plain(reading)
    keys = ("id", "lang", "claims", "indications", "protected", "issues")
    shown = {key: whole[key] for key in keys}
    if everything:
        shown["attributions"] = [attribution(one) for one in reading.attributions]
        shown["quantities"] = whole["quantities"]
        shown["times"] = whole["times"]
    return shown


def rules(url: str | None, model: str | None, *, unsafe_send_texts: bool) -> SecondReaderRules | None:
    """What the options say of a second reader; `None` when there is none.

    Raises:
        UsageError: an address without a model, or a model without an address.
    """
    if url is None and model is None:
        return None
    if url is None or model is None:
        raise UsageError(
            "tocsin read", "--second-reader and --model together", "one of them", "both, or neither"
        )
    return SecondReaderRules(url=url, model=model, unsafe_send_texts=unsafe_send_texts)


@click.command()
@click.option(
    "--date", "published_on", type=Day(), metavar="D", help="Publication day of texts that have none."
)
@click.option(
    "--lang", metavar="L", help="Language of texts that do not say theirs, such as en. [default: found]"
)
@click.option(
    "--all", "everything", is_flag=True, help="Also every attribution, quantity and time expression."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read when many texts wait. [default: one a core]",
)
@click.option(
    "--second-reader",
    metavar="URL",
    help="OpenAI-compatible address of a language model that reads the texts again, such as a local Ollama.",
)
@click.option("--model", metavar="NAME", help="Name of the model there.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where its answers are kept. [default: the user's cache]",
)
@click.option(
    "--unsafe-send-texts",
    is_flag=True,
    help="Let texts, with the names of private people in them, leave this machine.",
)
def read(
    published_on: date | None,
    lang: str | None,
    everything: bool,
    jobs: int | None,
    second_reader: str | None,
    model: str | None,
    answers: Path | None,
    unsafe_send_texts: bool,
) -> None:
    """Read texts on standard input: who said what, how many, when.

    One JSON object a line in, {"id", "text", "date"?, "lang"?}; one line out per line in, same order.
    """
    trouble: list[UsageError] = []
    texts = documents(published_on, lang, trouble)
    second = rules(second_reader, model, unsafe_send_texts=unsafe_send_texts)
    kept = answers or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tocsin" / "answers"
    for reading in read_texts(texts, detail=everything, jobs=jobs or cores(), second=second, answers=kept):
        sys.stdout.buffer.write(msgspec.json.encode(render(reading, everything)) + b"\n")
        sys.stdout.buffer.flush()
    if trouble:
        raise trouble[0]

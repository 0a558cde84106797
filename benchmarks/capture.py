"""Main text beside trafilatura alone, and what importing a large web archive costs.

The web archive has 64 MB; `TOCSIN_BENCH_WARC_MB=2000` makes it the 2 GB of the target.

Source: Article Extraction Benchmark (Zyte): 4-grams of words shared between gold and found text.
"""

import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from benchmarks import Row
from benchmarks.memory import run
from tocsin.capture.extract import html
from tocsin.catalogue.templates import new_case
from tocsin.errors import CaptureError

DATA = Path(os.environ.get("TOCSIN_EVAL", Path(__file__).resolve().parents[2] / "shared" / "eval"))
NOW = datetime(2023, 1, 1, tzinfo=UTC)
N_GRAM = 4
WARC_MEGABYTES = int(os.environ.get("TOCSIN_BENCH_WARC_MB", "64"))


def rows() -> Iterator[Row]:
    """Main text on the pages with gold, then a large WARC file."""
    articles = DATA / "capture" / "articles"
    if articles.is_dir():
        yield from _main_text(articles)
    with tempfile.TemporaryDirectory() as place:
        yield from _import(Path(place))


def _main_text(articles: Path) -> Iterator[Row]:
    gold = json.loads((articles / "ground-truth.json").read_text("utf-8"))
    pages = {name: gzip.decompress((articles / "html" / f"{name}.html.gz").read_bytes()) for name in gold}
    # The first call loads tables that every later one shares.
    _ours(next(iter(pages.values())))
    ours, our_rate = _scored(_ours, pages, gold)
    alone, alone_rate = _scored(_alone, pages, gold)
    yield Row(
        f"main text, mean F1 of {N_GRAM}-grams, {len(pages)} pages",
        ours,
        "F1",
        {},
        f"trafilatura {alone:.3f}",
    )
    note = "ours also finds title, author and date"
    yield Row(f"main text, {len(pages)} pages", our_rate, "pages/s", {"trafilatura": alone_rate}, note)


def _ours(body: bytes) -> str:
    try:
        return html.parse(body, "page", NOW).text
    except CaptureError:
        return ""


def _alone(body: bytes) -> str:
    return trafilatura.extract(body, include_comments=False) or ""


def _scored(
    find: Callable[[bytes], str], pages: dict[str, bytes], gold: dict[str, dict[str, str]]
) -> tuple[float, float]:
    began = time.process_time()
    found = {name: find(body) for name, body in pages.items()}
    rate = len(pages) / (time.process_time() - began)
    scores = [_f1(gold[name]["articleBody"], text) for name, text in found.items()]
    return sum(scores) / len(scores), rate


def _f1(gold: str, found: str) -> float:
    wanted, had = _grams(gold), _grams(found)
    shared = sum((wanted & had).values())
    if not shared:
        return float(not wanted and not had)
    precision, recall = shared / sum(had.values()), shared / sum(wanted.values())
    return 2 * precision * recall / (precision + recall)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[at : at + N_GRAM]) for at in range(max(1, len(words) - N_GRAM + 1)) if words)


def _import(place: Path) -> Iterator[Row]:
    """What `tocsin add` of a web archive costs, the process that reads its pages included."""
    path, case = place / "large.warc", place / "case"
    _make_warc(path, WARC_MEGABYTES)
    new_case(case, "blank", NOW.date())
    spent = run([sys.executable, "-m", "tocsin", "add", "--case", str(case), str(path)])
    size = path.stat().st_size / 1e6
    note = f"archived, read and stored; {size / spent.cpu_seconds:.2g} MB a CPU second; disk and load count"
    yield Row(f"tocsin add of a WARC file of {size:.0f} MB", size / spent.seconds, "MB/s", {}, note)
    yield Row(
        f"most memory while adding {size:.0f} MB",
        spent.peak_megabytes,
        "MB",
        {},
        "all its processes, shared pages counted once; pages of 50 kB, each 200th of 5 MB",
    )


def _make_warc(path: Path, megabytes: int) -> None:
    """Pages of 50 kB that do not repeat and pack as pages do, and one of 5 MB now and then."""
    rng = random.Random(3)
    words = " ".join(rng.choices([f"word{n * 7919 % 10_007}" for n in range(4_000)], k=1_500_000)).encode()
    number = written = 0
    with path.open("wb") as file:
        while written < megabytes * 1_000_000:
            n_bytes = 5_000_000 if number % 200 == 199 else 50_000
            start = rng.randrange(len(words) - n_bytes)
            body = f"{number} ".encode() + words[start : start + n_bytes]
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
            fields = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
                f"WARC-Target-URI: https://large.example/{number}\r\nWARC-Date: 2022-01-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(head) + len(body)}\r\n\r\n"
            )
            written += file.write(fields.encode() + head + body + b"\r\n\r\n")
            number += 1

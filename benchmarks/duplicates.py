"""Near-duplicate search: ours (MinHash, then exact containment) beside rensa and datasketch alone.

Texts are invented: two thirds first reports of 120 words, one third rewrites that keep 90 of them and add 40.
The peers propose by MinHash LSH at a threshold of .2 with 128 permutations and confirm nothing. Recall and
precision are counted over planted pairs. The memory is the peak of the process that did it.
"""

import importlib
import importlib.util
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks import Row
from tocsin.assess.duplicates import find_duplicates

SIZES = (10_000, 100_000, 1_000_000)
PEERS_UP_TO = 100_000
THRESHOLD, PERMUTATIONS = 0.2, 128


def rows() -> Iterator[Row]:
    """Processor time and peak memory at growing sizes, each in a process of its own."""
    for n in SIZES:
        took, megabytes, recall, precision = alone(ours, n)
        peers: dict[str, float | None] = {}
        told = f"recall {recall:.3f}, precision {precision:.3f}"
        for name, peer in (("rensa", rensa), ("datasketch", datasketch)):
            if importlib.util.find_spec(name) is None or n > PEERS_UP_TO:
                peers[name] = None
                continue
            theirs = alone(peer, n)
            peers[name] = theirs[0]
            told += f"; {name} {theirs[2]:.3f}, {theirs[3]:.3f} in {theirs[1]:,.0f} MB"
        yield Row(f"near-duplicates among {n:,} texts", took, "s", peers, told)
        yield Row(f"peak memory, {n:,} texts", megabytes, "MB", {}, "texts made on the way; target 4,000 MB")


def alone(work: Callable[[int], tuple[float, int, int]], n: int) -> tuple[float, float, float, float]:
    """Seconds, megabytes, recall and precision of a search in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        took, megabytes, right, found = pool.apply(measured, (work, n))
    return took, megabytes, right / (n // 3), right / max(found, 1)


def measured(work: Callable[[int], tuple[float, int, int]], n: int) -> tuple[float, float, int, int]:
    took, right, found = work(n)
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, right, found


def texts(n: int) -> Iterator[str]:
    """First reports, then their rewrites, made one at a time from a number each."""
    lexicon = np.array([f"word{number}" for number in range(50_000)])
    n_first = n - n // 3
    for at in range(n):
        original = np.random.default_rng(at if at < n_first else at - n_first)
        words = lexicon[original.integers(0, len(lexicon), 120)]
        if at >= n_first:
            added = np.random.default_rng(at).integers(0, len(lexicon), 40)
            words = np.concatenate((words[:90], lexicon[added]))
        yield " ".join(words)


def planted(one: int, other: int, n: int) -> bool:
    return abs(other - one) == n - n // 3


def ours(n: int) -> tuple[float, int, int]:
    start = time.process_time()
    found = [planted(pair.one, pair.other, n) for pair in find_duplicates(texts(n), 0.3)]
    return time.process_time() - start, sum(found), len(found)


def rensa(n: int) -> tuple[float, int, int]:
    library = importlib.import_module("rensa")
    start = time.process_time()
    index = library.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=64)
    right = found = 0
    for at, text in enumerate(texts(n)):
        sketch = library.RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(grams(text))
        for other in index.query(sketch):
            right, found = right + planted(at, other, n), found + 1
        index.insert(at, sketch)
    return time.process_time() - start, right, found


def datasketch(n: int) -> tuple[float, int, int]:
    library = importlib.import_module("datasketch")
    start = time.process_time()
    index = library.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    right = found = 0
    for at, text in enumerate(texts(n)):
        sketch = library.MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in grams(text)])
        for other in index.query(sketch):
            right, found = right + planted(at, other, n), found + 1
        index.insert(at, sketch)
    return time.process_time() - start, right, found


def grams(text: str) -> list[str]:
    """Five-word sequences."""
    words = text.split()
    return [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]

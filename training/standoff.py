"""`python -m training.standoff MARKED DATA OUT`: takes the words out of marked open-licence texts.

Annotating is easiest in the text, but only what we know about a text of others belongs to the project: its
digest, how far it was annotated, and offsets. Each marked file must be the text of the data, word for word.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpus import PLACES, digest, read_lines, read_marked
from training.markup import MarkupError, attributions, parse


def strip(marked: Path, data: Path) -> Iterator[dict[str, Any]]:
    """A line of stand-off annotation for each marked file, in order of their names.

    Raises:
        MarkupError: a marked text is not the beginning of the text in the data.
    """
    texts = {
        (name, one["id"]): one["text"]
        for name, place in PLACES.items()
        if (data / place).is_file()
        for one in read_lines(data / place)
    }
    for path in sorted(marked.glob("*.txt")):
        head, body = read_marked(path)
        found = parse(body)
        whole = texts[head["set"], head["id"]]
        shift = len(whole) - len(whole.lstrip("\n"))
        if not whole[shift:].startswith(found.text):
            raise MarkupError(f"{path.name}: its words are not those of {head['id']}")
        told = (
            {
                role: [[start + shift, end + shift] for start, end in spans]
                for role, spans in one._asdict().items()
            }
            for one in attributions(found)
        )
        yield {
            "id": head["id"],
            "set": head["set"],
            "lang": head["lang"],
            "licence": head["licence"],
            "sha256": digest(whole),
            "until": shift + len(found.text),
            "attributions": list(told),
        }


def main(arguments: list[str]) -> int:
    """Write the stand-off file."""
    parser = argparse.ArgumentParser(prog="python -m training.standoff", description=__doc__)
    parser.add_argument("marked", type=Path, help="folder of marked texts")
    parser.add_argument("data", type=Path, help="folder of the evaluation data")
    parser.add_argument("out", type=Path, help="file of stand-off annotations to write")
    options = parser.parse_args(arguments)
    lines = [json.dumps(one, ensure_ascii=False) for one in strip(options.marked, options.data)]
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Which plain words a regular expression cannot do without, so that most texts never meet the expression.

Most sentences match nothing. Looking for a fixed word in a string is a hundred times cheaper than
running an expression over it, so every expression is asked first for a set of words of which at
least one must occur in whatever it matches. `mobili[sz]ation|call-?up` cannot match a text that holds
neither "mobili" nor "call": those two are its literals. What follows each other is all needed: a match of
`minist(?:er|ry) (?:deny|denied)` holds "minist", and "deny" or "denied".

Source: the prefilter of R. Cox, "Regular Expression Matching with a Trigram Index" (2012), with
substrings for trigrams.
"""

from dataclasses import dataclass, field

LEAST = 3
CLASSES = "wWsSdD"
ZERO_WIDTH = "bBAZ"

Sets = list[frozenset[str]]
"""Sets of words, of each of which one is needed."""


@dataclass
class Reader:
    """A pattern and how far it has been read."""

    pattern: str
    at: int = 0

    def peek(self) -> str:
        """The next character, empty at the end."""
        return self.pattern[self.at : self.at + 1]

    def take(self, n: int = 1) -> str:
        """The next `n` characters, which are then behind us."""
        taken = self.pattern[self.at : self.at + n]
        self.at += n
        return taken


@dataclass
class Candidates:
    """The sets of words a sequence requires, gathered left to right."""

    run: str = ""
    sets: list[frozenset[str]] = field(default_factory=list)

    def close(self) -> None:
        """End the run of plain characters, keeping it if it is long enough to be worth a search."""
        if len(self.run) >= LEAST:
            self.sets.append(frozenset([self.run]))
        self.run = ""

    def ranked(self) -> Sets:
        """The sets, that whose shortest word is longest first; empty when nothing is required."""
        self.close()
        return sorted(dict.fromkeys(self.sets), key=lambda s: (-min(map(len, s)), len(s)))


def required_literals(pattern: str) -> Sets:
    """Sets of lower-case words, the most telling first; every match of `pattern` holds a word of each."""
    return alternation(Reader(pattern))


def alternation(reader: Reader) -> Sets:
    """Literals of `a|b|c`: one set with words from each branch, or none if a branch has none."""
    branches = [sequence(reader)]
    while reader.peek() == "|":
        reader.take()
        branches.append(sequence(reader))
    if len(branches) == 1:
        return branches[0]
    return [frozenset().union(*(branch[0] for branch in branches))] if all(branches) else []


def sequence(reader: Reader) -> Sets:
    """Literals of one branch, read up to `|`, `)` or the end."""
    found = Candidates()
    while (char := reader.peek()) and char not in "|)":
        if char == "(":
            found.close()
            inner = group(reader)
            if not optional(reader):
                found.sets.extend(inner)
        else:
            plain(reader, found)
    return found.ranked()


def group(reader: Reader) -> Sets:
    """Literals of a group; a look-around requires nothing that can be counted on."""
    reader.take()
    around = False
    if reader.peek() == "?":
        reader.take()
        around = reader.peek() in ("!", "=") or reader.pattern[reader.at : reader.at + 2] in ("<!", "<=")
        while reader.take() not in (":", ">", "=", "!", ""):
            continue
    inner = alternation(reader)
    reader.take()
    return [] if around else inner


def plain(reader: Reader, found: Candidates) -> None:
    """One character, class or escape, and what it does to the run."""
    char = reader.take()
    if char == "\\":
        char = reader.take()
        if char in ZERO_WIDTH:
            return
        if char in CLASSES:
            char = ""
    elif char == "[":
        skip_class(reader)
        char = ""
    elif char in ".^$ ":
        char = ""
    repeated = reader.peek() in ("+", "{")
    if optional(reader) or not char:
        found.close()
        return
    found.run += char.lower()
    if repeated:
        found.close()


def skip_class(reader: Reader) -> None:
    """Move past a `[...]` that has just been opened."""
    if reader.peek() == "^":
        reader.take()
    reader.take()
    while reader.peek() not in ("]", ""):
        reader.take(2 if reader.peek() == "\\" else 1)
    reader.take()


def optional(reader: Reader) -> bool:
    """Move past a quantifier, if one follows; whether it allows for nothing at all."""
    char = reader.peek()
    if char not in ("?", "*", "+", "{") or char == "":
        return False
    if char == "{":
        bounds = ""
        while (taken := reader.take()) not in ("}", ""):
            bounds += taken
        allows_none = bounds.lstrip("{").split(",")[0].strip() in ("", "0")
    else:
        allows_none = reader.take() in "?*"
    if reader.peek() == "?":
        reader.take()
    return allows_none

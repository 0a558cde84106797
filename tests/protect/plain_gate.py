"""The gate as one would write it without haste: every word looked at, every expression tried everywhere.

What the shipped gate passes over to be fast, this one looks at. It shares what a name sounds like and what a
number looks like, and nothing of how texts are gone through.
"""

import re

from tocsin.protect import contacts, unfolding
from tocsin.protect.channels import walk
from tocsin.protect.gate import DIGEST, Leak, _hint
from tocsin.protect.names import script_of
from tocsin.protect.pieces import Passage, Piece
from tocsin.protect.recalling import HUMP, RUN_TOGETHER, SHORT
from tocsin.protect.sounding import keys
from tocsin.protect.spotting import APART, Hit, Spotter
from tocsin.protect.unfolding import under

WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f])*")


class PlainSpotter(Spotter):
    """Looks every word up by all its keys, and every name up inside every word."""

    def called(self, word):
        table = self._tables.cyrillic if script_of(word) == "cyrillic" else self._tables.latin
        return next((table[sound][0] for sound in sorted(keys(word)) if sound in table), None)

    def find(self, text, *, loose=False, words=None):
        tokens = [*WORD.finditer(text)]
        found = [*self._apart(text), *self._abbreviated(text)]
        for place, token in enumerate(tokens):
            called = self.called(token.group())
            if (
                called
                and self._counts(called, token, text, loose)
                and not self._shielded(tokens, place, text)
            ):
                found.append(Hit(token.start(), token.end(), called.name, called.how, called.case))
            if loose:
                found += self.together(token)
        kept = []
        for hit in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _apart(self, text):
        for run in APART.finditer(text):
            called = self.called(re.sub(r"[\W_]", "", run.group()))
            if called:
                yield Hit(run.start(), run.end(), called.name, "letters apart", called.case)

    def together(self, token):
        word = token.group()
        for hump in HUMP.finditer(word):
            called = self.called(hump.group()) if hump.group() != word else None
            if called and len(hump.group()) > SHORT:
                start = token.start() + hump.start()
                yield Hit(start, start + len(hump.group()), called.name, "run together", called.case)
        called = self.inside(word)
        if called:
            yield Hit(token.start(), token.end(), called.name, "run together", called.case)

    def inside(self, word):
        table = self._tables.cyrillic if script_of(word) == "cyrillic" else self._tables.latin
        for sound in sorted(keys(word)):
            for known, called in table.items():
                sure = called[0].how != "short name" and len(known) >= RUN_TOGETHER
                if sure and known != sound and known in sound:
                    return called[0]
        return None


def plain_contacts(text):
    """Every contact, each expression tried on every text."""
    found = [(match, "e-mail") for match in contacts.EMAIL.finditer(text)]
    found += [(match, "handle") for match in contacts.PROFILE.finditer(text)]
    found += [(match, "handle") for match in contacts.HANDLE.finditer(text)]
    found += [(match, "document number") for match in contacts.DOCUMENT.finditer(text)]
    found += [(match, "document number") for match in contacts.SNILS.finditer(text)]
    inns = contacts.INN.finditer(text)
    found += [(match, "document number") for match in inns if contacts._is_inn(match.group())]
    found += [(match, "telephone") for match in contacts.TEL_LINK.finditer(text)]
    found += [(match, "telephone") for match in contacts.TELEPHONE.finditer(text)]
    found += [(match, "coordinates") for match in contacts.COORDINATES.finditer(text)]
    taken = []
    for match, kind in found:
        start, end = match.span()
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            yield start, end, kind


def plain_pieces(name, data, depth=0):
    """Every piece of a file, each passage unfolded with every expression."""
    for one in walk(name, data, depth):
        if not isinstance(one, Passage):
            yield one
            continue
        where, text, loose, depth_of, code = one
        found = [Piece(where, unfolding.DATA_URI.sub(unfolding._opened, text), loose)]
        if not loose:
            addresses = unfolding.ADDRESS.finditer(text)
            found += [Piece(f"{where}, address", unfolding.unquote(a.group()), True) for a in addresses]
        if "%" in text:
            found.append(Piece(f"{where}, unescaped", unfolding.unquote(text), loose))
        for host in unfolding.PUNYCODE.finditer(text):
            found.append(Piece(f"{where}, host", host.group().encode("ascii").decode("idna"), True))
        for uri in unfolding.DATA_URI.finditer(text):
            head, _, body = uri.group().partition(",")
            raw = unfolding._from_base64(body) if ";base64" in head else unfolding.unquote(body).encode()
            held = plain_pieces("data", raw, depth_of + 1) if raw else ()
            found += [under(f"{where}, data address", each) for each in held]
        found += unfolding._encoded(where, unfolding.DATA_URI.sub(" ", text))
        yield from (each._replace(code=True) if code else each for each in found)


def plain_leaks(private, public, name, data):
    """Every leak in a file, once each and in order."""
    spotter = PlainSpotter(private, public)
    leaks = []
    for where, written, loose, code in plain_pieces(name, data):
        # The one thing that is passed over on purpose: what is made out of contents.
        text = DIGEST.sub(r"\1\2\3", written)
        for hit in spotter.find(text, loose=loose):
            leaks.append(Leak(where, f"a private name ({hit.how})", _hint(text[hit.start : hit.end])))
        for start, end, kind in plain_contacts(text) if not code else ():
            leaks.append(Leak(where, kind, _hint(text[start:end])))
    return [*dict.fromkeys(leaks)]

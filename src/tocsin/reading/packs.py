"""The languages Tocsin reads: one line each. A pack is imported when the first text needs it."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import cast

from tocsin.reading.interface import LanguagePack, PackLoader


def _pack(module: str, name: str) -> PackLoader:
    @cache
    def load() -> LanguagePack:
        return cast(LanguagePack, getattr(import_module(module), name)())

    return load


PACKS: Mapping[str, PackLoader] = MappingProxyType(
    {
        "en": _pack("tocsin.reading.english.pack", "EnglishPack"),
        "ru": _pack("tocsin.reading.russian.pack", "RussianPack"),
    }
)

"""Know the words of a language, so that none of them is put right into another by its sound."""

import gzip
import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import cast

_SHORTEST = 3
"""Letters below which a word is not looked up: recognisers write such pieces for anything."""
_LISTS = files("spellchecker") / "resources"


@dataclass(frozen=True)
class Dictionary:
    """The words of a language by pyspellchecker's list, read with the lexicon it belongs to.

    Of the package only its word lists are used; the French one has 140,000 inflected forms, takes
    some 80 ms to read and 16 MB to keep.
    """

    words: frozenset[str] = field(repr=False)
    """All words of the list, without ligatures."""

    @classmethod
    def of(cls, language: str) -> "Dictionary":
        """Read the list of a language."""
        packed = (_LISTS / f"{language}.json.gz").read_bytes()
        counted = cast("dict[str, int]", json.loads(gzip.decompress(packed)))
        return cls(frozenset(word for word in counted if len(word) >= _SHORTEST))

    def has(self, text: str) -> bool:
        """Return whether a text is a word of the language, spelt well with its accents."""
        word = text.lower().replace("œ", "oe").replace("æ", "ae")
        return word.endswith("'") or word in self.words

"""Words, folded and stemmed, in French and English: pure, and the same for goods and questions."""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "`": "'", "ʼ": "'"})
_WORD = re.compile(r"[^\W_]+")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_MARKS = re.compile(r"[\u0300-\u036f]")

# Words whose light stem would miss their family, or would fall on another word's.
_IRREGULAR = {
    "blanche": "blanc", "fraiche": "frais", "seche": "sec", "rousse": "roux", "douce": "doux",
    "grosse": "gros", "vieille": "vieux", "longue": "long", "epaisse": "epais", "grasse": "gras",
    "basse": "bas", "nouvelle": "nouveau", "belle": "beau", "oeufs": "oeuf", "yeux": "oeil",
    "yoghourt": "yaourt", "yogourt": "yaourt", "yogurt": "yaourt", "yaourth": "yaourt",
    "yahourt": "yaourt", "pois": "pois", "mais": "mais", "noix": "noix", "anis": "anis",
    "ananas": "ananas", "radis": "radis", "cassis": "cassis", "brebis": "brebis",
    "frais": "frais", "doux": "doux", "roux": "roux", "gros": "gros", "gras": "gras",
    "epais": "epais", "prix": "prix", "gaz": "gaz", "repas": "repas", "couscous": "couscous",
    "houmous": "houmous", "hummus": "houmous", "houmus": "houmous", "humous": "houmous",
    "mures": "mure", "mure": "mure", "fraise": "fraise", "sole": "sole", "fourre": "fourre",
    "fourree": "fourre", "barre": "barre", "lotte": "lotte",
}  # fmt: skip

# Accents that tell two goods apart which the stem would put together.
_DISTINCT = {
    "pâté": "patey", "pâtés": "patey", "paté": "patey", "patés": "patey", "thé": "the",
    "thés": "the", "purée": "puree", "purées": "puree", "salé": "sale", "salée": "sale",
    "salés": "sale", "salées": "sale", "sucré": "sucree", "sucrée": "sucree", "sucrés": "sucree",
    "sucrées": "sucree", "mûr": "mur", "maïs": "mais", "pêché": "peche.", "glacé": "glacee",
    "glacée": "glacee", "glacés": "glacee", "glacées": "glacee", "beurré": "beurree",
    "beurrée": "beurree", "beurrées": "beurree", "beurrés": "beurree", "poivré": "poivree",
    "poivrée": "poivree", "pâtes": "pates", "pates": "pates",
    "pattes": "pates",
    # The same families without their accents, where nothing else is spelled so.
    "puree": "puree", "purees": "puree", "salee": "sale", "salees": "sale", "sucree": "sucree",
    "sucrees": "sucree", "sale": "sale", "sales": "sale", "glacee": "glacee",
    "glacees": "glacee", "beurree": "beurree",
    "poivree": "poivree",
    # Chard and perry, which are no pears.
    "poiré": "poirey", "poirés": "poirey", "poirée": "poiree", "poirées": "poiree",
    "poiree": "poiree", "poirees": "poiree",
}  # fmt: skip


def fold(text: str) -> str:
    """Fold to lower case without accents, ligatures in two letters, apostrophes straight."""
    if text.isascii():
        return text.lower().replace("`", "'")
    lowered = unicodedata.normalize("NFKD", text).lower().translate(_LIGATURES)
    return _MARKS.sub("", lowered)


def raw_words(text: str) -> list[str]:
    """Cut into lower-case words that keep their accents; digits and letters are cut apart."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_LIGATURES)
    return [part for word in _WORD.findall(lowered) for part in _LETTER_DIGIT.split(word)]


def words(text: str) -> list[str]:
    """Cut into folded words; digits and letters are cut apart ("33cl" is two words)."""
    return [fold(word) for word in raw_words(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Reduce a folded French word to its stem: no plural, no final -e, -é or -ée."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or word.isdigit():
        return word
    word = _singular(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ee"):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1].isalpha():
        word = word[:-1]
    return word


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    if word[-1] in "sx" and word[-2] != "s":
        return word[:-1]
    return word


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """Reduce a raw word (accents kept) to its stem; "pâté" and "pâte" stay apart."""
    return _DISTINCT.get(word) or stem(fold(word))


@lru_cache(maxsize=16_384)
def english_stem(word: str) -> str:
    """Reduce a folded English word to its stem: no plural."""
    if len(word) <= 3 or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "toes")):
        return word[:-2]
    return word.removesuffix("s")

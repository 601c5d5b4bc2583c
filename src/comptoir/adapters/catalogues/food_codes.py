"""Allergens, labels and nutrients as Open Food Facts writes them, in the codes of our catalogue."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from comptoir.goods.catalog.legal import ALLERGENS, NUTRIENTS
from comptoir.goods.catalog.text import fold

_ALLERGEN_WORDS: dict[str, tuple[str, ...]] = {
    "gluten": ("gluten", "ble", "seigle", "orge", "avoine", "epeautre", "froment", "kamut", "malt",
               "wheat", "barley", "rye", "oat", "spelt", "cereales", "triticale"),
    "crustaceans": ("crustace", "crevette", "crabe", "homard", "langoustine", "ecrevisse",
                    "crustacean", "shrimp", "prawn", "langouste", "gambas", "surimi"),
    "eggs": ("oeuf", "egg", "ovoproduit"),
    "fish": ("poisson", "fish", "saumon", "thon", "anchois", "cabillaud", "truite", "maquereau",
             "sardine", "brochet", "morue", "colin", "hareng", "lieu", "merlu", "surimi",
             "fletan", "merlan", "sole", "hoki", "tilapia", "eglefin"),
    "peanuts": ("arachide", "cacahuete", "cacahouete", "peanut"),
    "soy": ("soja", "soy", "soya", "soybean"),
    "milk": ("lait", "milk", "lactose", "beurre", "creme", "fromage", "lactoserum", "babeurre",
             "emmental", "mozzarella", "comte", "cheddar", "parmesan", "ricotta", "lactique",
             "laitier", "laitiere", "yaourt", "gorgonzola", "roquefort", "parmigiano", "gruyere",
             "mascarpone", "butter", "cream", "cheese", "whey", "caseine", "lactee", "gouda",
             "edam", "chevre", "brebis", "reblochon", "feta", "cantal", "maroilles"),
    "nuts": ("nut", "fruits a coque", "fruit a coque", "noisette", "amande", "noix", "pistache",
             "cajou", "pecan", "macadamia", "almond", "hazelnut", "walnut", "cashew",
             "fruits_a_coque"),
    "celery": ("celeri", "celery"),
    "mustard": ("moutarde", "mustard"),
    "sesame": ("sesame", "sesame-seed"),
    "sulphites": ("sulfite", "sulphite", "disulfite", "bisulfite", "metabisulfite", "sulfureux",
                  "sulphur", "sulfur"),
    "lupin": ("lupin",),
    "molluscs": ("mollusque", "mollusc", "moule", "huitre", "calmar", "calamar", "escargot",
                 "poulpe", "saint-jacques", "seiche", "encornet", "petoncle", "coquillage"),
}  # fmt: skip

# What begins like an allergen and is none, or another one.
_NOT = {
    "noix de muscade": (), "noix de coco": (), "nutmeg": (), "coconut": (),
    "noix de saint-jacques": ("molluscs",), "beurre de cacao": (), "cocoa butter": (),
    "lait de coco": (), "creme de tartre": (), "peanut": ("peanuts",), "butternut": (),
    "none": (), "aucun": (), "sans": (),
}  # fmt: skip

_LABELS: dict[str, tuple[str, ...]] = {
    "organic": ("organic", "bio", "eu-organic", "fr-bio-01", "fr-bio-10", "bio-europeen", "ab",
                "ab-agriculture-biologique", "agriculture-biologique"),
    "gluten_free": ("no-gluten", "gluten-free", "sans-gluten"),
    "lactose_free": ("no-lactose", "lactose-free", "sans-lactose"),
    "sugar_free": ("sugar-free", "no-sugar", "sans-sucre", "sans-sucres"),
    "no_added_sugar": ("no-added-sugar", "sans-sucre-ajoute", "sans-sucres-ajoutes"),
    "egg_free": ("no-eggs", "egg-free", "sans-oeufs", "sans-oeuf"),
    "peanut_free": ("no-peanuts", "sans-arachides"),
    "no_pork": ("no-pork", "sans-porc"),
    "vegetarian": ("vegetarian", "vegetarien", "european-vegetarian-union-vegetarian"),
    "vegan": ("vegan", "vegetalien", "european-vegetarian-union-vegan", "the-vegan-society"),
    "halal": ("halal",),
    "label_rouge": ("label-rouge",),
    "fair_trade": ("fair-trade", "fairtrade-international", "max-havelaar",
                   "commerce-equitable"),
    "french": ("made-in-france", "fabrique-en-france", "produit-en-france", "french-meat",
               "viande-francaise", "lait-francais", "viande-bovine-francaise",
               "origine-france", "french-milk", "viande-porcine-francaise"),
}  # fmt: skip
_LABEL_OF = {word: code for code, words in _LABELS.items() for word in words}

_NUTRIENT_NAMES: dict[str, tuple[str, ...]] = {
    "energy_kj": ("energy-kj_100g", "energy_100g", "energy_kj"),
    "energy_kcal": ("energy-kcal_100g", "energy_kcal"),
    "fat": ("fat_100g", "fat"),
    "saturates": ("saturated-fat_100g", "satfat", "saturates"),
    "carbohydrate": ("carbohydrates_100g", "carbs", "carbohydrate"),
    "sugars": ("sugars_100g", "sugars"),
    "fibre": ("fiber_100g", "fiber", "fibre"),
    "protein": ("proteins_100g", "protein"),
    "salt": ("salt_100g", "salt"),
}
_MOST = {"energy_kj": 4_000, "energy_kcal": 1_000}
_MOST_GRAMS = 100


def allergens_of(words: Iterable[str]) -> tuple[str, ...]:
    """Read allergens, whatever way they are said, in the order of the regulation's annex."""
    found = {code for word in words for code in _allergens_in(fold(word))}
    return tuple(code for code in ALLERGENS if code in found)


@lru_cache(maxsize=8_192)
def _allergens_in(said: str) -> frozenset[str]:
    text = said.split(":", 1)[-1].strip(" *._")
    for phrase, codes in _NOT.items():
        if text.startswith(phrase):
            return frozenset(codes)
    words = text.replace("'", " ").replace("-", " ").split()
    return frozenset(
        code
        for code, names in _ALLERGEN_WORDS.items()
        if any(name == text or _is_word(name, words) for name in names)
    )


def _is_word(name: str, words: list[str]) -> bool:
    return any(word in {name, name + "s", name + "x", name + "es"} for word in words)


def labels_of(words: Iterable[str]) -> tuple[str, ...]:
    """Read the labels that our catalogue knows out of tags or free text, sorted."""
    return tuple(sorted({code for word in words if (code := _label(word))}))


@lru_cache(maxsize=8_192)
def _label(said: str) -> str:
    words = fold(said).split(":", 1)[-1].split()
    return _LABEL_OF.get("-".join(words), "")


def nutrition_of(said: Mapping[str, object]) -> tuple[dict[str, str] | None, bool]:
    """Read a nutrition declaration per 100 g or ml, and tell whether some figure cannot be.

    A declaration with an impossible figure is dropped whole: who mistypes one mistypes others.
    """
    found: dict[str, str] = {}
    for nutrient in NUTRIENTS:
        value = next((said[n] for n in _NUTRIENT_NAMES[nutrient] if n in said), None)
        if value in (None, ""):
            continue
        figure = _figure(str(value), _MOST.get(nutrient, _MOST_GRAMS))
        if figure is None:
            return None, True
        found[nutrient] = figure
    return found or None, False


def _figure(text: str, most: int) -> str | None:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= most:
        return None
    plain = f"{value.quantize(Decimal('0.001')):f}"
    return plain.rstrip("0").rstrip(".") or "0"

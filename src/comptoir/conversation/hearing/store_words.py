"""Make a vocabulary of what a store sells, beside the words of the lexicon."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from comptoir.conversation.hearing.lexicon import Lexicon, lexicon
from comptoir.conversation.hearing.tokens import Kind, Token, fold, spelling, stem
from comptoir.conversation.hearing.vocabulary import Words

Labels = Iterable[tuple[str, str | None]]
"""Product names, each with its brand."""

_LONGEST = 4
_COMMON = 2
"""Products that must begin alike before their beginning is taken for a name."""
_SHORTEST_HEAD = 3


def store_words(language: str, products: Labels) -> Words:
    """Return the lexicon's vocabulary with the names and brands of a store's products.

    Of a name what is said is kept: without its brand, its sizes and its numbers. Its first word
    is known by itself; its first two to four words are where other products begin alike, so that
    "pain de mie" is one product. Twenty thousand names take about half a second: keep the result
    for as long as the catalogue does not change.

    :raises LookupError: when the language has no lexicon
    """
    book = lexicon(language)
    brands: set[str] = set()
    beginnings: Counter[str] = Counter()
    for name, brand in products:
        if brand and brand.strip():
            brands.add(brand.strip())
        beginnings.update(_beginnings(name, brand, book))
    phrases = (text for text, count in beginnings.items() if " " not in text or count >= _COMMON)
    return book.words.with_store(phrases, (brand for brand in brands if _is_sayable(brand, book)))


def _beginnings(name: str, brand: str | None, book: Lexicon) -> Iterable[str]:
    """Return the first word of a product's name, its first two, three and four words."""
    tokens = _said(book.cut(name), brand, book)
    if not tokens or not _is_head(tokens[0], book):
        return
    little = book.goods.joints | book.goods.of | book.goods.definite | book.goods.articles
    for length in range(1, min(len(tokens), _LONGEST) + 1):
        if tokens[length - 1].plain not in little:
            yield spelling(tokens[:length])


def _said(tokens: tuple[Token, ...], brand: str | None, book: Lexicon) -> tuple[Token, ...]:
    """Return the words of a name up to its first number, its brand left out."""
    named = tuple(stem(token.plain) for token in book.cut(brand or ""))
    kept: list[Token] = []
    index = 0
    while index < len(tokens) and tokens[index].kind is Kind.WORD:
        here = tuple(stem(token.plain) for token in tokens[index : index + len(named)])
        if named and here == named:
            index += len(named)
            continue
        kept.append(tokens[index])
        index += 1
    return tuple(kept)


def _is_head(token: Token, book: Lexicon) -> bool:
    """Tell whether a word may name a product by itself: a noun, and no word of the grammar."""
    word = token.plain
    return (
        len(word) >= _SHORTEST_HEAD
        and word not in book.second.common
        and stem(word) not in book.goods.adjectives
    )


def _is_sayable(brand: str, book: Lexicon) -> bool:
    """Tell whether a brand is more than a word of the grammar, which would be heard everywhere."""
    words = [token.plain for token in book.cut(brand)]
    return len(words) > 1 or (
        all(len(word) >= _SHORTEST_HEAD for word in words if word)
        and not (
            set(words) & (book.second.common | {fold(article) for article in book.goods.articles})
        )
    )


@dataclass
class StoreWords:
    """The vocabularies of stores as this process last made them."""

    _kept: dict[tuple[str, str], tuple[int, Words]] = field(
        default_factory=dict[tuple[str, str], tuple[int, Words]]
    )

    def of(
        self, store: str, language: str, *, version: int, products: Callable[[], Labels]
    ) -> Words:
        """Return a store's vocabulary, made anew when its catalogue has another version."""
        kept = self._kept.get((store, language))
        if kept is None or kept[0] != version:
            kept = (version, store_words(language, products()))
            self._kept[store, language] = kept
        return kept[1]

"""One product being read."""

from dataclasses import dataclass, field, replace

from comptoir.conversation.hearing.goods_words import GoodsWords, singular
from comptoir.conversation.hearing.tokens import Kind, Token, spelling
from comptoir.conversation.model import Amount, Doubt, Filter


@dataclass
class Phrase:
    """A product being read: its tokens, what was said of it, and where it ended."""

    start: int
    end: int
    kept: list[Token] = field(default_factory=list[Token])
    head: str = ""
    """The stem of the first known noun."""
    headless: bool = True
    """True while nothing but adjectives and unknown words has been read."""
    determined: bool = False
    """True behind a number, a container or an article, which one product follows."""
    partitive: bool = False
    """True behind "du" or "des", which open each product of a list."""
    filters: list[Filter] = field(default_factory=list[Filter])
    max_price: int | None = None
    size: Amount | None = None
    pack_size: int | None = None
    change: int = 0
    """1 behind "de plus", -1 behind "de moins"."""
    closed: bool = False
    """True once a plural has ended an English product: no noun follows "crisps"."""
    subject: bool = False
    """True when a verb follows: "the wife is allergic"."""
    known: bool = False
    """True once a phrase or a brand of the vocabulary has been read."""
    doubts: list[Doubt] = field(default_factory=list[Doubt])

    def text(self, words: GoodsWords) -> str:
        """Return the product in the singular up to its first joint or number."""
        shown: list[Token] = []
        joined = False
        joints = words.joints | words.openers_as_joints
        for token in self.kept:
            joined = joined or (
                bool(shown)
                and not token.bound
                and (token.plain in joints or token.kind is Kind.NUMBER)
            )
            one = token if joined else replace(token, text=singular(token.text, words))
            shown.append(one)
        return spelling(shown)

"""Find what a sentence named before it says "les" or "en": "les poires sont dures change-les"."""

from dataclasses import replace

from comptoir.conversation.hearing.frames import Clause
from comptoir.conversation.hearing.goods_words import GoodsWords, opening_at, word_at
from comptoir.conversation.hearing.items import ItemReader
from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Amount, Intent, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary

_FARTHEST = 48
"""Words before a pronoun among which its goods are looked for."""


class AntecedentReader:
    """Finds the goods that a pronoun stands for in what was said before it."""

    def __init__(self, words: GoodsWords, known: Vocabulary) -> None:
        self.words = words
        self.known = known
        self.items = ItemReader(words, known)

    def named(self, act: Act, clause: Clause, said: tuple[Token, ...]) -> Act:
        """Return the act of a clause with the goods that were named before it in the sentence."""
        if not _lacks_goods(act, pronoun=clause.pronoun):
            return act
        before = tuple(token for token in said if token.start < clause.start)
        goods = self._last(before)
        if goods is None:
            return act
        limits = [token.value for token in before if token.kind is Kind.LIMIT]
        limit = next((value for value in limits if isinstance(value, int)), act.max_price)
        return replace(_about(act, goods), max_price=limit)

    def _last(self, tokens: tuple[Token, ...]) -> SaidItem | None:
        """Return the goods named last, from their determiner to the last word of their name."""
        tokens = tokens[-_FARTHEST:]
        plains = tuple(token.sign for token in tokens)
        for at in range(len(tokens) - 2, -1, -1):
            name = at + (opening_at(tokens, at, self.words) or self._is_determiner(tokens, at))
            if name == at or not word_at(tokens, name):
                continue
            end = self._end_of_name(tokens, plains, name)
            reads = self.items.read(tokens[at:end]) if end > name else ()
            if len(reads) == 1 and reads[0].known and reads[0].item.product:
                return reads[0].item
        return None

    def _is_determiner(self, tokens: tuple[Token, ...], at: int) -> bool:
        token = tokens[at]
        if token.plain in self.words.of:
            before = word_at(tokens, at - 1)
            vessel = stem(before) in self.words.vessels.containers
            return not vessel and (not before or not self._known((before,)))
        words = self.words.definite | self.words.articles
        return token.plain in words or token.kind in (Kind.NUMBER, Kind.AMOUNT)

    def _end_of_name(self, tokens: tuple[Token, ...], plains: tuple[str, ...], start: int) -> int:
        """Return where the goods that begin at a place end, the place itself when none do."""
        if stem(plains[start]) in self.words.talk.persons:
            return start
        end = start + self.known.longest(plains, start)
        if end == start and self._holds(plains, start):
            end = start + 2 + self.known.longest(plains, start + 2)
            end = start if end == start + 2 else end
        while start < end < len(tokens):
            longer = self._longer(tokens, plains, end)
            if longer == end:
                break
            end = longer
        return end

    def _holds(self, plains: tuple[str, ...], at: int) -> bool:
        """Tell whether "pot de" stands at a place and a name follows."""
        vessel = stem(plains[at]) in self.words.vessels.containers
        return vessel and at + 2 < len(plains) and plains[at + 1] in self.words.of

    def _longer(self, tokens: tuple[Token, ...], plains: tuple[str, ...], end: int) -> int:
        """Return where a name ends with its next adjective, complement or number."""
        for length in (2, 1):
            words = " ".join(stem(word) for word in plains[end : end + length])
            if words in self.words.adjectives:
                return end + length
        if end + 1 >= len(plains):
            return end
        if plains[end] in self.words.numbered and tokens[end + 1].kind is Kind.NUMBER:
            return end + 2
        if plains[end] not in self.words.joints | self.words.openers_as_joints:
            return end
        noun = end + 1 + (plains[end + 1] in self.words.definite)
        known = self.known.longest(plains, noun) if noun < len(plains) else 0
        return noun + known if known else end

    def _known(self, plains: tuple[str, ...]) -> bool:
        return self.known.longest(plains, 0) > 0


def _lacks_goods(act: Act, *, pronoun: bool) -> bool:
    """Tell whether an act says how many or what instead, and not of what."""
    if act.intent is Intent.REPLACE:
        return act.anaphoric and bool(act.items) != bool(act.replaces)
    counts = act.intent in (Intent.ADD, Intent.SET_QUANTITY, Intent.REMOVE)
    pointed = pronoun or act.anaphoric or any(item.amount for item in act.items)
    named = any(item.product or item.without for item in act.items)
    return counts and pointed and not named and act.slot is None


def _about(act: Act, goods: SaidItem) -> Act:
    """Return the act about goods that were named."""
    manners = act.manners | Manner.ABOUT_TOPIC
    name = SaidItem(goods.product, filters=goods.filters)
    if act.intent is Intent.REPLACE and act.items:
        return replace(act, replaces=(goods.product,), manners=manners)
    if act.intent is Intent.REPLACE:
        return replace(act, items=(name,), manners=manners)
    said = act.items[0] if act.items else SaidItem()
    item = replace(
        said,
        product=goods.product,
        amount=_in_its_vessel(said.amount, goods.amount),
        filters=(*goods.filters, *said.filters),
    )
    loose = act.intent is Intent.SET_QUANTITY and Manner.BARE in act.manners
    intent = Intent.ADD if loose else act.intent
    return replace(
        act, intent=intent, items=(item, *act.items[1:]), anaphoric=False, manners=manners
    )


def _in_its_vessel(said: Amount | None, named: Amount | None) -> Amount | None:
    """Return "un autre" in the unit of "le pot de cornichons"."""
    bare = said is not None and said.unit is Unit.PIECE
    if said is None or named is None or named.unit is not Unit.PACK or not bare:
        return said
    return Amount(said.value, Unit.PACK)

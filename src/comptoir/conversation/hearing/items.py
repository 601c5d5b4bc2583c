"""Read a list of products with their quantities, corrections and exclusions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from comptoir.conversation.hearing.boundaries import mended
from comptoir.conversation.hearing.goods_words import GoodsWords, word_at
from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.phrase import Phrase
from comptoir.conversation.hearing.phrases import PhraseReader
from comptoir.conversation.hearing.quantities import Quantity
from comptoir.conversation.hearing.stages import without
from comptoir.conversation.hearing.tokens import Token, fold, stem
from comptoir.conversation.hearing.unnamed import named_before, with_stand_ins
from comptoir.conversation.model import Amount, Doubt, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST_AS_MUCH = 6
_WEIGHTS = (Unit.GRAM, Unit.KILOGRAM, Unit.POUND)


@dataclass(frozen=True, slots=True)
class Read:
    """One item as read, with what decides how it joins its neighbours."""

    item: SaidItem
    quantity: Quantity
    known: bool
    """True when its head is a word of the vocabulary."""
    change: int
    """1 when it was said "de plus", -1 "de moins"."""
    modifies: bool
    """True when it has no head of its own: "demi-écrémé" after "non"."""
    leads: bool = False
    """True where such words stand before the head: "single" after "double cream no"."""


class ItemReader:
    """Reads the content of a clause as items."""

    def __init__(self, words: GoodsWords, known: Vocabulary) -> None:
        self.words = words
        self.known = known

    def read(self, tokens: tuple[Token, ...]) -> tuple[Read, ...]:
        """Return the items of a clause, self-corrections applied."""
        tokens = without(Line(tokens), self.words.asides).tokens
        tokens = with_stand_ins(tokens, self.words, self.known)
        tokens, mended_at = mended(tokens, self.words, self.known)
        corrections = _joined(Line(tokens).spans(self.words.correction))
        items: tuple[Read, ...] = ()
        start = 0
        for span in (*corrections, None):
            end = len(tokens) if span is None else span.start
            part = self._plain(tokens[start:end], items)
            items = part if not items else corrected(items, part)
            start = end if span is None else span.end
        return tuple(_doubted(read, mended_at) for read in items)

    def _plain(self, tokens: tuple[Token, ...], before: tuple[Read, ...]) -> tuple[Read, ...]:
        """Return the items of a stretch without corrections."""
        for span in Line(tokens).spans(self.words.negation):
            if span.start:
                kept = self._list(tokens[: span.start], before)
                return self._excluding(kept, tokens[span.end :])
        return self._list(tokens, before)

    def _excluding(self, kept: tuple[Read, ...], excluded: tuple[Token, ...]) -> tuple[Read, ...]:
        if not kept or not excluded:
            return kept
        others, last = self._list(excluded), kept[-1]
        names = tuple(read.item.product for read in others if read.item.product)
        if len(others) == 1 and others[0].modifies and not _counted(last):
            last = with_quantity(last, others[0].quantity)  # "brune et pas blonde un sachet"
        return (*kept[:-1], replace(last, item=replace(last.item, without=names)))

    def _list(self, tokens: tuple[Token, ...], before: tuple[Read, ...] = ()) -> tuple[Read, ...]:
        reader = PhraseReader(tokens, self.words, self.known, correcting=bool(before))
        reads: list[Read] = []
        index = 0
        while index < len(tokens):
            behind = self._behind(reader, index, reads)
            if behind:
                index = behind
                continue
            if reads and _counted(reads[-1]):
                index = self._past_choice(tokens, index, reader)
            if index >= len(tokens):
                break
            quantity = self._as_much(tokens, index, reads) or reader.quantities.read(index)
            quantity = self._in_last_unit(quantity, tokens, index, reads or before)
            counted = quantity.amount is not None
            phrase = reader.read(
                quantity.end,
                determined=counted or quantity.partitive,
                partitive=quantity.partitive,
            )
            joined = word_at(tokens, index - 1) in self.words.separators
            ended = max(phrase.end, quantity.end, index + 1)
            if reads and not joined and self._is_told(quantity, phrase):
                index = reader.past_talk(ended)
                continue
            if self._is_talk(quantity, phrase, reads):
                index = ended
                continue
            if phrase.kept or (quantity.said and quantity.amount) or phrase.filters:
                self._append(reads, self._read(tokens, index, quantity, phrase))
            index = max(phrase.end, quantity.end, index + (phrase.end == index))
        return self._shifted(_begun(tuple(reads)), tokens)

    def _behind(self, reader: PhraseReader, index: int, reads: list[Read]) -> int:
        """Give the last item what is counted or sized behind it; return where that ends, or 0."""
        linked = word_at(reader.tokens, index - 1) in self.words.pairing
        trailing = reader.quantities.trailing(index) if reads and not linked else None
        last = reads[-1] if trailing is not None else None
        if trailing is None or last is None:
            return 0
        sliced = last.quantity.article and trailing.unit is Unit.SLICE
        waits = not _counted(last) or last.quantity.implied or sliced
        if not (waits and last.item.product):
            sizes = self._sizes(last, trailing) and not _follows_names(reads)
            reads[-1] = _sized(last, trailing) if sizes else last
            return trailing.end if sizes else 0
        reads[-1] = self._trailed(last, trailing)
        if word_at(reader.tokens, trailing.end) not in self.words.numbered:
            return trailing.end
        size = reader.read(trailing.end)
        reads[-1] = _told(reads[-1], size.text(self.words))
        return size.end

    def _as_much(self, tokens: tuple[Token, ...], index: int, reads: list[Read]) -> Quantity | None:
        """Read "autant de samoussas" as the amount of what was said before it."""
        line = Line(tokens[index : index + _LONGEST_AS_MUCH])
        for span in line.spans(self.words.as_much) if reads else ():
            if span.start:
                break
            return replace(reads[-1].quantity, end=index + span.end, definite=False)
        return None

    def _sizes(self, read: Read, trailing: Quantity) -> bool:
        """Tell whether a measure sizes what is counted: "un sac poubelle cent litres"."""
        held, amount = read.item.amount, trailing.amount
        if held is None or amount is None or not read.item.product or read.item.size is not None:
            return False
        measures = (*_WEIGHTS, Unit.LITRE, Unit.MILLILITRE)
        return amount.unit in measures and held.unit in (Unit.PIECE, Unit.PACK)

    def _in_last_unit(
        self, quantity: Quantity, tokens: tuple[Token, ...], index: int, reads: Sequence[Read]
    ) -> Quantity:
        """Count "trois de haricots" in the boxes of "deux boîtes de maïs", and in kilos."""
        held = reads[-1].item.amount if reads else None
        joined = word_at(tokens, index + 1) in self.words.of
        if held is None or held.unit is Unit.PIECE or not quantity.bare or not joined:
            return quantity
        weighed = held.unit not in (Unit.PACK, Unit.BUNCH, Unit.SLICE)
        if weighed and (self.words.adjectives_first or quantity.article):
            return quantity
        if quantity.amount is None or (quantity.article and self.words.adjectives_first):
            return quantity
        return replace(quantity, amount=Amount(quantity.amount.value, held.unit), bare=False)

    def _append(self, reads: list[Read], read: Read) -> None:
        """Add an item, "three green ones" with the noun of the one before."""
        bare = not read.item.product and read.item.amount is None
        if reads and bare and read.item.max_price is None:
            kept = dict.fromkeys((*reads[-1].item.filters, *read.item.filters))
            reads[-1] = replace(reads[-1], item=replace(reads[-1].item, filters=tuple(kept)))
            return
        if reads and not self.words.adjectives_first:
            read = replace(read, item=named_before(read.item, reads[-1].item, self.words))
        *kind, last = read.item.product.split() or [""]
        noun = reads[-1].item.product if reads else ""
        if not (kind and noun and last in self.words.pronouns):
            reads.append(read)
            return
        whole = noun if read.item.amount is None else noun.rsplit(maxsplit=1)[-1]
        product = " ".join((*kind, whole))
        if read.item.amount is None:
            read = reads.pop()
        reads.append(replace(read, item=replace(read.item, product=product, doubts=())))

    def _is_talk(self, quantity: Quantity, phrase: Phrase, before: list[Read]) -> bool:
        """Tell whether words behind goods are about them: "the wife is allergic", "for them"."""
        said = {token.plain for token in phrase.kept}
        if said and said <= self.words.nameless:
            if quantity.amount is None:
                return True
            phrase.kept.clear()
        counted = quantity.said and quantity.amount is not None and not quantity.definite
        return phrase.subject and bool(before) and not counted

    def _is_told(self, quantity: Quantity, phrase: Phrase) -> bool:
        """Tell whether "mon ado" and its like open a remark behind goods rather than goods."""
        kind = all(stem(token.plain) in self.words.adjectives for token in phrase.kept)
        named = phrase.known or kind or quantity.amount is not None
        return quantity.definite and not named and not self.words.adjectives_first

    def _past_choice(self, tokens: tuple[Token, ...], index: int, reader: PhraseReader) -> int:
        """Skip the other number of "six œufs ou une douzaine"."""
        if word_at(tokens, index) not in self.words.alternatives:
            return index
        other = reader.quantities.read(index + 1) if index + 1 < len(tokens) else None
        nameless = other is not None and other.amount is not None and other.end >= len(tokens)
        return other.end if other is not None and nameless else index

    def _trailed(self, read: Read, trailing: Quantity) -> Read:
        """Count what was read, or size it: "sacs poubelle cinquante litres"."""
        amount = trailing.amount
        held = read.item.amount
        if read.quantity.implied and trailing.bare and amount is not None and held is not None:
            trailing = replace(trailing, amount=Amount(amount.value, held.unit))
        sized = stem(fold(read.item.product).split()[0]) in self.words.vessels.sized_goods
        if not sized or amount is None or amount.unit is not Unit.LITRE:
            return with_quantity(read, trailing)
        return replace(read, item=replace(read.item, size=amount))

    def _read(
        self, tokens: tuple[Token, ...], start: int, quantity: Quantity, phrase: Phrase
    ) -> Read:
        known = phrase.known
        doubts = self._doubts(tokens[start : quantity.end], phrase)
        last = max(start, min(max(phrase.end, quantity.end), len(tokens)) - 1)
        amount = quantity.amount
        half = self.words.half_after.fullmatch(
            "".join(f"{token.sign} " for token in tokens[phrase.end : phrase.end + 3])
        )
        if half and amount is not None:
            amount = Amount(amount.value + Fraction(1, 2), amount.unit)
            phrase.end += half.group().count(" ")
        item = SaidItem(
            product=phrase.text(self.words),
            amount=amount,
            filters=tuple(dict.fromkeys(phrase.filters)),
            max_price=phrase.max_price,
            pack_size=quantity.pack_size or phrase.pack_size,
            size=quantity.size or phrase.size,
            span=(tokens[start].start, tokens[last].end),
            doubts=tuple(doubts),
        )
        stems = [stem(token.plain) for token in phrase.kept]
        whole = " ".join(stems) in self.words.adjectives
        modifies = bool(stems) and (whole or (not known and stems[0] in self.words.adjectives))
        joined = bool(phrase.kept) and phrase.kept[0].plain in self.words.joints
        leads = modifies and not joined and self.words.adjectives_first
        return Read(item, quantity, known, phrase.change, modifies or joined, leads)

    def _doubts(self, said: tuple[Token, ...], phrase: Phrase) -> list[Doubt]:
        """Return what may have been misheard: the quantity, a diet word, the product."""
        doubts = list(phrase.doubts)
        if phrase.kept and not phrase.known:
            doubts.append(Doubt.UNKNOWN_PRODUCT)
        if any(token.misheard for token in phrase.kept):
            doubts.append(Doubt.HEARD_BY_SOUND)
        if any(token.guessed for token in phrase.kept):
            doubts.append(Doubt.GUESSED)
        if said and self.words.ear.doubts_amount(said):
            doubts.append(Doubt.QUANTITY)
        return list(dict.fromkeys(doubts))

    def _shifted(self, reads: tuple[Read, ...], tokens: tuple[Token, ...]) -> tuple[Read, ...]:
        """Give each number to the product before it in "lait deux œufs six et un pain"."""
        nameless = (at for at, read in enumerate(reads) if _counted(read) and not read.item.product)
        last = next(nameless, 0)
        uncounted = last > 0 and not _counted(reads[0]) and bool(reads[0].item.product)
        middle = all(_counted(read) for read in reads[1:last])
        end = reads[last].item.span[1] if uncounted else 0
        linked = any(token.plain in self.words.pairing for token in tokens if token.end <= end)
        if linked or not (uncounted and middle):
            return reads
        if word_at(tokens, 0) in self.words.definite and len(reads) == 2:
            return reads
        pairs = pairwise(reads[: last + 1])
        shifted = tuple(with_quantity(one, following.quantity) for one, following in pairs)
        return (*shifted, *reads[last + 1 :])


def _follows_names(reads: list[Read]) -> bool:
    """Tell whether numbers stand behind names: "leeks four potatoes two kilos"."""
    first, others = reads[0], reads[1:]
    counted = all(_counted(read) and read.quantity.bare for read in others)
    articles = any(read.quantity.article for read in others)
    return bool(others) and not _counted(first) and first.known and counted and not articles


def _begun(reads: tuple[Read, ...]) -> tuple[Read, ...]:
    """Drop the unknown word before a list in which all else is counted: "hey so a dozen eggs"."""
    first, others = reads[:1], reads[1:]
    bare = all(
        not read.known
        and not read.modifies
        and not read.quantity.said
        and not read.quantity.partitive
        and not read.quantity.definite
        for read in first
    )
    counted = bool(others) and all(
        read.item.product and (read.quantity.partitive or _counted(read)) for read in others
    )
    return others if bare and counted else reads


def _doubted(read: Read, places: frozenset[int]) -> Read:
    """Doubt an item that was only recognised by its sound."""
    start, end = read.item.span
    if not any(start <= place < end for place in places):
        return read
    doubts = tuple(dict.fromkeys((*read.item.doubts, Doubt.HEARD_BY_SOUND)))
    return replace(read, item=replace(read.item, doubts=doubts))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Run neighbours together: "pardon je veux dire" corrects once."""
    joined: list[Span] = []
    for span in spans:
        beside = bool(joined) and joined[-1].end == span.start
        joined.append(Span(joined.pop().start, span.end) if beside else span)
    return joined


def _told(read: Read, size: str) -> Read:
    """Return an item with what its amount stood before: "gants une boîte taille l"."""
    return replace(read, item=replace(read.item, product=f"{read.item.product} {size}"))


def _sized(read: Read, trailing: Quantity) -> Read:
    """Return an item with a measure said behind it, which is its amount behind "un gigot"."""
    weighed = trailing.amount is not None and trailing.amount.unit in _WEIGHTS
    if weighed and (read.quantity.article or read.item.amount == Amount(Fraction(1), Unit.PIECE)):
        return with_quantity(read, trailing)
    return replace(read, item=replace(read.item, size=trailing.amount))


def _counted(read: Read) -> bool:
    return read.item.amount is not None


def with_quantity(read: Read, quantity: Quantity) -> Read:
    """Return the item with another quantity."""
    misheard = (Doubt.QUANTITY,) if quantity.misheard else ()
    item = replace(
        read.item,
        doubts=(*read.item.doubts, *misheard),
        amount=quantity.amount,
        size=quantity.size or read.item.size,
        pack_size=quantity.pack_size or read.item.pack_size,
    )
    return replace(read, item=item, quantity=quantity)


def corrected(before: tuple[Read, ...], after: tuple[Read, ...]) -> tuple[Read, ...]:
    """Return the items with what was said after "non pardon" in place of what it corrects."""
    if not after:
        return before
    first, last = after[0], before[-1]
    if not first.item.product:
        fixed = with_quantity(last, _in_unit_of(first.quantity, last.item.amount))
        return (*before[:-1], fixed, *after[1:])
    if first.modifies and last.item.product:
        said = last.item.product.split()
        product = f"{said[0]} {first.item.product}"
        if first.leads:
            product = f"{first.item.product} {said[-1]}"
        amount = first.item.amount or last.item.amount
        fixed = replace(last, item=replace(last.item, product=product, amount=amount))
        return (*before[:-1], fixed, *after[1:])
    place = _same_product(before, first.item.product)
    amount = first.item.amount
    if amount is None and not first.quantity.partitive and not first.quantity.definite:
        amount = before[place].item.amount
    fixed = replace(first, item=replace(first.item, amount=amount))
    return (*before[:place], fixed, *before[place + 1 :], *after[1:])


def _same_product(items: tuple[Read, ...], product: str) -> int:
    for place, read in enumerate(items):
        if stem(read.item.product) == stem(product):
            return place
    return len(items) - 1


def _in_unit_of(quantity: Quantity, before: Amount | None) -> Quantity:
    if not quantity.bare or quantity.amount is None or before is None:
        return quantity
    return replace(quantity, amount=same_unit(quantity.amount.value, before))


def same_unit(value: Fraction, before: Amount) -> Amount:
    """Return a bare number in the unit of an earlier amount, grams only when it is plausible."""
    if before.unit in (Unit.GRAM, Unit.MILLILITRE) and value < 10:
        return Amount(value, Unit.PIECE)
    return Amount(value, before.unit)

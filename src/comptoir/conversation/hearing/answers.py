"""Read a sentence as the answer to the question that waits."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from fractions import Fraction

from comptoir.conversation.hearing.clause_rules import only_in
from comptoir.conversation.hearing.goods_words import opening_at
from comptoir.conversation.hearing.items import ItemReader, Read
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.recipes import servings_in
from comptoir.conversation.hearing.references import alone, place_of, places_of, pointed_at
from comptoir.conversation.hearing.times import find_slot
from comptoir.conversation.hearing.tokens import Kind, spelling, stem
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import (
    Act,
    Amount,
    Doubt,
    Intent,
    Mode,
    PendingKind,
    Ref,
    RefBy,
    SaidItem,
    Slot,
    Unit,
)
from comptoir.conversation.vocabulary import Vocabulary

OF_AGE = 18
_HOURS = range(6, 24)
"""Numbers that mean an hour where one window was offered."""
CONFIRMED_BY: dict[PendingKind, frozenset[Intent]] = {
    PendingKind.CONFIRM_CHECKOUT: frozenset({Intent.CHECKOUT}),
    PendingKind.CONFIRM_CLEAR: frozenset({Intent.CLEAR_CART}),
    PendingKind.CONFIRM_CANCEL: frozenset({Intent.CANCEL_ORDER}),
    PendingKind.CONFIRM_REORDER: frozenset({Intent.REORDER, Intent.CHECKOUT}),
    PendingKind.CONFIRM_SLOT: frozenset({Intent.CHECKOUT}),
    PendingKind.CONFIRM_AGE: frozenset(),
    PendingKind.CONFIRM_ADD: frozenset({Intent.CHECKOUT}),
}
"""The intents that say yes again to a question about themselves."""

YES_OR_NO = frozenset(
    {
        PendingKind.CONFIRM_CHECKOUT,
        PendingKind.CONFIRM_CLEAR,
        PendingKind.CONFIRM_CANCEL,
        PendingKind.CONFIRM_REORDER,
        PendingKind.CONFIRM_AGE,
        PendingKind.CONFIRM_SLOT,
        PendingKind.CONFIRM_ADD,
        PendingKind.OFFER_SUBSTITUTE,
        PendingKind.OFFER_NEW_ORDER,
    }
)
"""The questions that a yes or a no answers."""

POINTING = (
    PendingKind.CHOICES,
    PendingKind.WHICH_LINE,
    PendingKind.ORDERS,
    PendingKind.PRICES_TOLD,
)
TIMED = (PendingKind.ASK_SLOT, PendingKind.SLOTS, PendingKind.CONFIRM_SLOT)
TOLD = (
    PendingKind.ADDED,
    PendingKind.REPLACED,
    PendingKind.PRICE_TOLD,
    PendingKind.PRICES_TOLD,
    PendingKind.CART_TOLD,
)
"""What is no question, so that "enlève-le" is no "no"."""
PRICED = (PendingKind.PRICE_TOLD, PendingKind.PRICES_TOLD)
COUNTED = (PendingKind.ASK_QTY, PendingKind.ADDED, PendingKind.REPLACED)


class AnswerReader:
    """Reads answers with one language's lexicon and one shop's vocabulary."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        self.lexicon = lexicon
        self.rules = lexicon.answers
        self.known = known
        self.items = ItemReader(lexicon.goods, known)

    def verdict(self, line: Line, kind: PendingKind | None) -> Act | None:
        """Return a yes or a no when the sentence is nothing else."""
        line = Line(tuple(token for token in line.tokens if token.kind is not Kind.STOP))
        asked = kind is not None and kind not in TOLD
        if not asked and line.covers(self.rules.none_of_it):
            return Act(Intent.REMOVE, anaphoric=True, why=("none of what was spoken of",))
        priced = self._on_a_price(line) if kind in PRICED else None
        if priced is not None:
            return priced
        said_yes, rest = _stripped(line, self.rules.yes)
        said_no, rest = _stripped(rest, self.rules.no)
        said_padding, rest = _stripped(rest, self.rules.padding)
        if (said_yes or said_no) and not rest.tokens:
            intent = Intent.DENY if said_no else Intent.CONFIRM
            return Act(intent, why=("nothing but a yes or a no",))
        if said_padding and not rest.tokens and kind is not None:
            return Act(Intent.CONFIRM, why=("nothing but thanks",))
        return self._whole(line) if asked else None

    def _whole(self, line: Line) -> Act | None:
        """Return the yes or no that a sentence is as a whole."""
        if line.covers(self.rules.whole_no):
            return Act(Intent.DENY, why=("a no to the question asked",))
        if line.covers(self.rules.whole_yes):
            return Act(Intent.CONFIRM, why=("a yes to the question asked",))
        return None

    def _on_a_price(self, line: Line) -> Act | None:
        """Return the verdict on goods whose price was told."""
        if line.covers(self.rules.keeps):
            return Act(Intent.CONFIRM, why=("kept at that price",))
        if line.covers(self.rules.too_dear):
            return Act(Intent.DENY, why=("too dear",))
        return None

    def within(self, line: Line) -> Intent | None:
        """Return the yes or no said anywhere in a sentence, a no before a yes."""
        if any(line.spans(self.rules.opening_no)) or any(line.spans(self.rules.no)):
            return Intent.DENY
        return Intent.CONFIRM if any(line.spans(self.rules.opening_yes)) else None

    def refuses(self, line: Line) -> Act | None:
        """Return the no behind what was offered: "des nectarines non je suis pas fan"."""
        for span in line.spans(self.rules.opening_no):
            behind = self.items.read(line.tokens[span.end :])
            named = any(read.known or read.item.amount is not None for read in behind)
            if span.start and not named:
                return Act(Intent.DENY, why=("a no behind what was offered",))
        return None

    def opening(self, line: Line) -> tuple[Intent | None, Line]:
        """Return the yes or no that opens a longer sentence, and the rest."""
        tokens = line.tokens
        intent: Intent | None = None
        moving = True
        while moving and tokens:
            moving = False
            for pattern, verdict in (
                (self.rules.opening_yes, Intent.CONFIRM),
                (self.rules.opening_no, Intent.DENY),
                (self.rules.opening_padding, None),
            ):
                if verdict is None and intent is None:
                    continue
                if (verdict, intent) == (Intent.DENY, Intent.CONFIRM):
                    continue
                for span in Line(tokens).spans(pattern):
                    if span.start == 0 and span.end < len(tokens):
                        tokens, moving = tokens[span.end :], True
                        intent = intent or verdict
                    break
            if intent is not None and tokens and tokens[0].kind is Kind.STOP:
                tokens = tokens[1:]
        return intent, Line(tokens)

    def answer(self, line: Line, kind: PendingKind, *, framed: bool) -> Act | None:
        """Return what a sentence answers to a question of this kind; None when it does not.

        `framed` tells that the sentence has a turn of phrase of its own, which a weak answer
        must not override.
        """
        if kind is PendingKind.ASK_STORE and any(line.spans(self.rules.nearest)):
            return self._store(line)
        if kind in POINTING:
            return self._pointing(
                line, framed=framed, whole=kind in (PendingKind.WHICH_LINE, PendingKind.PRICES_TOLD)
            )
        if kind in TIMED:
            any_time = line.covers(self.lexicon.times.earliest_asked)
            return None if framed and not any_time else self._time(line, kind)
        readers: dict[PendingKind, Callable[[Line], Act | None]] = {
            PendingKind.CONFIRM_AGE: self._age,
            PendingKind.ASK_QTY: self._quantity,
            PendingKind.ADDED: self._added,
            PendingKind.REPLACED: self._added,
            PendingKind.ASK_SERVINGS: self._servings,
            PendingKind.RECIPE_LIST: self._other_servings,
            PendingKind.ASK_STORE: self._store,
            PendingKind.ASK_MODE: self._mode,
        }
        reader = readers.get(kind)
        if reader is None or (framed and kind is not PendingKind.CONFIRM_AGE):
            return None
        return reader(line)

    def _age(self, line: Line) -> Act | None:
        if any(line.spans(self.rules.minor)):
            return Act(Intent.DENY, why=("said to be a minor",))
        for span in line.spans(self.rules.age):
            for token in line.tokens[span.start : span.end]:
                if isinstance(token.value, Fraction):
                    intent = Intent.CONFIRM if token.value >= OF_AGE else Intent.DENY
                    return Act(intent, why=(f"an age of {int(token.value)}",))
        return None

    def alone(self, line: Line) -> Act | None:
        """Return the choice in a line that points and says nothing else, asked or not."""
        rules = self.lexicon.clauses
        if any(any(line.spans(one)) for one in (rules.more, rules.less, rules.again)):
            return None
        pointed = alone(line, self.lexicon.pointing)
        if pointed is None:
            return None
        return Act(Intent.CHOOSE, ref=pointed.ref, why=("points and says nothing else",))

    def further_places(self, line: Line, act: Act) -> tuple[Act, ...]:
        """Return the other places of "la deuxième et la quatrième"."""
        if act.ref is None or act.ref.by is not RefBy.INDEX:
            return ()
        places = places_of(line, self.lexicon.pointing)
        others = [place for place in places if place != act.ref.value]
        return tuple(replace(act, ref=Ref(RefBy.INDEX, place)) for place in others)

    def undo(self, line: Line, kind: PendingKind | None) -> Act | None:
        """Return the wish to take the last change back, where no question waits."""
        asked = kind is not None and kind not in TOLD
        if asked or not line.covers(self.rules.undo):
            return None
        return Act(Intent.DENY, undo=True, why=("takes back what was done",))

    def _pointing(self, line: Line, *, framed: bool, whole: bool) -> Act | None:
        if framed and self._names_new_goods(line):
            return None
        pointed = pointed_at(line, self.lexicon.pointing, self.known)
        if pointed is None or (framed and not pointed.strong):
            return None
        if line.covers(self.rules.everything) and not whole:
            return Act(Intent.CONFIRM, manners=Manner.ALL_OF_THEM)
        return Act(
            Intent.CHOOSE,
            ref=self._dish(pointed.ref),
            filters=pointed.filters,
            why=("points at one of the things offered",),
        )

    def _dish(self, ref: Ref | None) -> Ref | None:
        """Return the name of a dish as a name: "le hachis parmentier" of several dishes."""
        if ref is None or ref.by is not RefBy.ATTRIBUTE or not isinstance(ref.value, str):
            return ref
        words = tuple(stem(token.plain) for token in self.lexicon.cut(ref.value))
        return replace(ref, by=RefBy.NAME) if words in self.lexicon.recipes.dishes else ref

    def _names_new_goods(self, line: Line) -> bool:
        return any(line.spans(self.lexicon.pointing.new_goods))

    def _time(self, line: Line, kind: PendingKind) -> Act | None:
        found = find_slot(line, self.lexicon.times, asked=True)
        pick = place_of(line, self.lexicon.pointing) if kind is not PendingKind.ASK_SLOT else None
        dated = found is not None and (found.slot.day or found.slot.from_)
        if pick is not None and not dated:
            hour = kind is PendingKind.CONFIRM_SLOT and pick in _HOURS  # "non dix-neuf plutôt"
            slot = Slot(from_=time(pick)) if hour else Slot(pick=f"index:{pick}")
            return Act(Intent.CHOOSE_SLOT, slot=slot, why=("points at one of the windows",))
        if found is None and not any(line.spans(self.lexicon.times.about)):
            return None
        slot = found.slot if found is not None else None
        why = ("a time, which was asked",)
        return Act(Intent.CHOOSE_SLOT, slot=slot, question=slot is None, why=why)

    def _added(self, line: Line) -> Act | None:
        return self._amount(line, PendingKind.ADDED)

    def _quantity(self, line: Line) -> Act | None:
        return self._amount(line, PendingKind.ASK_QTY)

    def _amount(self, line: Line, kind: PendingKind) -> Act | None:
        rules = self.lexicon.clauses
        if any(any(line.spans(one)) for one in (rules.more, rules.less, rules.again, rules.each)):
            return None
        _, line = only_in(line, rules)
        reads = self.items.read(line.tokens)
        if not reads or reads[0].item.amount is None or not _chatter(reads[1:]):
            return None
        item = reads[0].item
        of = any(token.plain in self.lexicon.goods.of for token in line.tokens)
        some = opening_at(line.tokens, 0, self.lexicon.goods) > 0  # "du rosé trois bouteilles"
        told = reads[0].modifies and not reads[0].known and not (of or some)
        if item.product and told:
            item = replace(item, product="", doubts=())
        if item.product:
            item = _in_containers(item) if kind is PendingKind.ASK_QTY else item
            if item.product:
                return None
        return Act(
            Intent.SET_QUANTITY,
            items=(item,),
            anaphoric=True,
            why=("an amount alone",),
        )

    def _servings(self, line: Line) -> Act | None:
        servings, _ = servings_in(line, self.lexicon.recipes, asked=True)
        for span in line.spans(self.lexicon.goods.correction):  # "huit non neuf"
            right = Line(line.tokens[span.end :])
            servings = servings_in(right, self.lexicon.recipes, asked=True)[0] or servings
        if servings is None:
            return None
        return Act(Intent.RECIPE, servings=servings, why=("a number of guests, which was asked",))

    def _other_servings(self, line: Line) -> Act | None:
        """Read "huit en fait" of a dish whose goods were told."""
        numbers = [token for token in line.tokens if token.value is not None]
        _, rest = only_in(line, self.lexicon.clauses)
        return self._servings(rest) if len(numbers) == len(rest.tokens) == 1 else None

    def _mode(self, line: Line) -> Act | None:
        if not any(line.spans(self.lexicon.pointing.any_one)):
            return None
        return Act(Intent.CHOOSE_MODE, why=("any way will do",))

    def _store(self, line: Line) -> Act | None:
        if any(line.spans(self.rules.nearest)):
            return Act(Intent.CHOOSE_MODE, mode=Mode.PICKUP, why=("the nearest shop",))
        tokens = line.tokens
        for span in line.spans(self.rules.store_openings):
            if span.start == 0:
                tokens = tokens[span.end :]
            break
        called = self.lexicon.clauses.after_store | self.lexicon.goods.pronouns
        while len(tokens) > 1 and tokens[-1].plain in called:  # "the leeds one"
            tokens = tokens[:-1]
        if not tokens or len(tokens) > 4 or any(one.kind is not Kind.WORD for one in tokens):
            return None
        name = spelling(tokens)
        why = ("a shop's name, which was asked",)
        return Act(Intent.CHOOSE_MODE, mode=Mode.PICKUP, store=name, why=why)


def _stripped(line: Line, pattern: re.Pattern[str]) -> tuple[bool, Line]:
    dropped = {at for span in line.spans(pattern) for at in range(span.start, span.end)}
    kept = tuple(token for at, token in enumerate(line.tokens) if at not in dropped)
    return bool(dropped), Line(kept)


def _chatter(reads: tuple[Read, ...]) -> bool:
    """Tell whether nothing that was read behind an amount is known goods."""
    return all(
        not read.known and not read.quantity.partitive and Doubt.UNKNOWN_PRODUCT in read.item.doubts
        for read in reads
    )


def _in_containers(item: SaidItem) -> SaidItem:
    """Read an unknown noun that was counted as a container: "deux casiers"."""
    unknown = Doubt.UNKNOWN_PRODUCT in item.doubts and " " not in item.product
    if item.amount is None or item.amount.unit is not Unit.PIECE or not unknown:
        return item
    return replace(item, product="", amount=Amount(item.amount.value, Unit.PACK), doubts=())


def bare_amount(act: Act) -> SaidItem | None:
    """Return the only item of an act when it has an amount and no product."""
    one = act.items[0] if len(act.items) == 1 else None
    return one if one is not None and not one.product and one.amount is not None else None

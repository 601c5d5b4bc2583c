"""Turn a clause and its frame into acts."""

from collections.abc import Iterable
from dataclasses import replace

from comptoir.conversation.hearing.clause_rules import split_at, store_in, without_first
from comptoir.conversation.hearing.frames import Clause, Frame, Side, Takes
from comptoir.conversation.hearing.goods_reader import GoodsReader
from comptoir.conversation.hearing.goods_words import word_at
from comptoir.conversation.hearing.heads import another_kind
from comptoir.conversation.hearing.items import Read, corrected
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.recipes import cooked, servings_in
from comptoir.conversation.hearing.times import find_slot
from comptoir.conversation.hearing.tokens import Kind, Token, fold, spelling, stem
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, Mode, SaidItem


class ClauseReader(GoodsReader):
    """Reads clauses with one language's lexicon and one shop's vocabulary."""

    def acts(self, clause: Clause) -> tuple[Act, ...]:
        """Return what a clause asks for, nothing when it says nothing of its own."""
        frame = clause.frame
        if frame is None:
            return self.bare(Line(clause.content))
        base = self._base(frame, clause)
        if frame.takes is Takes.NOTHING:
            return (base,)
        line = Line(clause.content)
        match frame.takes:
            case Takes.TIME:
                acts = (self._timed(base, Line((*clause.said, *line.tokens))),)
            case Takes.RECIPE:
                act = self._cooked(base, cooked(line, self.lexicon.recipes))
                guests, _ = servings_in(Line(clause.said), self.lexicon.recipes)
                acts = (replace(act, servings=act.servings or guests),)
            case Takes.SWAP | Takes.SUBSTITUTE:
                acts = self._swapped(base, line, new_first=frame.takes is Takes.SUBSTITUTE)
            case Takes.PREFERENCE:
                acts = self._preferred(base, line)
            case Takes.EXCEPT:
                kept = SaidItem(without=tuple(item.product for item in self._products(line)))
                acts = (replace(base, items=(kept,), anaphoric=True),)
            case Takes.ITEMS:
                counted = self._with_count(line, frame, clause.said)
                acts = self._about_items(base, self._of_all(counted, clause.said), frame)
        return acts

    def _base(self, frame: Frame, clause: Clause) -> Act:
        end = clause.content[-1].end if clause.content else clause.start
        return Act(
            frame.intent,
            mode=frame.mode,
            order=frame.order,
            factor=frame.factor,
            filters=frame.filters,
            question=frame.question,
            anaphoric=clause.points_back,
            span=(clause.start, max(end, clause.start)),
            manners=frame.manner,
            why=(f"{frame.name}: {spelling(clause.said)!r}",),
        )

    def _of_all(self, line: Line, said: tuple[Token, ...]) -> Line:
        """Return "besoin de couches et de lingettes" without the "de" that is said again."""
        words = self.lexicon.goods
        if said[-1].plain not in words.of or words.adjectives_first:
            return line
        return Line(
            tuple(
                token
                for at, token in enumerate(line.tokens)
                if token.plain not in words.of
                or word_at(line.tokens, at - 1) not in words.separators
                or word_at(line.tokens, at + 1) in words.definite
            )
        )

    def _with_count(self, line: Line, frame: Frame, said: tuple[Token, ...]) -> Line:
        """Return the content with the number that is in the turn of phrase: "un seul suffira"."""
        priced = frame.intent is Intent.ASK_PRICE and said[-1].kind is Kind.AMOUNT
        if priced:  # the kilo of "combien le kilo de veau"
            return Line((said[-1], *line.tokens))
        counted = [one for one in said if one.value is not None or one.plain in self.rules.ones]
        counts = frame.intent is Intent.SET_QUANTITY and frame.side is Side.EITHER
        return Line((*line.tokens, *counted[:1])) if counts else line

    def bare(self, line: Line) -> tuple[Act, ...]:
        """Return the acts of words without a frame: products, a time, or nothing."""
        excluded, rest = without_first(line, self.rules.exclusion)
        if excluded and rest.tokens == line.tokens[-len(rest.tokens) :]:
            return self._about_items(Act(Intent.REMOVE, why=("exclusion",)), rest, None)
        servings, dish = servings_in(line, self.lexicon.recipes)
        if servings and self._begins_with_dish(dish):
            base = Act(Intent.RECIPE, why=("a dish for so many",))
            return (self._cooked(base, cooked(line, self.lexicon.recipes)),)
        swapped = self._instead_of_first(line)
        if swapped is not None:
            return (swapped,)
        if self._speaks_of_elsewhere(line):
            return ()
        line = self._past_correction(line)
        said = (token for token in line.tokens if token.kind is Kind.WORD and not token.bound)
        words = {token.text for token in said}
        if words & self.rules.sentence_words:
            return self._amid_talk(line)
        return self._goods_or_time(line)

    def _past_correction(self, line: Line) -> Line:
        """Return what follows the "sorry i meant" with which a line begins."""
        start = 0
        for span in line.spans(self.lexicon.goods.correction):
            start = span.end if span.start == start else start
        spoken = {token.text for token in line.tokens[:start]} & self.rules.sentence_words
        return Line(line.tokens[start:]) if spoken and start < len(line.tokens) else line

    def _amid_talk(self, line: Line) -> tuple[Act, ...]:
        """Read goods or a time said in a sentence about more: "et du cumin qui va avec"."""
        talk = self.rules.sentence_words | self.lexicon.goods.relatives
        end = next(
            at for at, token in enumerate(line.tokens) if token.text in talk and not token.bound
        )
        lead = line.tokens[:end]
        if lead and all(token.kind is Kind.FILTER for token in lead):  # "sans viande c'est pour…"
            return self._goods_or_time(Line(lead))
        if lead and (self._is_counted(lead) or self._is_named(lead, line.tokens[end])):
            acts = self._goods_or_time(Line(lead))
            if any(item.product or item.amount for act in acts for item in act.items):
                return acts
        timed = self._bare_time(line)
        said = timed is not None and timed.slot is not None
        if said and (any(line.spans(self.rules.time_talk)) or _has_hour(line)):
            return (timed,) if timed is not None else ()
        return ()

    def _is_named(self, tokens: tuple[Token, ...], following: Token) -> bool:
        """Tell goods from talk in "throat lozenges i sound like a frog"."""
        words = self.lexicon.goods
        if not words.adjectives_first or following.plain in words.finite:
            return False
        reads = self.items.read(tokens)
        return bool(reads) and all(read.known and not read.item.doubts for read in reads)

    def _is_counted(self, tokens: tuple[Token, ...]) -> bool:
        """Tell whether words open with a quantity or "du", as goods that are wanted do."""
        joined = len(tokens) > 1 and tokens[0].plain in self.lexicon.goods.separators
        reads = self.items.read(tokens[1:] if joined else tokens)
        return bool(reads) and (reads[0].quantity.partitive or reads[0].item.amount is not None)

    def _instead_of_first(self, line: Line) -> Act | None:
        """Read "pas du coca normal du zéro" and "pas deux, trois"."""
        denied = next(iter(line.spans(self.rules.not_this)), None)
        if denied is None or denied.start:
            return None
        tokens = line.tokens[denied.end :]
        numbers = [token.value is not None for token in tokens[:2]]
        if len(numbers) == 2 and all(numbers):
            base = Act(Intent.SET_QUANTITY, anaphoric=True, why=("not this but that",))
            return self._with_items(base, tuple(one.item for one in self.items.read(tokens[1:])))
        reads = self.items.read(self._apart(tokens))
        if len(reads) < 2:
            shown = line.tokens[denied.end - 1].plain in self.lexicon.goods.definite
            gone = tuple(read.item for read in reads if read.known and shown)
            return self._with_items(Act(Intent.REMOVE, why=("not this",)), gone) if gone else None
        base = Act(Intent.REPLACE, why=("not this but that",))
        old, new = reads[0].item, self._in_place_of(reads)
        if not old.product:
            said = replace(base, intent=Intent.SET_QUANTITY, anaphoric=True)
            return self._with_items(said, tuple(read.item for read in new))
        return self._with_items(
            replace(base, replaces=(old.product,)), tuple(read.item for read in new)
        )

    def _in_place_of(self, reads: tuple[Read, ...]) -> tuple[Read, ...]:
        """Return what is wanted in the place of the first: "des verts", which `follow` names."""
        words = self.lexicon.goods
        if words.adjectives_first or not all(read.modifies for read in reads[:2]):
            return corrected(reads[:1], reads[1:])
        kind = f"{words.stand_in} {reads[1].item.product}"
        return (replace(reads[1], item=replace(reads[1].item, product=kind)), *reads[2:])

    def _apart(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return "jaunes des verts", of which one is not wanted, with a stop between."""
        words = self.lexicon.goods
        opened = words.openers_as_joints | words.articles | words.definite
        at = next((at for at in range(1, len(tokens)) if tokens[at].plain in opened), 0)
        kind = at and all(stem(one.text) in words.spelt_adjectives for one in tokens[:at])
        if not kind or at + 1 >= len(tokens):
            return tokens
        stop = replace(tokens[at], text=",", plain=",", kind=Kind.STOP, value=None)
        return (*tokens[:at], stop, *tokens[at:])

    def _goods_or_time(self, line: Line) -> tuple[Act, ...]:
        also, rest = without_first(line, self.rules.also)
        also = also and not any(line.spans(self.rules.same_amount))
        elliptic = also and rest.tokens == line.tokens[-len(rest.tokens) :]
        shown = word_at(line.tokens, 0) in self.lexicon.goods.definite
        for span in line.spans(self.rules.too) if shown else ():
            elliptic, rest = True, Line(line.tokens[: span.start])
        base = Act(Intent.ADD, manners=Manner.BARE | (Manner.DEFINITE if shown else Manner.NONE))
        fronted = split_at(line, self.rules.instead)
        if fronted is not None and not fronted[0].tokens:
            old = tuple(item.product for item in self._products(fronted[1]))
            return (replace(base, intent=Intent.REPLACE, replaces=old),) if old else ()
        acts = self._about_items(base, rest if elliptic else line, None)
        timed = self._bare_time(line)
        if timed is not None and not _names_goods(acts):
            return (timed,)
        return tuple(_unnamed(replace(act, elliptic=elliptic)) for act in acts)

    def _bare_time(self, line: Line) -> Act | None:
        found = find_slot(line, self.lexicon.times)
        if found is None:
            return None
        left = [
            token
            for at, token in enumerate(line.tokens)
            if at not in found.covered and token.plain not in self.rules.time_joints
        ]
        if left:
            return Act(Intent.CHOOSE_SLOT, slot=found.slot, why=("a time among other words",))
        alone = Manner.TIME_ALONE
        return Act(Intent.CHOOSE_SLOT, slot=found.slot, manners=alone)

    def _timed(self, base: Act, line: Line) -> Act:
        store, line = store_in(line, self.rules)
        found = find_slot(line, self.lexicon.times, asked=True)
        moves = (Intent.CHOOSE_MODE, Intent.CHOOSE_SLOT)
        if base.mode is None and base.intent in moves:
            base = replace(base, mode=self._mode(line))
        if found is None:
            return replace(base, store=store)
        intent = Intent.CHOOSE_SLOT if base.intent in moves else base.intent
        return replace(base, intent=intent, slot=found.slot, store=store)

    def _mode(self, line: Line) -> Mode | None:
        if any(line.spans(self.rules.pickup)):
            return Mode.PICKUP
        return Mode.DELIVERY if any(line.spans(self.rules.delivery)) else None

    def _swapped(self, base: Act, line: Line, *, new_first: bool) -> tuple[Act, ...]:
        _, line = without_first(line, self.rules.in_cart)
        parts = split_at(line, self.rules.swap_by)
        old, new = parts or (line, Line(()))
        if (
            new_first
            and word_at(line.tokens, len(old.tokens)) in self.lexicon.goods.purposes.openings
        ):
            old, new = new, old
        old_items, new_items = self._products(old), self._products(new)
        if parts is None and base.anaphoric:
            old_items, new_items = (), old_items
        replaced = tuple(item.product for item in old_items)
        old_name = replaced[0] if replaced else ""
        if replaced or self.lexicon.goods.adjectives_first:
            new_items = tuple(self._of_kind(item, old_name) for item in new_items)
        return (self._with_items(replace(base, replaces=replaced), new_items),)

    def _of_kind(self, item: SaidItem, old: str) -> SaidItem:
        """Read "par du demi-sel" as the old product of another kind, "wholemeal ones" too."""
        said, words = item.product.split(), self.lexicon.goods
        if old and len(said) > 1 and said[-1] in words.pronouns:
            return replace(
                item, product=" ".join((*said[:-1], old.rsplit(maxsplit=1)[-1])), doubts=()
            )
        stands_in = said[:1] == [words.stand_in]
        joined = stands_in or fold(item.product).split(" ")[0] in words.complements.garnishes
        if len(said) > 1 and joined and not words.adjectives_first:
            of_old = " ".join(said[1:] if stands_in else said)
            return replace(item, product=another_kind(of_old, old, words, instead=True), doubts=())
        plain = " ".join(stem(token.plain) for token in self.lexicon.cut(item.product))
        if plain in words.adjectives and words.adjectives_first:
            noun = old.rsplit(maxsplit=1)[-1] if old else words.stand_in
            return replace(item, product=f"{item.product} {noun}", doubts=())
        if plain in words.adjectives and not words.adjectives_first:
            return replace(
                item, product=another_kind(item.product, old, words, instead=True), doubts=()
            )
        return item

    def _preferred(self, base: Act, line: Line) -> tuple[Act, ...]:
        timed = self._bare_time(line)
        if timed is not None and Manner.TIME_ALONE in timed.manners:
            return (replace(timed, manners=base.manners, why=(*base.why, *timed.why)),)
        if split_at(line, self.rules.instead) is None:
            swapped, line = without_first(line, self.rules.instead_alone)
            base = replace(base, anaphoric=base.anaphoric or swapped)
        for index, token in enumerate(line.tokens):
            if index and token.plain in self.rules.prefer_to and not self._inside(line, index):
                new, old = Line(line.tokens[:index]), Line(line.tokens[index + 1 :])
                replaced = tuple(item.product for item in self._products(old))
                if replaced:
                    return (
                        self._with_items(replace(base, replaces=replaced), self._products(new)),
                    )
        parts = split_at(line, self.rules.instead)
        new, old = parts or (line, Line(()))
        items = self._products(new)
        if not items:
            return ()
        replaced = tuple(item.product for item in self._products(old))
        return (self._with_items(replace(base, replaces=replaced, anaphoric=not replaced), items),)

    def _inside(self, line: Line, index: int) -> bool:
        """Tell whether a joint stands inside a known phrase: chocolat au lait."""
        plains = tuple(token.sign for token in line.tokens)
        return any(
            at + self.known.longest(plains, at) > index for at in range(max(0, index - 4), index)
        )


def _unnamed(act: Act) -> Act:
    """Read an amount alone as the quantity of what was spoken of."""
    if act.intent is Intent.ADD and act.items and all(not item.product for item in act.items):
        return replace(act, intent=Intent.SET_QUANTITY, anaphoric=True)
    return act


def _names_goods(acts: Iterable[Act]) -> bool:
    return any(item.product and not item.doubts for act in acts for item in act.items)


def _has_hour(line: Line) -> bool:
    return any(token.kind is Kind.HOUR for token in line.tokens)

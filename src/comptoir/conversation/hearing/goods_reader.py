"""Read the products of a clause into an act: how many, of what, in whose place."""

from dataclasses import replace
from fractions import Fraction

from comptoir.conversation.hearing.clause_rules import only_in, split_at, store_in, without_first
from comptoir.conversation.hearing.frames import Frame, Side
from comptoir.conversation.hearing.goods_words import word_at
from comptoir.conversation.hearing.items import ItemReader, Read
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.recipes import Cooked, cooked, is_dish, servings_in
from comptoir.conversation.hearing.references import alone
from comptoir.conversation.hearing.said_goods import (
    Change,
    Said,
    bare_alone,
    exchanges,
    filtered,
    is_bare,
    meant,
    says_nothing,
)
from comptoir.conversation.hearing.times import find_slot
from comptoir.conversation.hearing.tokens import Kind, Token, fold, stem
from comptoir.conversation.hearing.unnamed import with_stand_in_first
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Amount, Filter, Intent, Ref, RefBy, SaidItem, Unit
from comptoir.conversation.vocabulary import Vocabulary

_ASKED = (Intent.ASK_STOCK, Intent.SEARCH, Intent.ADD)
_HAVE_ITEMS = (Intent.ADD, Intent.REMOVE, Intent.SET_QUANTITY)


class GoodsReader:
    """Reads the products of clauses with one language's lexicon and one shop's vocabulary."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        self.lexicon = lexicon
        self.rules = lexicon.clauses
        self.known = known
        self.items = ItemReader(lexicon.goods, known)

    def _speaks_of_elsewhere(self, line: Line) -> bool:
        """Tell whether a line names what no grocer has, before and outside products' names."""
        plains = tuple(token.sign for token in line.tokens)
        for span in line.spans(self.rules.elsewhere):
            last = span.end - 1
            named = any(
                at + self.known.longest(plains, at) > max(last, at + 1)
                for at in range(max(0, last - 3), last + 1)
            )
            if not named:
                return not self._is_named_before(line, span.start)
        return False

    def _is_named_before(self, line: Line, end: int) -> bool:
        """Tell whether goods are named before a place: "du thon le médecin insiste"."""
        reads = self.items.read(line.tokens[:end]) if end else ()
        return any(
            read.known and (read.quantity.partitive or read.item.amount is not None)
            for read in reads
        )

    def _begins_with_dish(self, line: Line) -> bool:
        content = cooked(line, self.lexicon.recipes)
        if content.recipe is None:
            return False
        plains = tuple(token.plain for token in self.lexicon.cut(content.recipe))
        return is_dish(plains, self.lexicon.recipes)

    def _cooked(self, base: Act, content: Cooked) -> Act:
        reads = self.items.read(content.goods)
        return replace(
            base,
            items=tuple(read.item for read in reads if read.item.product),
            recipe=content.recipe,
            servings=content.servings,
            filters=(*base.filters, *content.filters),
            max_price=content.max_price,
        )

    def _products(self, line: Line) -> tuple[SaidItem, ...]:
        return tuple(read.item for read in self.items.read(line.tokens) if read.item.product)

    def _about_items(self, base: Act, line: Line, frame: Frame | None) -> tuple[Act, ...]:
        asking = (Intent.ADD, Intent.SEARCH, Intent.ASK_STOCK, Intent.ASK_PRICE)
        if base.intent in asking and self._speaks_of_elsewhere(line):
            return (Act(Intent.OUT_OF_DOMAIN, span=base.span, why=(*base.why, "not of a shop")),)
        in_cart, line = without_first(line, self.rules.in_cart)
        if in_cart and base.intent in (Intent.ASK_STOCK, Intent.SEARCH):
            base = replace(base, intent=Intent.SHOW_CART, question=False)
        store, line = store_in(line, self.rules)
        servings, dish = servings_in(line, self.lexicon.recipes)
        if servings and base.intent is Intent.ADD and self._begins_with_dish(dish):
            return (
                self._cooked(
                    replace(base, intent=Intent.RECIPE), cooked(line, self.lexicon.recipes)
                ),
            )
        limit = next((one.value for one in line.tokens if one.kind is Kind.LIMIT), base.max_price)
        price = limit if isinstance(limit, int) else None
        base, line = self._without_time(replace(base, store=store, max_price=price), line)
        instead = self._instead(base, line)
        if instead is not None:
            return (instead,)
        rather = self._rather_this(base, line, frame)
        if rather:
            return rather
        return self._counted(base, line, frame)

    def _rather_this(self, base: Act, line: Line, frame: Frame | None) -> tuple[Act, ...]:
        """Read "pas de lait concentré mais du lait de coco" as one thing out and another in."""
        span = next(iter(line.spans(self.rules.rather)), None)
        if base.intent is not Intent.REMOVE or span is None or not span.start:
            return ()
        gone = self._products(Line(line.tokens[: span.start]))
        wanted = tuple(read.item for read in self.items.read(line.tokens[span.end :]))
        if not gone or not wanted or frame is None:
            return ()
        added = self._with_items(Act(Intent.ADD, why=(*base.why, "rather this")), wanted)
        return (self._with_items(base, gone), added)

    def _without_time(self, base: Act, line: Line) -> tuple[Act, Line]:
        if base.intent not in (Intent.ADD, Intent.REMOVE, Intent.ASK_STOCK, Intent.SEARCH):
            return base, line
        found = find_slot(line, self.lexicon.times)
        if found is None or (found.slot.day is None and found.slot.from_ is None):
            return base, line
        if self._names_feast(line, found.covered):
            return base, line
        kept: list[Token] = []
        for index, token in enumerate(line.tokens):
            if index in found.covered:
                while kept and kept[-1].plain in self.rules.time_joints:
                    kept.pop()
            else:
                kept.append(token)
        rest = Line(tuple(kept))
        if base.intent is Intent.ADD and not self._products(self._pointing_back(rest)[1]):
            return replace(base, slot=found.slot, why=(*base.why, "a time for it")), rest
        return replace(base, slot=None, why=(*base.why, "a time beside the products")), rest

    def _names_feast(self, line: Line, covered: frozenset[int]) -> bool:
        """Tell whether a day belongs to the name of goods: "une bière de noël"."""
        first = min(covered)
        of = word_at(line.tokens, first - 1) in self.lexicon.goods.of
        feast = line.tokens[first].plain in self.lexicon.goods.purposes.events
        goods = word_at(line.tokens, first - 2)
        return of and feast and bool(goods) and self.known.knows(goods)

    def _instead(self, base: Act, line: Line) -> Act | None:
        """Read "Y à la place de X", "quatre boîtes plutôt que six", "Y à la place"."""
        parts = split_at(line, self.rules.instead)
        if parts is not None:
            new, old = self._products(parts[0]), self.items.read(parts[1].tokens)
            replaced = tuple(read.item.product for read in old if read.item.product)
            why = (*base.why, "instead of")
            if replaced:
                return self._with_items(
                    replace(base, intent=Intent.REPLACE, replaces=replaced, why=why), new
                )
            if old:
                reads = self.items.read(parts[0].tokens)
                said = tuple(read.item for read in reads)
                return self._with_items(replace(base, intent=Intent.SET_QUANTITY, why=why), said)
        alone, rest = without_first(line, self.rules.instead_alone)
        if not alone:
            return None
        swap = replace(
            base,
            intent=Intent.REPLACE,
            anaphoric=True,
            manners=base.manners | Manner.IN_ITS_PLACE,
        )
        return self._with_items(swap, self._products(rest))

    def _change(self, line: Line, frame: Frame | None, *, back: bool) -> Change:
        for factor, pattern in self.rules.factors:
            found, rest = without_first(line, pattern)
            if found:
                return Change(rest, factor=factor)
        for pattern, sign in ((self.rules.more, 1), (self.rules.less, -1), (self.rules.again, 1)):
            for span in line.spans(pattern):
                said = line.tokens[span.start : span.end]
                numbers = [one.value for one in said if isinstance(one.value, Fraction)]
                rest = Line(line.tokens[: span.start] + line.tokens[span.end :])
                return Change(rest, delta=sign * (numbers[0] if numbers else Fraction(1)))
        if frame is not None and frame.delta and back:
            for read in self.items.read(line.tokens):
                amount = read.item.amount
                if amount is not None and not read.item.product and amount.unit is Unit.PIECE:
                    return Change(Line(()), delta=frame.delta * amount.value)
        return Change(line)

    def _counted(self, base: Act, line: Line, frame: Frame | None) -> tuple[Act, ...]:
        placed = self._at_place(base, line)
        if placed is not None:
            return (placed,)
        said, line = self._said(base, line, frame)
        reads = said.reads
        if said.each and reads and (not reads[-1].item.product or len(reads) > 1):
            return (self._each(base, reads),)
        if reads and all(read.item.product in self.rules.generic_goods for read in reads):
            said = replace(said, reads=(), back=True)
        elif reads and all(says_nothing(read.item, self.rules.nothing_goods) for read in reads):
            return (filtered(base, reads),)
        if not said.reads and said.back and base.intent is Intent.ADD and base.slot is not None:
            return (replace(base, intent=Intent.CHOOSE_SLOT),)
        act = meant(base, said, frame)
        if not said.reads:
            return self._without_items(act, line, frame)
        return self._with_fewer(act, said.reads)

    def _said(self, base: Act, line: Line, frame: Frame | None) -> tuple[Said, Line]:
        """Return what a clause says of its goods, and what is left when that is put aside."""
        back, line = self._pointing_back(line)
        same, joint = False, ""
        if not self._repeats_within(line):
            joint = self._joint_of_same(line)
            same, line = without_first(line, self.rules.same_amount)
        if base.intent not in _HAVE_ITEMS:
            _, line = without_first(line, self.rules.subjects)
        each, line = without_first(line, self.rules.each)
        only, line = only_in(line, self.rules)
        back = back or base.anaphoric
        counts = base.intent in _HAVE_ITEMS
        change = self._change(line, frame, back=back) if counts else Change(line)
        line = self._unjoined(base, change.line, back=back)
        if base.intent in _ASKED:
            line = Line(with_stand_in_first(line.tokens, self.lexicon.goods, self.known))
        reads = self.items.read(line.tokens)
        if back and not base.items:
            reads = bare_alone(reads, self.lexicon.goods)
        if len(reads) == 1 and self._tells_kind(reads[0], joint):
            reads = (self._of_the_last(reads[0]),)
        return Said(reads, change, back=back, same=same, each=each, only=only), line

    def _joint_of_same(self, line: Line) -> str:
        """Return the "en" of "la même chose en demi-écrémé", the "à" of "pareil à la vanille"."""
        joints = self.lexicon.named_first.topics.kind_joints
        for span in line.spans(self.rules.same_amount):
            near = (word_at(line.tokens, span.end - 1), word_at(line.tokens, span.end))
            return next((word for word in near if word in joints), "")
        return ""

    def _tells_kind(self, read: Read, joint: str) -> bool:
        """Tell whether "le blanc" or "pareil à la vanille" is a kind of what was spoken of."""
        if joint in self.lexicon.goods.complements.garnishes:
            return True
        return (read.quantity.definite or bool(joint)) and self._is_kind(read)

    def _unjoined(self, base: Act, line: Line, *, back: bool) -> Line:
        """Return a line that begins with its goods, and counts them once."""
        if base.intent is not Intent.ADD and line.tokens:
            of = word_at(line.tokens, 0) in self.lexicon.goods.of
            line = Line(line.tokens[1:]) if of and len(line.tokens) > 1 else line
        if base.intent is Intent.SET_QUANTITY:
            line = self._to_final(line)
        return self._with_stand_in(line) if back else line

    def _with_fewer(self, act: Act, reads: tuple[Read, ...]) -> tuple[Act, ...]:
        """Take "deux pommes de moins" out of what is added."""
        if exchanges(act, reads):
            old, new = (read.item for read in reads)
            why = (*act.why, "to be the other")
            swap = replace(act, intent=Intent.REPLACE, replaces=(old.product,), why=why)
            return (self._with_items(swap, (new,)),)
        if act.anaphoric and act.intent is Intent.ADD and is_bare(reads[0]) and len(reads) > 1:
            of_it = self._with_items(act, (reads[0].item,))
            others = tuple(read.item for read in reads[1:])
            return (of_it, self._with_items(Act(Intent.ADD, why=act.why), others))
        fewer = tuple(read.item for read in reads if read.change < 0)
        if not fewer or act.intent is not Intent.ADD:
            return (self._with_items(act, tuple(read.item for read in reads)),)
        removal = self._with_items(Act(Intent.REMOVE, why=(*act.why, "fewer")), fewer)
        more = tuple(read.item for read in reads if read.change >= 0)
        return (self._with_items(act, more), removal) if more else (removal,)

    def _repeats_within(self, line: Line) -> bool:
        """Tell whether "autant de" means the amount of what was said before it in a list."""
        spans = line.spans(self.lexicon.goods.as_much)
        return any(token.value is not None for span in spans for token in line.tokens[: span.start])

    def _with_stand_in(self, line: Line) -> Line:
        """Name what "remets-en une au café" leaves unnamed: "une celle au café"."""
        words = self.lexicon.goods
        for at, token in enumerate(line.tokens[:-1]):
            counts = token.value is not None or token.plain in words.articles
            joins = word_at(line.tokens, at + 1) in words.joints - words.of
            if counts and joins:
                stand_in = replace(line.tokens[at + 1], text=words.stand_in, plain=words.stand_in)
                return Line((*line.tokens[: at + 1], stand_in, *line.tokens[at + 1 :]))
        return line

    def _is_kind(self, read: Read) -> bool:
        """Tell "le blanc", a kind of what was spoken of, from "les cerises", goods of their own."""
        words, name = self.lexicon.goods, read.item.product
        if not (read.modifies and name):
            return False
        goods = self.known.longest(tuple(one.plain for one in self.lexicon.cut(name)), 0) > 0
        told = any(stem(fold(name)) in group for group in words.opposites)
        return not goods or (told and stem(name) in words.spelt_adjectives)

    def _of_the_last(self, read: Read) -> Read:
        """Read "remets le normal" as one of what was spoken of, which `follow` names."""
        words = self.lexicon.goods
        said = read.item.product
        product = (
            f"{said} {words.stand_in}" if words.adjectives_first else f"{words.stand_in} {said}"
        )
        return replace(read, item=replace(read.item, product=product))

    def _to_final(self, line: Line) -> Line:
        """Keep the second number of "passe les briques de quatre à sept"."""
        for span in line.spans(self.rules.from_to):
            tokens = line.tokens
            return Line((*tokens[: span.start], tokens[span.end - 1], *tokens[span.end :]))
        return line

    def _at_place(self, base: Act, line: Line) -> Act | None:
        """Read "supprime celles du milieu" and "enlève l'avant-dernier"."""
        if base.intent not in (Intent.REMOVE, Intent.SET_QUANTITY, Intent.ASK_PRICE):
            return None
        many = line.covers(self.lexicon.pointing.several) and base.intent is Intent.REMOVE
        numbers = [one.value for one in line.tokens if isinstance(one.value, Fraction)]
        if many and numbers and numbers[0] > 1:  # "enlève les deux"
            ref = Ref(RefBy.OTHER, int(numbers[0]))
            return replace(base, ref=ref, why=(*base.why, "so many of the last"))
        pointed = alone(line, self.lexicon.pointing)
        if pointed is None or pointed.ref is None:
            return None
        other = pointed.ref.by is RefBy.OTHER and pointed.ref.value is None
        if base.intent is Intent.SET_QUANTITY and other:
            one = SaidItem(amount=Amount(Fraction(1), Unit.PIECE))
            return replace(
                base,
                intent=Intent.ADD,
                items=(one,),
                anaphoric=True,
                manners=base.manners | Manner.MORE_OF_IT,
            )
        return replace(base, ref=pointed.ref, why=(*base.why, "points at a line"))

    def _each(self, base: Act, reads: tuple[Read, ...]) -> Act:
        """Give an amount to all that was named: "pommes poires trois de chaque"."""
        amount = reads[-1].item.amount
        named = tuple(replace(read.item, amount=amount) for read in reads if read.item.product)
        if named:
            return self._with_items(base, named)
        said = replace(
            base,
            intent=Intent.SET_QUANTITY,
            anaphoric=True,
            manners=base.manners | Manner.OF_EACH,
        )
        return self._with_items(said, (reads[-1].item,))

    def _pointing_back(self, line: Line) -> tuple[bool, Line]:
        for span in line.spans(self.rules.points_back):
            if span.start == 0:
                return True, Line(line.tokens[span.end :])
            break
        return False, line

    def _without_items(self, act: Act, line: Line, frame: Frame | None) -> tuple[Act, ...]:
        limits = [one.value for one in line.tokens if one.kind is Kind.LIMIT]
        limit = next((value for value in limits if isinstance(value, int)), None)
        act = replace(act, max_price=limit)
        pointed = act.anaphoric or act.delta is not None or act.factor is not None
        needs = (Intent.ADD, Intent.SEARCH, Intent.ASK_STOCK)
        after = frame is None or frame.side is Side.AFTER
        if not pointed and not act.filters and after and act.intent in needs:
            return (replace(act, intent=Intent.SEARCH),) if limit else ()
        return (act,)

    def _with_items(self, act: Act, items: tuple[SaidItem, ...]) -> Act:
        filters = dict.fromkeys((*act.filters, *(name for item in items for name in item.filters)))
        prices = [item.max_price for item in items if item.max_price is not None]
        doubts = dict.fromkeys(doubt for item in items for doubt in item.doubts)
        named = tuple(item for item in items if item.product or item.amount)
        offered = act.intent is Intent.ASK_STOCK and Filter.PROMOTION in filters
        return replace(
            act,
            intent=Intent.SEARCH if offered else act.intent,
            items=named,
            filters=tuple(filters),
            max_price=prices[0] if prices else act.max_price,
            doubts=tuple(doubts),
        )

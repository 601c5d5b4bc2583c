"""Read which kind is meant of goods that were named first: "le pain en fait tranché"."""

from collections.abc import Iterator
from dataclasses import replace

from comptoir.conversation.hearing.first_goods import FirstGoods, FirstGoodsReader
from comptoir.conversation.hearing.goods_words import GoodsWords, singular, word_at
from comptoir.conversation.hearing.heads import named_as_kind
from comptoir.conversation.hearing.items import Read
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Kind, Token, fold, spelling, stem
from comptoir.conversation.hearing.topic_rules import Topical
from comptoir.conversation.hearing.unnamed import tells_apart
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, Ref, RefBy, SaidItem
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST = 5


class ToldKindReader(FirstGoodsReader):
    """Reads goods that are named first, or last, and of what kind they are to be."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        super().__init__(lexicon, known)
        self.graded = lexicon.pointing.graded

    def found(self, line: Line, *, pointing: bool) -> Iterator[Topical]:
        """Return the exchanges that a line asks for, or the choices where several are offered."""
        if self.words.adjectives_first:  # "double the bread" is no kind of bread
            return
        yield from self._before(line, pointing=pointing)
        yield from self._behind(line, pointing=pointing)

    def alone(self, line: Line) -> Act | None:
        """Read "en grains plutôt" as the kind of what was just added, which `follow` names."""
        tokens = self._unopened(line.tokens)
        tokens = tokens[: self._without_endings(tokens, len(tokens))]
        if self.words.adjectives_first or not tokens:
            return None
        graded = any(not span.start for span in Line(tokens).spans(self.graded))
        kind = self._graded(tokens) if graded else self._kind(tokens, nouns=False)
        if kind is None or not (graded or self._is_said_whole(tokens)):
            return None
        return Act(Intent.REPLACE, items=(kind,), anaphoric=True, manners=Manner.KIND_ALONE)

    def _unopened(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return words without "plutôt", "enfin", "c'est" before the kind that they open."""
        opened = True
        while opened and tokens:
            span = next(iter(Line(tokens).spans(self.rules.kind_openings)), None)
            opened = span is not None and not span.start and span.end < len(tokens)
            tokens = tokens[span.end :] if opened and span is not None else tokens
        return tokens

    def _graded(self, tokens: tuple[Token, ...]) -> SaidItem:
        """Return "taille cinq" and "dix-huit mois" as what tells goods apart."""
        return SaidItem(f"{self.words.stand_in} {spelling(tokens)}")

    def _is_said_whole(self, tokens: tuple[Token, ...]) -> bool:
        """Tell whether words are all one kind, opened by a joint or an adjective."""
        if not self._is_whole(tokens):
            return False
        joint, noun = word_at(tokens, 0), stem(word_at(tokens, len(tokens) - 1))
        if joint in self.words.joints:
            return joint in self.rules.kind_joints or noun in self.words.complements.remains
        return all(map(self.is_adjective, (token.text for token in tokens)))

    def _before(self, line: Line, *, pointing: bool) -> Iterator[Topical]:
        for pattern, nouns in ((self.rules.told, False), (self.rules.changed, True)):
            for span in line.spans(pattern):
                goods = self._topic(line.tokens, span.start, sure=nouns)
                said = self._said(line.tokens[span.end :])
                kind = self._kind(said, nouns=nouns)
                if goods is None or kind is None:
                    continue
                act = _choice(said) if pointing else _act(goods, kind, self.words)
                rest = Line(line.tokens[span.end + len(said) :])
                yield Topical(act, Line(()), rest, span.start)

    def _topic(self, tokens: tuple[Token, ...], end: int, *, sure: bool) -> FirstGoods | None:
        """Return the goods with which a line begins, which are no mere kind: "le premier"."""
        goods = self._goods(tokens, end, sure=sure) if end <= _LONGEST + 2 else None
        only = goods.only if goods is not None else None
        if goods is None or only is None or goods.start > 1:
            return None
        if any(token.plain in self.commands for token in tokens[goods.start : end]):
            return None
        name = only.product
        vague = sure and " " in name and self._goods(tokens, end) is None
        return None if vague or self.is_adjective(name) else goods

    def _behind(self, line: Line, *, pointing: bool) -> Iterator[Topical]:
        """Read "grappe les tomates" and "des blondes les bières"."""
        goods = self._goods(line.tokens, len(line.tokens)) if len(line.tokens) > 2 else None
        only = goods.only if goods is not None else None
        if goods is None or only is None or not goods.start or self.is_adjective(only.product):
            return
        said = line.tokens[: goods.start]
        opened = word_at(said, 0) in self.words.definite | self.words.joints
        kind = self._kind(said, nouns=False) if not opened and self._is_whole(said) else None
        if kind is not None:
            yield Topical(
                _choice(said) if pointing else _act(goods, kind, self.words), Line(()), Line(()), 0
            )

    def _is_whole(self, said: tuple[Token, ...]) -> bool:
        """Tell whether words are no order and deny nothing: "double", "pas le blanc"."""
        line = Line(said)
        factors = (pattern for _, pattern in self.factors)
        return not any(any(line.spans(one)) for one in (*factors, self.words.negation))

    def _said(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return the words up to a reason."""
        reasons = self.reasons | self.words.relatives | self.words.separators
        end = next(
            (at for at, token in enumerate(tokens) if token.text in reasons or _stops(token)),
            len(tokens),
        )
        return tokens[:end]

    def _kind(self, said: tuple[Token, ...], *, nouns: bool) -> SaidItem | None:
        """Return what is said of the kind, goods of their own where `nouns` may be said."""
        if not said:
            return None
        if len(said) == 1 or all(token.kind is Kind.FILTER for token in said):
            plain = self._plain_kind(said)
            if plain is not None:
                return plain if plain.product else None
        opening = word_at(said, 0) in self.words.joints
        reads = self.items.read(said)
        if len(reads) != 1 or reads[0].item.amount is not None or not reads[0].item.product:
            return self._joined(said) if opening else None
        read = reads[0]
        if opening and self._joined(said) is None:
            return None
        if opening or self._describes(read):
            name = spelling(said) if opening else read.item.product
            return replace(read.item, product=f"{self.words.stand_in} {name}", doubts=())
        return read.item if nouns and len(said) < _LONGEST else None

    def _plain_kind(self, said: tuple[Token, ...]) -> SaidItem | None:
        """Return "tranché" and "halal" as a kind, nothing for praise, None for other words."""
        if all(token.kind is Kind.FILTER for token in said):
            return SaidItem(f"{self.words.stand_in} {spelling(said)}")
        if stem(said[0].text) not in self.words.spelt_adjectives:
            return None
        praised = said[0].plain in self.words.complements.qualities
        name = f"{self.words.stand_in} {singular(said[0].text, self.words)}"
        return SaidItem() if praised else SaidItem(name)

    def _joined(self, said: tuple[Token, ...]) -> SaidItem | None:
        """Read "sans couenne", a joint before what tells goods apart."""
        noun = 1 + (word_at(said, 1) in self.words.definite)
        if not tells_apart(said, noun, self.words, self.items.known):
            return None
        return SaidItem(f"{self.words.stand_in} {spelling(said)}")

    def _describes(self, read: Read) -> bool:
        """Tell whether a word is a kind of goods and no goods: "tranché", "au lait"."""
        praised = fold(read.item.product) in self.words.complements.qualities
        return (read.modifies or self.is_adjective(read.item.product)) and not praised


def _stops(token: Token) -> bool:
    return token.kind is not Kind.WORD


def _act(goods: FirstGoods, kind: SaidItem, words: GoodsWords) -> Act:
    old = goods.items[0].product
    act = Act(Intent.REPLACE, items=(kind,), replaces=(old,))
    if named_as_kind(kind.product, words):
        return replace(act, manners=Manner.KIND_TOLD)
    return replace(act, why=("this in the place of what was named first",))


def _choice(said: tuple[Token, ...]) -> Act:
    return Act(
        Intent.CHOOSE,
        ref=Ref(RefBy.ATTRIBUTE, spelling(said)),
        manners=Manner.KIND_TOLD,
    )

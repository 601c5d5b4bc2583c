"""Find the goods that a sentence names first: "les œufs", "le lait et le beurre"."""

from dataclasses import dataclass, replace

from comptoir.conversation.hearing.items import ItemReader, Read
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Kind, Token, fold, stem
from comptoir.conversation.model import Amount, SaidItem
from comptoir.conversation.vocabulary import Vocabulary

LONGEST_TOPIC = 8


@dataclass(frozen=True, slots=True)
class FirstGoods:
    """Goods that were named first, and where their words begin."""

    items: tuple[SaidItem, ...]
    start: int
    packed: bool = False
    """True for "les bouteilles de cidre", of which a number counts the bottles."""
    amount: Amount | None = None
    """What is said of them in one breath: "le kilo de veau"."""
    settled: bool = False
    """True for "les œufs finalement", of which so many in all are wanted."""

    @property
    def only(self) -> SaidItem | None:
        """The goods where they are of one kind, None where several were joined."""
        return next(iter(self.items)) if len(self.items) == 1 else None


class FirstGoodsReader:
    """Finds goods before a place, with one language's words."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        self.rules = lexicon.named_first.topics
        self.words = lexicon.goods
        talk = lexicon.goods.relatives | lexicon.clauses.sentence_words
        self.talk = talk - lexicon.named_first.topics.joints - lexicon.named_first.topics.starts
        self.commands = lexicon.remarks.commands
        self.factors = lexicon.clauses.factors
        self.reasons = lexicon.named_first.counts.reasons
        self.items = ItemReader(lexicon.goods, known)

    def is_adjective(self, product: str) -> bool:
        """Tell whether what is named is but a kind or a place: "le premier", but not "sucre"."""
        if stem(fold(product)) not in self.words.adjectives:
            return False
        goods = self.items.known.longest((stem(fold(product)),), 0) > 0
        return stem(product) in self.words.spelt_adjectives or not goods

    def _goods(
        self, tokens: tuple[Token, ...], end: int, *, sure: bool = False
    ) -> FirstGoods | None:
        """Return the goods whose words end at a place, several when they are joined.

        They may be unknown where what follows makes it `sure` that they are goods.
        """
        last = self._without_endings(tokens, end)
        settled = any(token.plain in self.rules.settling for token in tokens[last:end])
        end = last
        first = self._one(tokens, end, sure=sure)
        if first is None:
            return None
        items, start = first.items, first.start
        while start > 1 and tokens[start - 1].plain in self.rules.links:
            other = self._one(tokens, start - 1, sure=sure)
            if other is None:
                break
            items, start = (*other.items, *items), other.start
        return FirstGoods(items, start, first.packed, first.amount, settled)

    def _without_endings(self, tokens: tuple[Token, ...], end: int) -> int:
        ended = True
        while ended and end > 1:
            spans = Line(tokens[:end]).spans(self.rules.endings)
            last = next((span for span in spans if span.end == end), None)
            ended = last is not None
            end = last.start if last is not None else end
        return end

    def _is_nobody(self, read: Read, *, sure: bool) -> bool:
        """Tell whether a word is a person's, or none that a shop knows where that is needed."""
        head = stem(fold(read.item.product).split()[0])
        strange = not (read.known or read.modifies)
        return (strange and not sure) or (not read.known and head in self.words.talk.persons)

    def _one(self, tokens: tuple[Token, ...], end: int, *, sure: bool) -> FirstGoods | None:
        for start in range(end - 1 - (not self.rules.bare), max(end - LONGEST_TOPIC - 2, -1), -1):
            if tokens[start].kind not in (Kind.WORD, Kind.FILTER):
                return None
            if tokens[start].plain in self.talk:
                return None
            opens = tokens[start].plain in self.rules.starts
            inside = start > 0 and tokens[start - 1].plain in self.rules.joints
            bare = self._is_bare(tokens, start)
            if not (opens or bare) or inside:
                continue
            reads = self.items.read(tokens[start:end])
            whole = len(reads) == 1 and reads[0].item.span[1] == tokens[end - 1].end
            if not whole or not (reads[0].quantity.definite or bare):
                return None
            if not reads[0].item.product or self._is_nobody(reads[0], sure=sure and not bare):
                return None
            head = tokens[min(start + 1, end - 1)].plain
            packed = not bare and stem(head) in self.words.vessels.containers
            only = reads[0].item
            return FirstGoods((replace(only, amount=None),), start, packed, only.amount)
        return None

    def _is_bare(self, tokens: tuple[Token, ...], start: int) -> bool:
        """Tell whether goods without an article may begin at a place."""
        if not self.rules.bare or tokens[start].plain in self.rules.starts:
            return False
        return start == 0 or tokens[start - 1].plain in self.rules.links

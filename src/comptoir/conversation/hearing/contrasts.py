"""Read that one thing is meant and not another: "il fallait du doux pas du demi-sel"."""

from dataclasses import replace

from comptoir.conversation.hearing.items import ItemReader, Read
from comptoir.conversation.hearing.lexicon import Lexicon
from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.tokens import Token, spelling
from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, SaidItem
from comptoir.conversation.vocabulary import Vocabulary


class ContrastReader:
    """Reads contrasts with one language's words."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary) -> None:
        self.rules = lexicon.named_first.contrasts
        self.words = lexicon.goods
        self.known = known
        self.items = ItemReader(lexicon.goods, known)

    def read(self, line: Line, *, offered: bool) -> Act | None:
        """Return the exchange that a line asks for by a contrast, None without one.

        Where a substitute was `offered`, what will do in place of what is sold out is one.
        """
        found = self._denied(line) or self._sooner(line) or self._rather(line)
        found = found or self._meant(line) or self._told(line) or self._preferred(line)
        return found or (self._lacking(line) if offered else None)

    def _denied(self, line: Line) -> Act | None:
        """Read "c'est pas du beurre que je voulais c'est de la margarine"."""
        denial = next(iter(line.spans(self.rules.denial)), None)
        if denial is None or denial.start:
            return None
        rest = Line(line.tokens[denial.end :])
        turns = (span for span in rest.spans(self.rules.turn) if span.start)
        joined = self.words.relatives
        turn = next((one for one in turns if rest.tokens[one.start - 1].plain not in joined), None)
        if turn is None:
            return None
        return self._exchange(rest.tokens[turn.end :], rest.tokens[: turn.start])

    def _sooner(self, line: Line) -> Act | None:
        """Read "plutôt des pleurotes que des champignons"."""
        sooner = next(iter(line.spans(self.rules.sooner)), None)
        than = next((span for span in line.spans(self.rules.than) if span.start > 2), None)
        if sooner is None or than is None:
            return None
        return self._exchange(line.tokens[sooner.end : than.start], line.tokens[than.end :])

    def _rather(self, line: Line) -> Act | None:
        """Read "on passe aux serviettes noires plutôt que les blanches"."""
        rather = next(iter(line.spans(self.rules.rather)), None)
        if rather is None or not rather.start:
            return None
        new = line.tokens[: rather.start]
        mover = next(iter(line.spans(self.rules.movers)), None)
        if mover is not None and not mover.start:
            new = new[mover.end :]
        return self._exchange(new, line.tokens[rather.end :]) if new else None

    def _meant(self, line: Line) -> Act | None:
        """Read "il fallait du beurre doux pas du demi-sel"."""
        if not any(line.spans(self.words.negation)) or any(line.spans(self.rules.apart)):
            return None
        for meant in line.spans(self.rules.meant):
            reads = self.items.read(line.tokens[meant.end :])
            first = reads[0].item if reads else SaidItem()
            other = first.without[0] if len(first.without) == 1 else ""
            if first.product and reads[0].known and other and self._is_goods(other):
                return _swap((replace(first, without=()),), other, "this is meant and not that")
        return None

    def _is_goods(self, name: str) -> bool:
        """Tell whether a name is goods or a kind of them, and no "davantage"."""
        stems = key(name)
        return self.known.longest(stems, 0) > 0 or " ".join(stems) in self.words.adjectives

    def _told(self, line: Line) -> Act | None:
        """Read "c'est de la badoit qu'il veut", which `follow` knows in whose place."""
        told = next(iter(line.spans(self.rules.told)), None)
        wished = next(iter(line.spans(self.rules.wished)), None)
        if told is None or wished is None or wished.start <= told.end:
            return None
        reads = self.items.read(line.tokens[told.end : wished.start])
        if len(reads) != 1 or not reads[0].item.product:
            return None
        if reads[0].item.amount is not None and not reads[0].quantity.article:
            return None
        return Act(
            Intent.REPLACE,
            items=(reads[0].item,),
            anaphoric=True,
            manners=Manner.MEANT,
        )

    def _preferred(self, line: Line) -> Act | None:
        """Read "elle préfère framboise finalement", which `follow` knows in whose place."""
        prefers = next(iter(line.spans(self.rules.prefers)), None)
        if prefers is None or prefers.start > 1:
            return None
        said = line.tokens[prefers.end :]
        for span in Line(said).spans(self.rules.preferred):
            said = said[: span.start]
        reads = self.items.read(said)
        if len(reads) > 1 and all(read.known and not read.quantity.said for read in reads):
            item = SaidItem(f"{self.words.stand_in} {spelling(said)}")  # "pomme banane"
            return Act(Intent.REPLACE, items=(item,), anaphoric=True, manners=Manner.MEANT)
        if len(reads) != 1 or not reads[0].item.product or reads[0].item.span[1] != said[-1].end:
            return None
        item = reads[0].item
        if not (reads[0].quantity.partitive or reads[0].quantity.definite or item.amount):
            item = replace(item, product=f"{self.words.stand_in} {item.product}", doubts=())
        return Act(Intent.REPLACE, items=(item,), anaphoric=True, manners=Manner.MEANT)

    def _lacking(self, line: Line) -> Act | None:
        """Read "si tu n'as plus de sole du cabillaud"."""
        lacking: Span | None = next(iter(line.spans(self.rules.lacking)), None)
        if lacking is None or lacking.start > 1:
            return None
        reads = self.items.read(line.tokens[lacking.end :])
        if len(reads) < 2 or not (reads[0].known and reads[1].known):
            return None
        return _swap((reads[1].item,), reads[0].item.product, "this will do if that is sold out")

    def _exchange(self, new: tuple[Token, ...], old: tuple[Token, ...]) -> Act | None:
        wanted, gone = self.items.read(new), self.items.read(old)
        if not wanted or not gone or not wanted[0].item.product or not gone[0].item.product:
            return None
        if not (wanted[0].known or gone[0].known):
            return None
        return _swap((wanted[0].item,), _of_kind(gone[0], wanted[0]), "this is meant and not that")


def _of_kind(old: Read, new: Read) -> str:
    """Name "des pâtes complètes que des blanches" by the noun that both share."""
    if not old.modifies or new.modifies:
        return old.item.product
    return f"{new.item.product.split(maxsplit=1)[0]} {old.item.product}"


def _swap(items: tuple[SaidItem, ...], old: str, why: str) -> Act:
    return Act(Intent.REPLACE, items=items, replaces=(old,), why=(why,))

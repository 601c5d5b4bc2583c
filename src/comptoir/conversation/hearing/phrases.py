"""Read one product: where its words begin and end in a list without separators."""

from dataclasses import replace

from comptoir.conversation.hearing.goods_words import GoodsWords, opening_at, word_at
from comptoir.conversation.hearing.hyphens import bound_length
from comptoir.conversation.hearing.juxtaposed import JuxtapositionReader
from comptoir.conversation.hearing.phrase import Phrase
from comptoir.conversation.hearing.sounds import sound_of
from comptoir.conversation.hearing.tokens import Kind, Token, respelt, stem
from comptoir.conversation.model import Doubt, Filter, Unit
from comptoir.conversation.vocabulary import Vocabulary


class PhraseReader(JuxtapositionReader):
    """Reads products from a row of prepared tokens."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        words: GoodsWords,
        known: Vocabulary,
        *,
        correcting: bool = False,
    ) -> None:
        super().__init__(tokens, words, known)
        self.correcting = correcting

    def read(self, start: int, *, determined: bool = False, partitive: bool = False) -> Phrase:
        """Return the product phrase that starts at a place, empty when none does."""
        start += word_at(self.tokens, start) in self.words.others
        while self._is_praised(start, determined=determined):
            start += 1
        phrase = Phrase(start, start, determined=determined, partitive=partitive)
        while phrase.end < len(self.tokens):
            before = phrase.end
            if not self._step(phrase) or phrase.end == before:
                break
        if any(token.plain in self.words.diets for token in phrase.kept):
            phrase.doubts.append(Doubt.DIET_WORD)
        return phrase

    def _is_praised(self, at: int, *, determined: bool) -> bool:
        """Tell whether a word is praise before a product, and no part of its name: belle."""
        praise = word_at(self.tokens, at) in self.words.complements.qualities
        if not praise or at + 1 >= len(self.tokens) or self.known.longest(self.plains, at) > 1:
            return False
        return determined or self.known.longest(self.plains, at + 1) > 0

    def _step(self, phrase: Phrase) -> bool:
        """Read on by a word or a group; tell whether the product may go on."""
        token = self.tokens[phrase.end]
        if token.kind is not Kind.WORD:
            return self._counted_part(phrase) or self._sign(phrase, token)
        word = token.plain
        length = self._known_at(phrase.end)
        compound = bound_length(self.tokens, phrase.end)
        if compound > length or self._is_long_adjective(phrase):
            return self._bound(phrase, compound)
        if self._begins_talk(phrase.end):
            phrase.end = self._past_talk(phrase.end)
            return False
        if word in self.words.finite:
            phrase.subject = bool(phrase.kept)
            if not phrase.kept and not self.words.adjectives_first:
                phrase.end += 1
                return False
            phrase.end = self._past_relative(phrase.end)
            return False
        return self._goods(phrase, word, length)

    def _goods(self, phrase: Phrase, word: str, length: int) -> bool:
        """Read on where no talk begins."""
        if word in self.words.numbered and self.quantities.is_number(phrase.end + 1):
            return self._take(phrase, 2)
        if self.words.adjectives_first and phrase.kept and self._describes_after(phrase):
            return True
        taken = self._belonging(phrase, word, length)
        if taken:
            return self._take(phrase, taken)
        if self.tokens[phrase.end].bound and phrase.kept and not length:
            return self._take(phrase, 1)
        if self._says_nothing(phrase, word):
            phrase.end += 1
            return True
        return self._counted_part(phrase) or self._link(phrase, word, length)

    def _says_nothing(self, phrase: Phrase, word: str) -> bool:
        """Tell whether a product goes on behind a word: the "celui" of "café celui en grains"."""
        if phrase.kept and word in self.words.demonstratives:
            return True
        return word in self.words.fillers and not self._joins(phrase, word)

    def _is_long_adjective(self, phrase: Phrase) -> bool:
        """Tell whether a word of "ready to eat" stands before the name of goods."""
        bound = self.tokens[phrase.end].bound
        return self.words.adjectives_first and phrase.headless and bound

    def _bound(self, phrase: Phrase, compound: int) -> bool:
        """Read a compound, or a word of an adjective, into which no grammar sees."""
        if compound:
            return self._compound(phrase, compound)
        phrase.kept.append(self.tokens[phrase.end])
        phrase.end += 1
        return True

    def _compound(self, phrase: Phrase, length: int) -> bool:
        """Read "ouvre-boîte", which opens the next product of a list without determiners."""
        name = " ".join(map(stem, self.plains[phrase.end : phrase.end + length]))
        if phrase.kept and name in self.words.adjectives:  # "aigre-doux"
            return self._take(phrase, length)
        if phrase.kept and not phrase.headless and not phrase.determined:
            return False
        taken = self._take(phrase, length)
        phrase.headless = False
        return taken

    def _belonging(self, phrase: Phrase, word: str, length: int) -> int:
        """Return how many words from here belong to the product for certain, 0 for none."""
        linked = self._coordinated(phrase) or self._flavour_at(phrase, length)
        if linked:
            return linked
        if length and self._fits(phrase, length):
            return length
        return 2 if word in self.words.degrees and self._describes(phrase) else 0

    def _joins(self, phrase: Phrase, word: str) -> bool:
        """Tell whether "en" joins "pailles" and "papier" rather than filling a gap."""
        following = word_at(self.tokens, phrase.end + 1)
        little = self.words.fillers | self.words.separators | self.words.relatives
        return bool(
            word in self.words.joints and phrase.kept and following and following not in little
        )

    def _describes(self, phrase: Phrase) -> bool:
        """Tell whether "bien" stands before an adjective: "bien cuite", "pas trop salé"."""
        following = stem(word_at(self.tokens, phrase.end + 1))
        return bool(phrase.kept) and following in self.words.adjectives

    def _link(self, phrase: Phrase, word: str, length: int) -> bool:
        if word in self.words.purposes.openings:
            return self._purpose(phrase)
        if word in self.words.joints or word in self.words.openers_as_joints:
            return self._joint(phrase)
        if word in self.words.companions:
            return self._companion(phrase)
        return self._word(phrase, word, length)

    def _sign(self, phrase: Phrase, token: Token) -> bool:
        if isinstance(token.value, Filter):
            phrase.filters.append(token.value)
            if token.misheard:
                phrase.doubts.append(Doubt.DIET_WORD)
            phrase.end += 1
            return True
        if token.kind is Kind.LIMIT and isinstance(token.value, int):
            phrase.max_price = token.value
            phrase.end += 1
            return True
        last = phrase.kept[-1].plain if phrase.kept else ""
        if token.kind is Kind.NUMBER and last in self.words.numbered:
            return self._take(phrase, 1)
        return False

    def _take(self, phrase: Phrase, length: int) -> bool:
        group = self.tokens[phrase.end : phrase.end + length]
        plains = tuple(token.plain for token in group)
        named = length > 1 or not self._is_adjective(group[0], alone=True)
        found = self.known.longest(plains, 0) > 0
        phrase.known = phrase.known or (found and named)
        if found and named and phrase.headless:
            brand = self.known.is_brand(plains)
            phrase.head = "" if brand else stem(plains[0])
            phrase.headless = brand and self.words.adjectives_first
            if brand:
                phrase.head = next(iter(self.words.kinds.flavoured), "")
        phrase.kept.extend(group)
        phrase.end += length
        brand = found and self.known.is_brand(plains)
        phrase.closed = not brand and self._closes(group[-1])
        return True

    def _word(self, phrase: Phrase, word: str, length: int) -> bool:
        if self._is_relative(phrase.end):
            phrase.end = self._past_relative(phrase.end)
            return False
        if pair := self._pair_length(phrase):
            return self._take(phrase, pair)
        if word in self.words.articles | self.words.definite | self.words.separators:
            return False
        if word in self.words.postposed:
            return self._take(phrase, 1)
        if length or phrase.closed:  # a known noun that did not fit opens the next product
            return False
        return self._unknown(phrase, word)

    def _unknown(self, phrase: Phrase, word: str) -> bool:
        if self.words.adjectives_first and phrase.kept and stem(word) in self.words.adjectives:
            return phrase.headless and self._take(phrase, 1)
        if self._by_sound(phrase) or self._adjective_by_sound(phrase, word):
            return True
        return self._take(phrase, 1)

    def _by_sound(self, phrase: Phrase) -> bool:
        """Take up to three unknown words that sound like one known phrase."""
        deaf = self._deaf_at(phrase)
        for length in (3, 2, 1):
            group = self.tokens[phrase.end : phrase.end + length]
            if len(group) < length or any(token.kind is not Kind.WORD for token in group):
                continue
            plains = tuple(token.plain for token in group)
            if plains[0].endswith("'") or (length > 1 and len(plains[-1]) == 1):
                continue
            if length == 1 and (
                self.known.knows(plains[0]) or stem(plains[0]) in self.words.adjectives
            ):
                continue
            if any(word in self.words.separators or word in deaf for word in plains):
                continue
            meant = self.known.near_sound(tuple(token.text for token in group))
            if meant is None or (phrase.kept and not phrase.headless and " " not in meant):
                continue
            phrase.kept.append(replace(respelt(group[0], meant), end=group[-1].end))
            phrase.doubts.append(Doubt.HEARD_BY_SOUND)
            phrase.head, phrase.headless = stem(phrase.kept[-1].plain.split()[0]), False
            phrase.known = True
            phrase.end += length
            return True
        return False

    def _deaf_at(self, phrase: Phrase) -> frozenset[str]:
        """Return the words not to be recognised by their sound at the end of a phrase."""
        ear = self.words.ear
        before = word_at(self.tokens, phrase.end - 1)
        certain = not phrase.kept and (
            before in self.words.of or before in self.words.openers_as_joints
        )
        return ear.deaf if certain else ear.well

    def _adjective_by_sound(self, phrase: Phrase, word: str) -> bool:
        """Take an unknown word after a product that sounds like an adjective: rappé."""
        known = self.known.knows(word) or stem(word) in self.words.adjectives
        if (
            known
            or self._is_participle(phrase.end)
            or phrase.headless
            or len(word) < 4
            or word in self.words.ear.well
        ):
            return False
        meant = self.words.ear.adjectives.get(sound_of(word, self.words.ear.sounds))
        if meant is None:
            return False
        phrase.kept.append(respelt(self.tokens[phrase.end], meant))
        phrase.doubts.append(Doubt.HEARD_BY_SOUND)
        phrase.end += 1
        return True

    def _joint(self, phrase: Phrase) -> bool:
        """Read "de terre", "au lait", "en poudre", "d'un litre", or stop before "du lait"."""
        at = phrase.end
        word = self.plains[at]
        if self._holds(phrase) or self._changes(phrase):
            return True
        if not phrase.kept and (not self.correcting or word in self.words.of):
            return False
        if word in self.words.openers_as_joints or opening_at(self.tokens, at, self.words) > 1:
            return self._opened(phrase, opening_at(self.tokens, at, self.words) or 1)
        following = at + 1
        following += word_at(self.tokens, following) in self.words.definite
        if not word_at(self.tokens, following) or self.plains[following] in self.words.finite:
            return False
        length = self.known.longest(self.plains, following)
        named = phrase.headless and not length and word in self.words.joints
        self._take(phrase, following - at + (length or 1))
        if named and not self.words.adjectives_first:  # "cristaux de soude" is whole
            phrase.head, phrase.headless = stem(phrase.kept[0].plain), False
        phrase.closed = self.words.adjectives_first and length > 0
        return True

    def _opened(self, phrase: Phrase, opening: int) -> bool:
        """Read "du jardin" and "des charentes", or stop before the next product."""
        at = phrase.end + opening
        if self._is_origin(at) or self._is_unheard_of(phrase, at):
            return self._take(phrase, opening + 1)
        if stem(word_at(self.tokens, at)) not in self.words.purposes.attached:
            return False
        phrase.end += opening
        return self._take(phrase, 1)

    def _holds(self, phrase: Phrase) -> bool:
        """Read "d'un litre" and "de six" behind a product."""
        amount = self.quantities.amount_at(phrase.end + 1)
        if self.plains[phrase.end] not in self.words.of or amount is None or not phrase.kept:
            return False
        if amount.unit is Unit.PIECE:
            phrase.pack_size = int(amount.value)
        else:
            phrase.size = amount
        phrase.end += 2
        return True

    def _changes(self, phrase: Phrase) -> bool:
        """Read "de plus" and "de moins" behind a product."""
        changed = self.words.changes.get(word_at(self.tokens, phrase.end + 1))
        if not changed or not phrase.kept or not self._ends_item(phrase.end + 2):
            return False
        phrase.change = changed
        phrase.end += 2
        return True

    def _ends_item(self, index: int) -> bool:
        word = word_at(self.tokens, index)
        return not word or word in self.words.separators or word in self.words.fillers

    def _companion(self, phrase: Phrase) -> bool:
        following = word_at(self.tokens, phrase.end + 1)
        skipped = self._garnished(phrase)
        if skipped:
            return self._take(phrase, skipped)
        opens = opening_at(self.tokens, phrase.end + 1, self.words) or (
            following in self.words.articles or following in self.words.definite
        )
        if opens or not following or not phrase.kept:
            return False
        return self._take(phrase, 2)

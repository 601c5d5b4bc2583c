"""Read one product: where its words begin and end in a list without separators."""

from dataclasses import dataclass, field, replace

from comptoir.conversation.hearing.goods_words import GoodsWords, opening_at, singular, word_at
from comptoir.conversation.hearing.quantities import QuantityReader
from comptoir.conversation.hearing.sounds import sound_of
from comptoir.conversation.hearing.tokens import Kind, Token, respelt, spelling, stem
from comptoir.conversation.model import Amount, Doubt, Filter, Unit
from comptoir.conversation.vocabulary import Vocabulary


@dataclass
class Phrase:
    """A product being read: its tokens, what was said of it, and where it ended."""

    end: int
    kept: list[Token] = field(default_factory=list[Token])
    head: str = ""
    """The stem of the first known noun."""
    headless: bool = True
    """True while nothing but adjectives and unknown words has been read."""
    filters: list[Filter] = field(default_factory=list[Filter])
    max_price: int | None = None
    size: Amount | None = None
    pack_size: int | None = None
    change: int = 0
    """1 behind "de plus", -1 behind "de moins"."""
    known: bool = False
    """True once a phrase or a brand of the vocabulary has been read."""
    doubts: list[Doubt] = field(default_factory=list[Doubt])

    def text(self, words: GoodsWords) -> str:
        """Return the product in the singular up to its first joint."""
        shown: list[Token] = []
        joined = False
        for token in self.kept:
            joined = joined or (bool(shown) and token.plain in words.joints)
            one = token if joined else replace(token, text=singular(token.text, words))
            shown.append(one)
        return spelling(shown)


class PhraseReader:
    """Reads products from a row of prepared tokens."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        words: GoodsWords,
        known: Vocabulary,
        *,
        correcting: bool = False,
    ) -> None:
        self.correcting = correcting
        self.tokens = tokens
        self.plains = tuple(
            token.plain if token.kind is Kind.WORD else token.sign for token in tokens
        )
        self.words = words
        self.known = known
        self.quantities = QuantityReader(tokens, words, known)
        self._talk: dict[int, bool] = {}

    def read(self, start: int) -> Phrase:
        """Return the product phrase that starts at a place, empty when none does."""
        phrase = Phrase(start)
        while phrase.end < len(self.tokens):
            before = phrase.end
            if not self._step(phrase) or phrase.end == before:
                break
        if any(token.plain in self.words.diets for token in phrase.kept):
            phrase.doubts.append(Doubt.DIET_WORD)
        return phrase

    def _step(self, phrase: Phrase) -> bool:
        """Read on by a word or a group; tell whether the product may go on."""
        token = self.tokens[phrase.end]
        if token.kind is not Kind.WORD:
            return self._sign(phrase, token)
        word = token.plain
        length = self._known_at(phrase.end)
        if self._begins_talk(phrase):
            phrase.end = self._past_talk(phrase.end)
            return False
        if length and self._fits(phrase, length):
            return self._take(phrase, length)
        if word in self.words.degrees and self._describes(phrase):
            return self._take(phrase, 2)
        if word in self.words.fillers:
            phrase.end += 1
            return True
        return self._link(phrase, word, length)

    def _known_at(self, index: int) -> int:
        """Return the length of the known product at a place; "mais" is maïs only behind "du"."""
        length = self.known.longest(self.plains, index)
        spelt = self.tokens[index].text in self.words.spelt_separators
        before = self.plains[index - 1] if index else ""
        wanted = before in self.words.of or before in self.words.openers_as_joints
        return 0 if length == 1 and spelt and not wanted else length

    def _describes(self, phrase: Phrase) -> bool:
        """Tell whether "bien" stands before an adjective: "bien cuite", "pas trop salé"."""
        following = stem(word_at(self.tokens, phrase.end + 1))
        return bool(phrase.kept) and following in self.words.adjectives

    def _begins_talk(self, phrase: Phrase) -> bool:
        """Tell whether a noun opens a clause about somebody: "mamie en a", "les enfants adorent"."""
        at = phrase.end
        if at in self._talk:
            return self._talk[at]
        subject = self.plains[at] not in self.words.separators and at + 1 < len(self.tokens)
        noun = at + (self.plains[at] in self.words.definite)
        verb = noun + 1
        while subject and word_at(self.tokens, verb) in self.words.talk_pronouns:
            verb += 1
        talks = subject and word_at(self.tokens, verb) in self.words.talk_verbs
        person = stem(word_at(self.tokens, noun)) in self.words.persons
        self._talk[at] = talks and (person or (verb > noun + 1 and not self._known_at(noun)))
        return self._talk[at]

    def _past_talk(self, index: int) -> int:
        index += 1
        while index < len(self.tokens) and not self._resumes(index):
            index += 1
        return index

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

    def _fits(self, phrase: Phrase, length: int) -> bool:
        """Tell whether a known phrase may join what has been read."""
        if not phrase.kept:
            return True
        group = self.plains[phrase.end : phrase.end + length]
        if length == 1 and self._is_adjective(self.tokens[phrase.end], alone=True):
            return not self.words.adjectives_first or phrase.headless
        if self.known.is_brand(group) and stem(phrase.kept[-1].plain) not in self.words.joints:
            return True
        joined = self._joined(phrase)
        if joined in self.words.joints or {joined, group[0]} & self.words.prefixes:
            return True
        flavour = " ".join(stem(word) for word in group) in self.words.flavours
        takes = phrase.head in self.words.flavoured or stem(joined) in self.words.flavoured
        if self.words.adjectives_first:
            whole = stem(group[-1]) in self.words.flavoured and length == 1
            return phrase.headless or whole
        return phrase.headless or (flavour and takes)

    def _is_adjective(self, token: Token, *, alone: bool) -> bool:
        """Tell an adjective from a noun that differs by an accent only: sucré, sucre."""
        if stem(token.plain) not in self.words.adjectives:
            return False
        return stem(token.text) in self.words.spelt_adjectives or not (
            alone and self.known.longest((token.plain,), 0)
        )

    def _joined(self, phrase: Phrase) -> str:
        return phrase.kept[-1].plain if phrase.kept else ""

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
                phrase.head = next(iter(self.words.flavoured), "")
        phrase.kept.extend(group)
        phrase.end += length
        return True

    def _word(self, phrase: Phrase, word: str, length: int) -> bool:
        if self._is_relative(phrase.end):
            phrase.end = self._past_relative(phrase.end)
            return False
        opens = word in self.words.articles or word in self.words.definite
        if opens or word in self.words.separators:
            return False
        if length:  # a known noun that did not fit opens the next product
            return False
        if self.words.adjectives_first and phrase.kept and stem(word) in self.words.adjectives:
            return phrase.headless and self._take(phrase, 1)
        if self._by_sound(phrase) or self._adjective_by_sound(phrase, word):
            return True
        return self._take(phrase, 1)

    def _by_sound(self, phrase: Phrase) -> bool:
        """Take up to three unknown words that sound like one known phrase."""
        for length in (3, 2, 1):
            group = self.tokens[phrase.end : phrase.end + length]
            if len(group) < length or any(token.kind is not Kind.WORD for token in group):
                continue
            plains = tuple(token.plain for token in group)
            if length == 1 and (
                self.known.knows(plains[0]) or stem(plains[0]) in self.words.adjectives
            ):
                continue
            if any(word in self.words.separators | self._deaf_at(phrase) for word in plains):
                continue
            meant = self.known.by_sound(plains)
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
        return ear.deaf if certain else ear.deaf | ear.common

    def _adjective_by_sound(self, phrase: Phrase, word: str) -> bool:
        """Take an unknown word after a product that sounds like an adjective: rappé."""
        known = self.known.knows(word) or stem(word) in self.words.adjectives
        if (
            known
            or phrase.headless
            or len(word) < 4
            or word in self.words.ear.deaf | self.words.ear.common
        ):
            return False
        meant = self.words.ear.adjectives.get(sound_of(word, self.words.ear.sounds))
        if meant is None:
            return False
        phrase.kept.append(respelt(self.tokens[phrase.end], meant))
        phrase.doubts.append(Doubt.HEARD_BY_SOUND)
        phrase.end += 1
        return True

    def _is_relative(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text in self.words.relatives or token.plain in self.words.relatives

    def _past_relative(self, index: int) -> int:
        while index < len(self.tokens) and not self._resumes(index):
            index += 1
        return index

    def _resumes(self, index: int) -> bool:
        """Tell whether a list goes on after talk: "et", but not the "plus" of "c'est plus bon"."""
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        counted = following is not None and following.value is not None
        separates = self.plains[index] in self.words.separators
        return separates and (counted or self.plains[index] not in self.words.negated)

    def _joint(self, phrase: Phrase) -> bool:
        """Read "de terre", "au lait", "en poudre", "d'un litre", or stop before "du lait"."""
        at = phrase.end
        word = self.plains[at]
        changed = self.words.changes.get(word_at(self.tokens, at + 1))
        if changed and phrase.kept and self._ends_item(at + 2):
            phrase.change = changed
            phrase.end += 2
            return False
        amount = self.quantities.amount_at(at + 1)
        if word in self.words.of and amount is not None and phrase.kept:
            if amount.unit is Unit.PIECE:
                phrase.pack_size = int(amount.value)
            else:
                phrase.size = amount
            phrase.end += 2
            return True
        if not phrase.kept and (not self.correcting or word in self.words.of):
            return False
        following = at + 1
        if word in self.words.openers_as_joints or opening_at(self.tokens, at, self.words) > 1:
            opening = opening_at(self.tokens, at, self.words) or 1
            if stem(word_at(self.tokens, at + opening)) not in self.words.purposes.attached:
                return False
            phrase.end += opening
            return self._take(phrase, 1)
        following += word_at(self.tokens, following) in self.words.definite
        if not word_at(self.tokens, following):
            return False
        length = self.known.longest(self.plains, following) or 1
        return self._take(phrase, following - at + length)

    def _ends_item(self, index: int) -> bool:
        word = word_at(self.tokens, index)
        return not word or word in self.words.separators or word in self.words.fillers

    def _companion(self, phrase: Phrase) -> bool:
        following = word_at(self.tokens, phrase.end + 1)
        opens = opening_at(self.tokens, phrase.end + 1, self.words) or (
            following in self.words.articles or following in self.words.definite
        )
        if opens or not following or not phrase.kept:
            return False
        return self._take(phrase, 2)

    def _purpose(self, phrase: Phrase) -> bool:
        """Keep "pour chat", drop "pour le barbecue"."""
        at = phrase.end + 1
        opening = opening_at(self.tokens, at, self.words)
        determiners = self.words.definite | self.words.articles
        at += opening or (word_at(self.tokens, at) in determiners)
        if phrase.kept and stem(phrase.kept[0].plain) in self.words.purposes.makeshifts:
            return self._what_for(phrase)
        if phrase.kept and self._is_attached(at, bare=at == phrase.end + 1):
            phrase.kept.append(self.tokens[phrase.end])
            length = self._attached_length(at)
            phrase.kept.extend(self.tokens[at : at + length])
            phrase.end = at + length
            return True
        if not phrase.kept and at > phrase.end + 1 and self._names_goods(at):
            phrase.end = at
            return True
        if word_at(self.tokens, at) in self.words.purposes.verbs:
            phrase.end = self._past_purpose(at)
            return False
        at = self._past_event(at)
        while at < len(self.tokens) and not self._ends_purpose(at):
            at += 1
        phrase.end = at
        return bool(phrase.kept) and at < len(self.tokens) and self.tokens[at].kind is not Kind.WORD

    def _what_for(self, phrase: Phrase) -> bool:
        """Read on in "un truc pour déboucher l'évier", which names no product but its purpose."""
        stops = self.words.separators | self.words.relatives
        end = phrase.end + 1
        while end < len(self.tokens) and word_at(self.tokens, end) not in stops | {""}:
            end += 1
        phrase.kept.extend(self.tokens[phrase.end : end])
        phrase.end = end
        return False

    def _past_purpose(self, index: int) -> int:
        """Skip "aller avec des lasagnes" up to the next part of the sentence."""
        while index < len(self.tokens) and self.tokens[index].kind is not Kind.STOP:
            if self.plains[index] in self.words.separators and self._resumes(index):
                break
            index += 1
        return index

    def _is_attached(self, index: int, *, bare: bool) -> bool:
        """Tell whether what follows "pour" belongs to the product: "pour chat", "pour burger"."""
        word = word_at(self.tokens, index)
        following = stem(word_at(self.tokens, index + 1))
        described = (
            stem(word) not in self.words.purposes.events
            and following in self.words.purposes.attached
        )
        if stem(word) in self.words.purposes.attached or (bare and described):
            return bare or self.words.purposes.bare
        free = stem(word) in self.words.purposes.events or word in self.words.purposes.free
        return self.words.purposes.bare and bare and bool(word) and not free

    def _attached_length(self, index: int) -> int:
        known = self.known.longest(self.plains, index)
        following = stem(word_at(self.tokens, index + 1)) in self.words.purposes.attached
        return max(known, 2 if following else 1)

    def _names_goods(self, index: int) -> bool:
        event = stem(word_at(self.tokens, index)) in self.words.purposes.events
        return index < len(self.tokens) and not event and self._starts_goods_at(index)

    def _starts_goods_at(self, index: int) -> bool:
        return self.known.longest(self.plains, index) > 0

    def _past_event(self, index: int) -> int:
        """Return the place after "fête des mères", or the same place."""
        if stem(word_at(self.tokens, index)) not in self.words.purposes.events:
            return index
        at = index + 1
        opening = opening_at(self.tokens, at, self.words)
        opening = opening or (word_at(self.tokens, at) in self.words.of)
        return at + opening + 1 if opening else at

    def _ends_purpose(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is not Kind.WORD:
            return token.kind in (Kind.AMOUNT, Kind.STOP, Kind.LIMIT) or self._counts_goods(index)
        word = token.plain
        opens = word in self.words.articles or word in self.words.separators
        return opens or opening_at(self.tokens, index, self.words) > 0 or self._starts_goods(index)

    def _counts_goods(self, index: int) -> bool:
        return self.quantities.counts_container(index) or (
            index + 1 < len(self.tokens) and self._starts_goods(index + 1)
        )

    def _starts_goods(self, index: int) -> bool:
        before = self.plains[index - 1]
        definite = before in self.words.definite | self.words.of | self.words.articles
        return not definite and self._starts_goods_at(index)

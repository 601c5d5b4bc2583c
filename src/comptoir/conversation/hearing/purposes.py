"""Read what goods are for: "pour chat" belongs to them, "pour le barbecue" does not."""

from comptoir.conversation.hearing.goods_words import opening_at, word_at
from comptoir.conversation.hearing.phrase import Phrase
from comptoir.conversation.hearing.talk import TalkReader
from comptoir.conversation.hearing.tokens import Kind, stem


class PurposeReader(TalkReader):
    """Reads purposes in a row of prepared tokens."""

    def _purpose(self, phrase: Phrase) -> bool:
        """Keep "pour chat", drop "pour le barbecue"."""
        at = phrase.end + 1
        opening = opening_at(self.tokens, at, self.words)
        determiners = self.words.definite | self.words.articles
        at += opening or (word_at(self.tokens, at) in determiners)
        if phrase.kept and stem(phrase.kept[0].plain) in self.words.purposes.makeshifts:
            return self._what_for(phrase)
        if self._is_deed(at):
            phrase.end = self._past_purpose(at)
            return False
        if phrase.kept and self._is_attached(at, bare=at == phrase.end + 1):
            phrase.kept.append(self.tokens[phrase.end])
            length = self._attached_length(at)
            phrase.kept.extend(self.tokens[at : at + length])
            phrase.end = at + length
            return True
        if not phrase.kept and at > phrase.end + 1 and self._names_goods(at):
            phrase.end = at
            return True
        at = self._past_event(at)
        while at < len(self.tokens) and not self._ends_purpose(at):
            at = self._past_whose(at + 1)
        phrase.end = at
        return bool(phrase.kept) and at < len(self.tokens) and self.tokens[at].kind is not Kind.WORD

    def _past_whose(self, at: int) -> int:
        """Skip what tells whose a purpose is: the "de la semaine" of "pour mon houmous de la…"."""
        while at < len(self.tokens):
            opening = opening_at(self.tokens, at, self.words)
            joint = word_at(self.tokens, at) in self.words.of | self.words.complements.garnishes
            noun = at + (opening or joint)
            noun += word_at(self.tokens, noun) in self.words.definite
            of = self.plains[at] in self.words.of and opening <= 1
            named = bool(word_at(self.tokens, noun)) and self._starts_goods_at(noun)
            if noun == at or not word_at(self.tokens, noun):
                return at
            if named and not (of or joint):
                return at
            at = noun + max(1, self.known.longest(self.plains, noun))
        return at

    def _is_deed(self, at: int) -> bool:
        """Tell whether what is done with goods stands here: "pour accompagner", "pour rempoter"."""
        word = word_at(self.tokens, at)
        if word in self.words.purposes.verbs:
            return True
        infinitive = word.endswith(self.words.purposes.infinitives) and len(word) > 4
        named = self.known.knows(word) or stem(word) in self.words.purposes.attached
        return infinitive and not named

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
        named = at + 1 == len(self.tokens)  # "pour la soirée film"
        return at + opening + 1 if opening or named else at

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

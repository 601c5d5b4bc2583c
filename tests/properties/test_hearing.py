"""What a sentence means does not change with the chatter around it, and nothing makes it crash."""

import json
from pathlib import Path
from typing import cast

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comptoir.conversation.hear import hear
from comptoir.conversation.model import LONGEST_SENTENCE, Json, Pending, PendingKind
from comptoir.conversation.understand import shape_all

SETS = Path(__file__).parent.parent / "understanding"
BEFORE = {
    "fr": ("euh", "alors", "bon alors", "tiens", "écoute", "du coup", "bonjour"),
    "en": ("um", "well", "please", "oh", "ok so", "hello"),
}
AFTER = {
    "fr": ("s'il vous plaît", "merci", "svp", "hein", "merci beaucoup"),
    "en": ("please", "thanks", "cheers"),
}
LEAST = 0.96
"""The share of sentences that keep their meaning among chatter."""


def sentences(language: str) -> list[tuple[str, Pending | None]]:
    found: list[tuple[str, Pending | None]] = []
    for line in (SETS / f"dialogues_{language}.jsonl").read_text("utf-8").splitlines():
        for turn in cast("list[Json]", json.loads(line)["turns"]):
            context = turn.get("context")
            pending = Pending(PendingKind(str(context))) if context else None
            found.append((str(turn["say"]), pending))
    return found


def meaning(text: str, language: str, pending: Pending | None) -> Json:
    return shape_all(hear(text, language=language, pending=pending).acts)


class TestChatter:
    def kept(self, language: str) -> float:
        same = [
            meaning(text, language, pending) == meaning(around, language, pending)
            for place, (text, pending) in enumerate(sentences(language))
            for around in (
                f"{BEFORE[language][place % len(BEFORE[language])]} {text}",
                f"{text} {AFTER[language][place % len(AFTER[language])]}",
            )
        ]
        return sum(same) / len(same)

    def test_changes_no_meaning_in_french(self) -> None:
        assert self.kept("fr") >= LEAST

    def test_changes_no_meaning_in_english(self) -> None:
        assert self.kept("en") >= LEAST


class TestAnyText:
    @settings(max_examples=150)
    @given(
        text=st.text(max_size=LONGEST_SENTENCE // 4),
        language=st.sampled_from(["fr", "en"]),
        kind=st.one_of(st.none(), st.sampled_from(list(PendingKind))),
    )
    def test_is_heard_as_some_act(self, text: str, language: str, kind: PendingKind | None) -> None:
        heard = hear(text, language=language, pending=Pending(kind) if kind else None)
        assert heard.acts

    @settings(max_examples=150)
    @given(data=st.data(), language=st.sampled_from(["fr", "en"]))
    def test_of_shuffled_words_is_heard_the_same_twice(
        self, data: st.DataObject, language: str
    ) -> None:
        text, pending = data.draw(st.sampled_from(sentences(language)[:200]))
        words = data.draw(st.permutations(text.split()))
        assume(words)
        said = " ".join(words)
        first = meaning(said, language, pending)
        assert first == meaning(said, language, pending)

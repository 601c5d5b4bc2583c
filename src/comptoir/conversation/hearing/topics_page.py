"""Read from the lexicon how a language speaks of what was named first."""

from comptoir.conversation.hearing.pages import Page
from comptoir.conversation.hearing.topic_rules import (
    ContrastRules,
    CountRules,
    NamedFirst,
    QuestionRules,
    TopicRules,
)


def named_first(page: Page) -> NamedFirst:
    """Return how a language speaks of what was named before."""
    return NamedFirst(
        topics=_topic_rules(page),
        counts=_count_rules(page.inner("counts")),
        contrasts=_contrast_rules(page.inner("contrasts")),
        questions=_question_rules(page.inner("questions")),
    )


def _question_rules(page: Page) -> QuestionRules:
    """Return how a language asks how much goods cost and how many there are."""
    return QuestionRules(
        prices=page.pattern("prices"), counts=page.pattern("counts"), links=page.pattern("links")
    )


def _count_rules(page: Page) -> CountRules:
    """Return how a language says an amount alone."""
    return CountRules(
        openings=page.pattern("openings"),
        again=page.words("again"),
        judged=page.pattern("judged"),
        resumes=page.pattern("resumes"),
        closings=page.words("closings"),
        reasons=page.words("reasons"),
        more=page.pattern("more"),
        less=page.pattern("less"),
        same=page.pattern("same"),
    )


def _topic_rules(page: Page) -> TopicRules:
    """Return what a language says of goods that were named first."""
    return TopicRules(
        starts=page.words("starts"),
        bare=bool(page.table.get("bare")),
        joints=page.words("joints"),
        links=page.words("links"),
        endings=page.pattern("endings"),
        settling=page.words("settling"),
        finals=page.pattern("finals"),
        adds=page.pattern("adds"),
        again=page.words("again"),
        drops=page.pattern("drops"),
        too=page.pattern("too"),
        told=page.pattern("told"),
        kind_openings=page.pattern("kind_openings"),
        kind_joints=page.words("kind_joints"),
        changed=page.pattern("changed"),
        same=page.pattern("same"),
    )


def _contrast_rules(page: Page) -> ContrastRules:
    """Return how a language says that one thing is meant and not another."""
    return ContrastRules(
        prefers=page.pattern("prefers"),
        preferred=page.pattern("preferred"),
        denial=page.pattern("denial"),
        turn=page.pattern("turn"),
        meant=page.pattern("meant"),
        told=page.pattern("told"),
        wished=page.pattern("wished"),
        sooner=page.pattern("sooner"),
        than=page.pattern("than"),
        rather=page.pattern("rather"),
        movers=page.pattern("movers"),
        apart=page.pattern("apart"),
        lacking=page.pattern("lacking"),
    )

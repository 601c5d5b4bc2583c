"""Read from the lexicon how a language speaks of what was named first."""

from comptoir.conversation.hearing.pages import Page
from comptoir.conversation.hearing.topic_rules import CountRules, TopicRules


def count_rules(page: Page) -> CountRules:
    """Return how a language says an amount alone."""
    return CountRules(
        openings=page.pattern("openings"),
        closings=page.words("closings"),
        reasons=page.words("reasons"),
        more=page.pattern("more"),
        less=page.pattern("less"),
        same=page.pattern("same"),
    )


def topic_rules(page: Page) -> TopicRules:
    """Return what a language says of goods that were named first."""
    return TopicRules(
        starts=page.words("starts"),
        joints=page.words("joints"),
        links=page.words("links"),
        endings=page.pattern("endings"),
        settling=page.words("settling"),
        finals=page.pattern("finals"),
        adds=page.pattern("adds"),
        again=page.words("again"),
        drops=page.pattern("drops"),
        too=page.pattern("too"),
        same=page.pattern("same"),
    )

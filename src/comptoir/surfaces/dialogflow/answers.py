"""What Dialogflow is answered: a WebhookResponse of words, speech and chips."""

from typing import Any

from comptoir.street.spoken import Spoken


def answer(spoken: Spoken, *, page: str) -> dict[str, Any]:
    """Write an answer; when the talk is over the flow is sent to the end of its session.

    `page` is the page on which the flow stands, empty when it is not told.
    """
    messages: list[dict[str, Any]] = [
        {"text": {"text": [spoken.text]}},
        {"outputAudioText": {"ssml": spoken.ssml}},
    ]
    if spoken.card.chips:
        chips = {"type": "chips", "options": [{"text": chip} for chip in spoken.card.chips]}
        messages.append({"payload": {"richContent": [[chips]]}})
    written: dict[str, Any] = {
        "fulfillmentResponse": {"messages": messages, "mergeBehavior": "REPLACE"},
        "sessionInfo": {"parameters": {"comptoir_ends": spoken.ends}},
    }
    flow, found, _ = page.partition("/pages/")
    if spoken.ends and found:
        written["targetPage"] = f"{flow}/pages/END_SESSION"
    return written

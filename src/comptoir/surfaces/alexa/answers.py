"""What Alexa is answered: speech, a card and whether it listens on, and nothing else."""

from typing import Any

from comptoir.street.spoken import Spoken

NOTHING: dict[str, Any] = {"version": "1.0", "response": {}}
"""The answer to what wants none: the end of a session, events of a device."""


def answer(spoken: Spoken) -> dict[str, Any]:
    """Write an answer; a session that goes on has a question to go on with."""
    response: dict[str, Any] = {
        "outputSpeech": _ssml(spoken.ssml),
        "card": {
            "type": "Simple",
            "title": spoken.card.title,
            "content": spoken.card.text,
        },
        "shouldEndSession": spoken.ends,
    }
    if not spoken.ends:
        response["reprompt"] = {"outputSpeech": _ssml(spoken.question)}
    return {"version": "1.0", "response": response}


def _ssml(text: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": text}

"""Complete the time in a sentence by the one under discussion: "plutôt à midi", "et jeudi"."""

from dataclasses import replace

from comptoir.conversation.model import Act, Dialogue, Intent


def timed(act: Act, dialogue: Dialogue) -> Act:
    """Return a time with the day under discussion, or the hours of the day before."""
    slot = act.slot
    if slot is None or dialogue.slot is None:
        return act
    if slot.day is not None:
        return _with_hours(act, dialogue)
    if dialogue.slot.day is None or (slot.from_ is None and slot.to is None and slot.part is None):
        return act
    kept = replace(slot, day=dialogue.slot.day)
    return replace(act, slot=kept, why=(*act.why, "the day under discussion"))


def _with_hours(act: Act, dialogue: Dialogue) -> Act:
    """Keep the hours under discussion for another day: "et jeudi c'est possible"."""
    slot, before = act.slot, dialogue.slot
    if slot is None or before is None or dialogue.last is not Intent.CHOOSE_SLOT:
        return act
    timed = slot.from_ or slot.to or slot.part or slot.pick
    if timed or slot.day is None or before.pick or act.question:
        return act
    kept = replace(slot, from_=before.from_, to=before.to, part=before.part)
    return replace(act, slot=kept, why=(*act.why, "the hours under discussion"))

"""Ways in which words were taken, by which later steps decide."""

from enum import Flag, auto


class Manner(Flag):
    """How an act was read from the words."""

    NONE = 0
    BARE = auto()
    """Products named without a verb."""
    TIME_ALONE = auto()
    """A time and no product."""
    OPENS = auto()
    """The yes or the no with which a sentence opens."""
    AFTER_A_NO = auto()
    GOES_ON = auto()
    """What was taken out before goes on: "non, le beurre"."""
    PUT_RIGHT = auto()
    """Said behind "je veux dire", "sorry i meant"."""
    OF_EACH = auto()
    """So many of each: "trois de chaque"."""
    ALL_OF_THEM = auto()
    MORE_OF_IT = auto()
    """"Encore deux", "another"."""
    AS_MUCH = auto()
    """As much again of goods that were named first."""
    ONLY_SO_MANY = auto()
    IN_THE_END = auto()
    NOT_ANOTHER = auto()
    """A number in the place of another: "deux pas trois"."""
    IN_ITS_PLACE = auto()
    ABOUT_TOPIC = auto()
    """Said of goods that were named first: "le lait mets-en six"."""
    KIND_TOLD = auto()
    """The kind of goods that were named first."""
    KIND_ALONE = auto()
    """The kind of what was just added: "en grains plutôt"."""
    MEANT = auto()
    """What is meant, in whose place `follow` knows: "c'est de la badoit qu'il veut"."""
    RECOUNTED = auto()
    """So many of what was just added."""
    OF_IT = auto()
    """Of what was spoken of before, which the words do not name."""
    MORE_EXACTLY = auto()
    """Of what was just put, said more exactly."""
    AT_HOME = auto()
    """There is some at home."""
    FORGOTTEN = auto()
    """Comes to mind, and puts nothing right: "oups j'ai oublié le sel"."""
    DEFINITE = auto()
    """Goods that are named by a definite article: "le chorizo doux"."""
    KEPT = auto()
    """Stays as it is: "laisse-les"."""
    TURNED_ROUND = auto()
    """The amounts are the wrong way round."""


LOOSE = Manner.BARE | Manner.TIME_ALONE
"""Read from words that no turn of phrase goes with."""


def joined(one: Manner, other: Manner) -> Manner:
    """Return the manners of two acts made one: loose only where the first is."""
    return one | (other & ~LOOSE)

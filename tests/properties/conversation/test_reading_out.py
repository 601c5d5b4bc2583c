"""Reading out takes any text: no figure is left in it, and what is read out once stays so."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.conversation.saying import english_reading, french_reading
from comptoir.conversation.saying.ssml import ssml

FIGURES = st.text(alphabet="0123456789 ,.-×xX€%kgclLmhH:°nN/()AZaé", max_size=40)
READERS = pytest.mark.parametrize("read_out", [french_reading.read_out, english_reading.read_out])


@READERS
@given(text=st.one_of(st.text(max_size=120), FIGURES))
def test_leaves_no_figure_and_is_well_formed(read_out: Callable[[str], str], text: str) -> None:
    said = read_out(text)
    assert not any(character in "0123456789€%" for character in said)
    assert "  " not in said
    ElementTree.fromstring(f"<speak>{ssml(said)}</speak>")

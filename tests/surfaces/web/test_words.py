"""The page's words and its templates."""

import re
import string
from importlib import resources
from pathlib import Path

import pytest

from comptoir.kernel.locale import Language
from comptoir.shopping.orders.model import State
from comptoir.shopping.slots.model import Mode
from comptoir.surfaces.web import words
from comptoir.surfaces.web.pages import PACKAGE
from comptoir.surfaces.web.words import Words, typeset

FOLDER = Path(str(resources.files(PACKAGE).joinpath("templates")))
TEMPLATES = {
    str(each.relative_to(FOLDER)): each.read_text("utf-8") for each in FOLDER.rglob("*.html")
}
KEYS = vars(words)["_WORDS"]
FRENCH = Words(Language.FRENCH)


def fields(text: str) -> set[str]:
    """Give the names of what a text has put in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


class TestWords:
    @pytest.mark.parametrize("key", sorted(KEYS))
    def test_say_the_same_in_both_languages(self, key: str) -> None:
        assert set(KEYS[key]) == {"fr", "en"}
        french, english = KEYS[key]["fr"], KEYS[key]["en"]
        assert french
        assert english
        assert fields(french) == fields(english)

    def test_call_mail_by_one_word(self) -> None:
        for key, said in KEYS.items():
            french, english = (re.sub(r"{\w+}", "", said[each]) for each in ("fr", "en"))
            assert not re.search(r"courriel|électronique|\bmél\b", french, re.IGNORECASE), key
            assert not re.search(r"\bemail\b", english, re.IGNORECASE), key

    def test_count(self) -> None:
        assert FRENCH("items", count=0) == "0 article"
        assert FRENCH("items", count=1) == "1 article"
        assert FRENCH("items", count=2) == "2 articles"
        assert Words(Language.ENGLISH)("items", count=2) == "2 items"

    def test_have_french_spaces(self) -> None:
        assert typeset("Oui ? Non : « si » !", Language.FRENCH) == (
            "Oui\u202f? Non\u00a0: «\u00a0si\u00a0»\u202f!"
        )
        assert typeset("Yes ? No :", Language.ENGLISH) == "Yes ? No :"

    def test_name_every_state_and_mode(self) -> None:
        assert all(FRENCH.has(f"state_{state.value}") for state in State)
        for mode in Mode:
            for key in ("mode", "fee", "choose", "say"):
                assert FRENCH.has(f"{key}_{mode.value}")

    def test_are_there_for_every_template(self) -> None:
        for name, text in TEMPLATES.items():
            for key in re.findall(r"""\bt\(["']([a-z_0-9]+)["'](?=[,)])""", text):
                assert FRENCH.has(key) or FRENCH.has(f"{key}_one"), f"{name}: {key}"


class TestTemplates:
    def test_have_no_script_style_or_handler_inside(self) -> None:
        for name, text in TEMPLATES.items():
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), name
            assert not re.search(
                r"<script(?![^>]*\bsrc=|[^>]*\btype=.application/ld\+json)", text
            ), name

    def test_switch_escaping_off_nowhere(self) -> None:
        for name, text in TEMPLATES.items():
            assert "|safe" not in text.replace(" ", ""), name
            assert "autoescape" not in text, name

    def test_guard_every_form_that_changes_something(self) -> None:
        for name, text in TEMPLATES.items():
            for written in re.findall(r"<form\b.*?</form>", text, re.DOTALL):
                form = re.sub(r'{% include "([^"]+)" %}', lambda each: TEMPLATES[each[1]], written)
                if 'method="get"' in form:
                    continue
                assert 'method="post"' in form, name
                assert 'name="csrf" value="{{ csrf }}"' in form, name


class TestTables:
    def test_use_no_key_twice(self) -> None:
        keys = [key for table in words.TABLES.values() for key in table]
        assert len(keys) == len(set(keys))

"""The desk's words: there in both languages, asked for by their keys, typeset."""

import re
from pathlib import Path

from comptoir.kernel.locale import Language
from comptoir.staff.audit.model import Action, Thing
from comptoir.staff.directory.model import Role
from comptoir.surfaces.console import sheets, words
from comptoir.surfaces.console.fields import Spec
from comptoir.surfaces.console.words import Words, table

FOLDER = Path(words.__file__).parent
_ASKED = re.compile(r"""\bt\(\s*["']([a-z_]+)["']\s*[,)]|words\(\s*"([a-z_]+)"\s*[,)]""")


def asked() -> set[str]:
    """Give each key that stands in a template or in the code as plain words."""
    files = [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")]
    found = {one or two for file in files for one, two in _ASKED.findall(file.read_text("utf-8"))}
    return {key for key in found if key}


class TestWords:
    def test_are_there_for_each_key(self) -> None:
        known = table()
        lacking = {
            key for key in asked()
            if key not in known and not {f"{key}_one", f"{key}_other"} <= set(known)
        }  # fmt: skip
        assert lacking == set()
        assert len(asked()) > 60

    def test_are_there_for_each_field_group_and_choice(self) -> None:
        specs: list[Spec] = [
            *sheets.STORE, *sheets.OFFER, *sheets.PRODUCT, *sheets.PATTERN, *sheets.WINDOW,
            *sheets.PATTERN_HOURS, sheets.PATTERN_DAYS, *sheets.MEMBER, *sheets.INVITED,
        ]  # fmt: skip
        known = table()
        for spec in specs:
            assert f"field_{spec.name}" in known, spec.name
            assert not spec.group or f"group_{spec.group}" in known
            for choice in spec.choices:
                named = f"choice_{spec.name}_{choice or 'none'}"
                assert named in known or f"allergen_{choice}" in known or len(choice) == 1, named

    def test_are_there_for_each_thing_action_and_role(self) -> None:
        known = table()
        names = [f"thing_{each.value}" for each in Thing]
        names += [f"action_{each.value}" for each in Action]
        names += [f"choice_role_{each.value}" for each in Role]
        assert [name for name in names if name not in known] == []

    def test_have_both_languages_with_the_same_facts(self) -> None:
        for key, (french, english) in table().items():
            assert french, key
            assert english, key
            facts = [set(re.findall(r"\{(\w+)\}", text)) for text in (french, english)]
            assert facts[0] == facts[1], key

    def test_are_typeset_in_french(self) -> None:
        assert Words(Language.FRENCH)("order_changed", what="x").count("\u00a0") >= 1
        assert Words(Language.FRENCH)("places", count=0) == "0 place"
        assert Words(Language.ENGLISH)("places", count=0) == "0 places"

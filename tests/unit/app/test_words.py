"""Words of the command: every reason has some, in both languages; hours as people type them."""

import pytest

from comptoir.adapters.catalogues.model import FileReason, FileRefused, Flaw, Reason
from comptoir.app.commands import tongue
from comptoir.app.commands.hours import read_hours
from comptoir.app.commands.reasons import file_words, flaw_words, reason_words, remedy_words
from comptoir.app.commands.trouble import Trouble
from comptoir.app.store_opening import USUAL, Pattern, templates
from comptoir.shopping.slots.model import Mode


class TestReasons:
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_have_words_and_a_remedy(self, language: str) -> None:
        tongue.choose(["--language", language])
        for reason in Reason:
            assert reason_words(reason)
            assert remedy_words(reason)
            assert "prix" in flaw_words(Flaw("prix", reason, "x"))
        for reason in FileReason:
            assert "{" not in file_words(FileRefused(reason, file="a.csv"))
        tongue.choose([], {})


class TestReadHours:
    def test_reads_spans_of_days_in_both_languages(self) -> None:
        hours = read_hours("lun-sam 8:30-12:30 14h00-20h00, sunday 09:00-12:30")
        assert hours["tuesday"] == [["08:30", "12:30"], ["14:00", "20:00"]]
        assert hours["sunday"] == [["09:00", "12:30"]]

    @pytest.mark.parametrize("text", ["", "toujours", "sam-lun 9:00-10:00", "lun 9-10"])
    def test_refuses_what_says_nothing(self, text: str) -> None:
        with pytest.raises(Trouble):
            read_hours(text)


class TestTemplates:
    def test_fill_the_opening_hours_and_no_more(self) -> None:
        hours = {"monday": [["09:00", "12:30"]]}
        made = templates(hours, USUAL[Mode.PICKUP])
        assert [(each.starts_minute, each.ends_minute) for each in made] == [
            (540, 600),
            (600, 660),
            (660, 720),
        ]

    def test_leave_closed_days_closed(self) -> None:
        pattern = Pattern(Mode.DELIVERY, minutes=120, capacity=1, fee=0, cut_off=0)
        assert {each.weekday for each in templates({"sunday": [["09:00", "13:00"]]}, pattern)} == {
            6
        }

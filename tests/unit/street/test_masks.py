"""Masks for what stands in a page."""

import base64
import secrets

import pytest

from comptoir.street.masks import masked, unmasked

DIGEST = bytes(range(32))


class TestMasked:
    def test_is_another_text_each_time_and_the_same_behind_it(self) -> None:
        every = {masked(DIGEST) for _ in range(50)}
        assert len(every) == 50
        assert {unmasked(each) for each in every} == {DIGEST}

    def test_has_no_part_in_common_with_the_one_before(self) -> None:
        one, other = masked(DIGEST), masked(DIGEST)
        assert not {one[at : at + 6] for at in range(80)} & {other[at : at + 6] for at in range(80)}

    def test_is_fit_for_a_field_and_a_header(self) -> None:
        assert masked(secrets.token_bytes(32)).replace("-", "").replace("_", "").isalnum()


class TestUnmasked:
    @pytest.mark.parametrize("length", [0, 1, 16, 31, 32, 63, 65, 96, 128])
    def test_reads_nothing_of_another_length(self, length: int) -> None:
        raw = base64.urlsafe_b64encode(b"x" * length).decode()
        assert unmasked(raw) is None
        assert unmasked(raw.rstrip("=")) is None

    def test_reads_one_way_of_writing_only(self) -> None:
        written = masked(DIGEST)
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        last = {each for each in alphabet if unmasked(written[:-1] + each) == DIGEST}
        assert last == {written[-1]}
        for other in (
            f"{written}==",
            f" {written}",
            f"{written}\n",
            f"{written[:9]}!{written[9:]}",
        ):
            assert unmasked(other) is None
        assert unmasked(base64.b64encode(b"\xff" * 64).decode().rstrip("=")) is None  # + and /

    @pytest.mark.parametrize("text", ["", "é" * 86, "%41" * 28 + "41", "\x00" * 86, "A" * 85])
    def test_reads_no_rubbish(self, text: str) -> None:
        assert unmasked(text) is None

    def test_of_what_is_masked_again_is_not_what_it_was(self) -> None:
        twice = masked(masked(DIGEST).encode()[:32])
        assert unmasked(twice) != DIGEST

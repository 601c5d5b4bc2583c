"""Where requests come from, and where they may lead."""

import pytest
from starlette.requests import Request

from comptoir.street.callers import caller_address, own_path


def request(peer: str, forwarded: str = "") -> Request:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return Request({"type": "http", "client": (peer, 1), "headers": headers})


class TestCallerAddress:
    @pytest.mark.parametrize(
        ("peer", "forwarded", "address"),
        [
            ("203.0.113.7", "", "203.0.113.7"),
            ("8.8.8.8", "1.2.3.4", "8.8.8.8"),
            ("127.0.0.1", "1.2.3.4, 8.8.8.8", "8.8.8.8"),
            ("10.0.0.2", "8.8.8.8", "8.8.8.8"),
            ("127.0.0.1", "unknown", "127.0.0.1"),
            ("2a01:e0a:1:2:3:4:5:6", "", "2a01:e0a:1:2::"),
            ("visitor", "", "visitor"),
        ],
    )
    def test_is_the_peers_unless_a_proxy_of_ours_says_more(
        self, peer: str, forwarded: str, address: str
    ) -> None:
        assert caller_address(request(peer, forwarded)) == address


class TestOwnPath:
    @pytest.mark.parametrize("path", ["/", "/account", "/orders/les-halles~x?lang=fr#top"])
    def test_keeps_a_path_of_the_shop(self, path: str) -> None:
        assert own_path(path, "/account") == path

    @pytest.mark.parametrize(
        "path",
        [
            None,
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/" + "x" * 600,
            "/é",
        ],
    )
    def test_replaces_whatever_leads_elsewhere(self, path: str | None) -> None:
        assert own_path(path, "/account") == "/account"

"""Whatever comes in at a door is read or refused, and nothing else happens."""

import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from comptoir.surfaces.alexa import requests as alexa
from comptoir.surfaces.alexa.certificates import NotTrusted, checked_address
from comptoir.surfaces.dialogflow import requests as dialogflow

_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_KEYS = st.sampled_from(
    ["request", "session", "context", "System", "application", "applicationId", "user", "userId",
     "sessionId", "requestId", "type", "timestamp", "locale", "intent", "name", "slots", "value",
     "sessionInfo", "text", "transcript", "languageCode", "pageInfo", "currentPage"]
)  # fmt: skip
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=20,
)
_BODIES = st.binary(max_size=200) | _JSON.map(lambda made: json.dumps(made).encode())
_ADDRESSES = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["https", "http", "://", "s3.amazonaws.com", "evil.example", ":443", ":80", "/", "//",
         "echo.api", "..", ".", "%2e%2e", "%2f", "@", "?", "#", "cert.pem", "\\", "[", "\u202e"]
    ),
    max_size=10,
).map("".join)  # fmt: skip


class TestBodies:
    @given(_BODIES)
    def test_are_requests_of_alexa_or_refused(self, body: bytes) -> None:
        with suppress(alexa.Malformed):
            read = alexa.asked(body)
            assert read.id
            assert read.skill
            assert read.user
            assert read.at.tzinfo is not None

    @given(_BODIES)
    def test_are_requests_of_dialogflow_or_refused(self, body: bytes) -> None:
        with suppress(dialogflow.Malformed):
            assert dialogflow.asked(body).session


class TestAddresses:
    @given(_ADDRESSES)
    def test_lead_to_where_alexa_keeps_her_certificates_or_are_refused(self, url: str) -> None:
        with suppress(NotTrusted):
            address = checked_address(url)
            assert address.startswith("https://s3.amazonaws.com/echo.api/")
            assert ".." not in address.split("/")
            assert checked_address(address) == address

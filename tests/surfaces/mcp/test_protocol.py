"""The protocol itself: both eras, what is listed, what is no tool, who is let in."""

import httpx2
import jsonschema
import pytest
from mcp.shared.exceptions import MCPError

from comptoir.street.limits import MOST_BYTES
from comptoir.street.passes import LIFE
from tests.surfaces.mcp.conftest import Door

ERAS = ["legacy", "2026-07-28", "auto"]


class TestBeginning:
    @pytest.mark.parametrize("mode", ERAS)
    async def test_lists_the_tools_and_calls_one(self, door: Door, mode: str) -> None:
        async with door.client(mode=mode) as assistant:
            names = [tool.name for tool in (await assistant.client.list_tools()).tools]
            assert names[:2] == ["find_stores", "search_products"]
            assert names[-2:] == ["place_order", "get_order"]
            found = await assistant.ok("find_stores", query=door.shop.store)
            assert [store["id"] for store in found["stores"]] == [door.shop.store]

    async def test_says_what_it_is_and_how_to_order(self, door: Door) -> None:
        async with door.client(mode="legacy") as assistant:
            assert assistant.client.server_info is not None
            assert assistant.client.server_info.name == "comptoir"
            assert "preview_order" in (assistant.client.instructions or "")


class TestList:
    async def test_each_tool_is_described_whole(self, door: Door) -> None:
        async with door.client() as assistant:
            tools = (await assistant.client.list_tools()).tools
        for tool in tools:
            assert tool.title
            assert tool.description
            assert tool.annotations is not None
            for schema in (tool.input_schema, tool.output_schema):
                assert schema is not None
                jsonschema.Draft202012Validator.check_schema(schema)
                assert schema["type"] == "object"
                assert schema["additionalProperties"] is False
                assert "$ref" not in str(schema)

    async def test_tells_which_tools_change_nothing(self, door: Door) -> None:
        async with door.client() as assistant:
            tools = (await assistant.client.list_tools()).tools
        reading = {
            tool.name for tool in tools if tool.annotations and tool.annotations.read_only_hint
        }
        assert reading == {
            "find_stores",
            "search_products",
            "get_product",
            "list_windows",
            "get_cart",
            "usual_basket",
            "preview_order",
            "get_order",
        }
        order = next(tool for tool in tools if tool.name == "place_order")
        assert order.annotations is not None
        assert order.annotations.destructive_hint
        assert order.annotations.idempotent_hint


class TestProtocolErrors:
    @pytest.mark.parametrize("mode", ERAS)
    async def test_an_unknown_tool_is_one(self, door: Door, mode: str) -> None:
        async with door.client(mode=mode) as assistant:
            with pytest.raises(MCPError) as error:
                await assistant.client.call_tool("open_the_till", {})
        assert error.value.code == -32602
        assert "open_the_till" in error.value.message

    async def test_a_fault_of_ours_is_one_and_tells_nothing(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr("comptoir.surfaces.mcp.goods.search", None)
        async with door.client() as assistant:
            with pytest.raises(MCPError) as error:
                await assistant.client.call_tool("search_products", {"store": door.shop.store})
        assert error.value.code == -32603
        assert "NoneType" not in str(error.value.error)
        assert "search_products failed" in caplog.text

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            (b"{", 400, -32700),
            (b"[]", 400, None),
            (b'"x"', 400, None),
            (b"\xff\xfe", 400, -32700),
            (b"[" * 50_000, 400, -32700),
        ],
    )
    async def test_what_is_no_message_is_told(
        self, door: Door, body: bytes, status: int, code: int | None
    ) -> None:
        headers = {
            "content-type": "application/json",
            "accept": "application/json, text/event-stream",
        }
        for more in ({}, {"mcp-protocol-version": "2026-07-28"}):
            async with httpx2.AsyncClient(headers={**headers, **more}) as client:
                answer = await client.post(f"{door.url}/mcp", content=body)
            assert answer.status_code == status
            assert code is None or answer.json()["error"]["code"] == code


class TestDoor:
    async def test_has_no_stream_and_no_session(self, door: Door) -> None:
        async with httpx2.AsyncClient() as client:
            for method in ("GET", "DELETE", "PUT"):
                answer = await client.request(method, f"{door.url}/mcp")
                assert answer.status_code == 405
                assert answer.headers["allow"] == "POST"

    async def test_takes_in_no_more_than_a_limit(self, door: Door) -> None:
        headers = {"content-type": "application/json", "accept": "application/json"}
        async with httpx2.AsyncClient(headers=headers) as client:
            answer = await client.post(f"{door.url}/mcp", content=b" " * (MOST_BYTES + 1))
        assert answer.status_code == 413

    async def test_lets_no_other_sites_page_ask(self, door: Door) -> None:
        headers = {"content-type": "application/json", "origin": "https://elsewhere.example"}
        async with httpx2.AsyncClient(headers=headers) as client:
            answer = await client.post(f"{door.url}/mcp", content=b"{}")
        assert answer.status_code == 403
        assert answer.json()["code"] == "other_site"

    async def test_stays_shut_once_the_shop_closes(self, door: Door) -> None:
        door.counter.closing.set()
        async with httpx2.AsyncClient() as client:
            answer = await client.post(f"{door.url}/mcp", content=b"{}")
        assert answer.status_code == 503


class TestPass:
    @pytest.mark.parametrize(
        "header", ["Bearer x", "Bearer a.b", "Basic dTpw", "Bearer", "Bearer " + "x" * 5_000]
    )
    async def test_that_is_not_ours_is_not_let_in(self, door: Door, header: str) -> None:
        async with httpx2.AsyncClient(headers={"authorization": header}) as client:
            answer = await client.post(f"{door.url}/mcp", content=b"{}")
        assert answer.status_code == 401
        assert answer.json()["code"] == "pass_not_valid"
        assert "invalid_token" in answer.headers["www-authenticate"]

    async def test_ends_by_itself(self, door: Door) -> None:
        _, token = await door.household()
        door.clock.advance(LIFE)
        async with httpx2.AsyncClient(headers={"authorization": f"Bearer {token}"}) as client:
            answer = await client.post(f"{door.url}/mcp", content=b"{}")
        assert answer.status_code == 401

    async def test_a_cookie_is_none(self, door: Door) -> None:
        from comptoir.street.session import fresh  # noqa: PLC0415 (this test's own need)

        seal = await door.counter.seal()
        cookie = seal.close(fresh(door.clock.now()))
        async with httpx2.AsyncClient(headers={"authorization": f"Bearer {cookie}"}) as client:
            answer = await client.post(f"{door.url}/mcp", content=b"{}")
        assert answer.status_code == 401

"""Coming in at the desk: by a link that opens once, and by nothing else."""

import re
from datetime import timedelta

import httpx
import pytest

from comptoir.staff.access.model import DRAW_EVERY, IDLE
from comptoir.staff.directory.model import Role
from comptoir.street import session as sessions
from comptoir.surfaces.console.entry import COOKIE
from tests.surfaces.console.conftest import House

PAGES = ("", "/", "/changes", "/staff", "/stores/{store}", "/stores/{store}/orders",
         "/stores/{store}/goods", "/stores/{store}/windows", "/stores/{store}/pattern/new",
         "/stores/{store}/goods/2750000000019", "/staff/x")  # fmt: skip


class TestLink:
    async def test_shows_whom_it_lets_in_and_opens_once(self, house: House) -> None:
        member, path = await house.link(Role.MANAGER, house.shop.store)
        client = await house.stranger()
        for _ in range(2):
            shown = await client.get(path)
            assert shown.status_code == 200
            assert member.name in shown.text
            assert COOKIE not in client.cookies
        entered = await client.post(path)
        assert (entered.status_code, entered.headers["location"]) == (303, "/desk")
        assert (await client.get(f"{house.base}/orders")).status_code == 200
        other = await house.stranger()
        assert (await other.get(path)).status_code == 410
        assert (await other.post(path)).status_code == 410

    async def test_sets_a_cookie_that_only_the_desk_gets(self, house: House) -> None:
        _, path = await house.link(Role.ADMINISTRATOR)
        response = await (await house.stranger()).post(path)
        cookie = response.headers["set-cookie"]
        for part in (f"{COOKIE}=", "HttpOnly", "Path=/desk", "SameSite=strict", "Max-Age=43200"):
            assert part in cookie
        assert "Secure" not in cookie

    async def test_is_refused_from_another_site(self, house: House) -> None:
        _, path = await house.link(Role.ADMINISTRATOR)
        client = await house.stranger()
        refused = await client.post(path, headers={"sec-fetch-site": "cross-site"})
        assert refused.status_code == 403
        assert (await client.post(path)).status_code == 303

    @pytest.mark.parametrize(
        ("asked", "led"),
        [
            ("/desk/changes?kind=offer", "/desk/changes?kind=offer"),
            ("https://elsewhere.example/", "/desk"),
            ("//elsewhere.example/desk", "/desk"),
            ("/desk/..//elsewhere.example", "/desk"),
            ("/desk\\@elsewhere.example", "/desk"),
            ("/deskelsewhere", "/desk"),
            ("/", "/desk"),
        ],
    )
    async def test_leads_on_to_pages_of_the_desk_alone(
        self, house: House, asked: str, led: str
    ) -> None:
        _, path = await house.link(Role.ADMINISTRATOR)
        client = await house.stranger()
        entered = await client.post(path, params={"next": asked})
        assert entered.headers["location"] == led


class TestStrangers:
    @pytest.mark.parametrize("page", PAGES)
    async def test_are_led_to_the_way_in(self, house: House, page: str) -> None:
        client = await house.stranger()
        path = f"/desk{page}".format(store=house.shop.store)
        response = await client.get(path)
        assert response.status_code == 303
        assert response.headers["location"].startswith("/desk/sign-in?next=")
        shown = await client.get(response.headers["location"])
        assert (shown.status_code, "comptoir staff invite" in shown.text) == (200, True)

    async def test_post_nothing(self, house: House) -> None:
        client = await house.stranger()
        for path in (house.base, "/desk/staff", "/desk/leave"):
            assert (await client.post(path, data={"csrf": "x"})).status_code == 403

    async def test_a_shoppers_cookie_opens_nothing(self, house: House) -> None:
        seal = await sessions.seal_of(house.database)
        shopper = seal.close(sessions.fresh(house.clock.now()).noted(store=house.shop.store))
        for name in (sessions.COOKIE, COOKIE):
            client = await house.stranger()
            client.cookies.set(name, shopper, domain="shop")
            assert (await client.get(f"{house.base}/orders")).status_code == 303
            posted = await client.post(house.base, data={"csrf": "x"})
            assert posted.status_code == 403

    async def test_made_up_cookies_open_nothing(self, house: House) -> None:
        for made_up in ("", "x", "a" * 3_000, "null"):
            client = await house.stranger()
            client.cookies.set(COOKIE, made_up, domain="shop")
            assert (await client.get("/desk")).status_code == 303


class TestSession:
    async def test_draws_a_new_secret_while_it_is_used(self, house: House) -> None:
        who = await house.manager()
        first = who.client.cookies[COOKIE]
        assert "set-cookie" not in (await who.see(f"{house.base}/orders")).headers
        house.clock.advance(DRAW_EVERY)
        assert COOKIE in (await who.see(f"{house.base}/orders")).headers["set-cookie"]
        assert who.client.cookies[COOKIE] != first
        assert (await who.see(f"{house.base}/orders")).status_code == 200

    async def test_ends_after_an_hour_of_nothing(self, house: House) -> None:
        who = await house.manager()
        house.clock.advance(IDLE)
        assert (await who.see(f"{house.base}/orders")).status_code == 303

    async def test_ends_when_left(self, house: House) -> None:
        who = await house.manager()
        kept = who.client.cookies[COOKIE]
        await who.see(f"{house.base}/orders")
        left = await who.send("/desk/leave")
        assert left.headers["location"] == "/desk/sign-in"
        again = await house.stranger()
        again.cookies.set(COOKIE, kept, domain="shop")
        assert (await again.get(f"{house.base}/orders")).status_code == 303

    async def test_goes_on_in_the_language_that_was_chosen(self, house: House) -> None:
        who = await house.manager()
        assert "Commandes" in (await who.see(f"{house.base}/orders")).text
        there = await who.send("/desk/language", language="en", back=f"{house.base}/orders")
        assert there.headers["location"] == f"{house.base}/orders"
        shown = await who.see(f"{house.base}/orders")
        assert 'lang="en"' in shown.text
        assert "Orders" in shown.text
        await who.see(f"{house.base}/orders")
        assert (await who.send("/desk/language", language="xx")).status_code == 422


class TestForms:
    async def test_without_this_sessions_token_are_refused(self, house: House) -> None:
        who, other = await house.manager(), await house.administrator()
        await other.see(house.base)
        theirs = other.form(house.base)["csrf"][0]
        await who.see(house.base)
        for token in ("", "made-up", theirs):
            refused = await who.post(house.base, {**who.form(house.base), "csrf": token})
            assert refused.status_code == 403
            await who.see(house.base)
        assert await house.changes() == []

    async def test_carry_another_token_each_time_and_are_sent_compressed(
        self, house: House
    ) -> None:
        who, tokens = await house.manager(), set[str]()
        for _ in range(3):
            page = await who.see(house.base)
            assert page.headers["content-encoding"] == "gzip"
            tokens.add(who.form(house.base)["csrf"][0])
        assert len(tokens) == 3
        for token in tokens:
            taken = await who.post(house.base, {**who.form(house.base), "csrf": token})
            assert taken.status_code != 403
            await who.see(house.base)

    async def test_from_another_site_are_refused(self, house: House) -> None:
        who = await house.manager()
        await who.see(house.base)
        refused = await who.client.post(
            house.base, data=who.form(house.base), headers={"sec-fetch-site": "cross-site"}
        )
        assert refused.status_code == 403

    async def test_of_another_kind_or_without_end_are_refused(self, house: House) -> None:
        who = await house.manager()
        plain = await who.client.post(house.base, content=b"{}", headers={"content-type": "a/b"})
        assert plain.status_code == 422
        long = await who.client.post(house.base, data={"name": "x" * 300_000})
        assert long.status_code == 413


def headers_of(response: httpx.Response) -> str:
    return response.headers["content-security-policy"]


class TestHeaders:
    async def test_allow_no_script_no_frame_and_keep_nothing(self, house: House) -> None:
        who = await house.manager()
        for response in (
            await who.see(f"{house.base}/orders"),
            await (await house.stranger()).get("/desk/sign-in"),
            await who.see("/desk/nowhere"),
        ):
            policy = headers_of(response)
            assert "default-src 'none'" in policy
            assert "script-src" not in policy
            assert "frame-ancestors 'none'" in policy
            assert response.headers["cache-control"] == "no-store"
            assert response.headers["referrer-policy"] == "no-referrer"
            assert not re.search(r"<script|\son\w+=|style=", response.text)

    async def test_let_style_sheets_be_kept(self, house: House) -> None:
        client = await house.stranger()
        page = (await client.get("/desk/sign-in")).text
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        assert len(sheets) >= 3
        for sheet in sheets:
            response = await client.get(sheet)
            assert response.status_code == 200
            assert "public" in response.headers["cache-control"]


class TestTime:
    async def test_a_link_waits_for_a_day(self, house: House) -> None:
        _, path = await house.link(Role.ADMINISTRATOR)
        house.clock.advance(timedelta(hours=24))
        assert (await (await house.stranger()).post(path)).status_code == 410

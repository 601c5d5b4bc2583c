"""A bad connection, or none: the shop installed, its list read and ticked, nothing sent in vain."""

import json
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Route, expect

from comptoir.kernel.ids import secret
from tests.journeys.conftest import Open, Scheme
from tests.journeys.test_access import examine
from tests.journeys.test_passkeys import sign_in
from tests.journeys.walk import HELLO, KEPT, MILK, enter, say, take_milk, worker_stands

pytestmark = pytest.mark.browser

_CACHED = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const place = await caches.open(name);
        for (const request of await place.keys()) {
            found.push([request.url, await (await place.match(request)).text()]);
        }
    }
    return found;
}"""


async def disconnect(context: BrowserContext) -> None:
    """Take the network away, from the worker too."""
    await context.set_offline(True)


class TestInstalling:
    async def test_is_offered(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        address = await page.locator("link[rel=manifest]").get_attribute("href")
        assert address is not None
        manifest: dict[str, Any] = json.loads(await (await page.request.get(address)).text())
        assert (manifest["lang"], manifest["display"], manifest["start_url"]) == (
            "fr",
            "standalone",
            "/",
        )
        purposes = {(each["purpose"], each["sizes"]) for each in manifest["icons"]}
        assert {("any", "any"), ("any", "192x192"), ("any", "512x512")} <= purposes
        assert ("maskable", "512x512") in purposes
        for each in manifest["icons"]:
            width = await page.evaluate(
                "src => { const i = new Image(); i.src = src;"
                " return i.decode().then(() => i.naturalWidth) }",
                each["src"],
            )
            assert each["sizes"] in {"any", f"{width}x{width}"}
        for each in manifest["shortcuts"]:
            assert (await page.request.get(each["url"])).ok
        scope = await page.evaluate("navigator.serviceWorker.ready.then(each => each.scope)")
        assert scope == f"{page.url.rstrip('/')}/"

    async def test_finds_nothing_missing(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await worker_stands(page)
        session: Any = await page.context.new_cdp_session(page)
        found = await session.send("Page.getInstallabilityErrors")
        # A private window, which a test's is, may not install anything.
        assert {each["errorId"] for each in found["installabilityErrors"]} <= {"in-incognito"}


class TestTheList:
    async def test_is_read_and_ticked_without_a_connection(self, visitor: Open) -> None:
        context = await visitor(width=390, height=844)
        page = await enter(context, "/")
        await take_milk(page)
        await disconnect(context)
        await page.goto("/aisles/fruit")
        await expect(page.locator("#away")).to_be_visible()
        await expect(page.locator("#seen")).to_contain_text("Vu le ")
        milk = page.locator(".ticks li", has_text="Lait demi-écrémé")
        await milk.locator("input").check()
        await expect(page.locator(".list-part").first).to_contain_text("1 sur 1")
        assert await page.locator("form[method=post]").count() == 0
        await page.reload()
        await expect(milk.locator("input")).to_be_checked()
        await context.set_offline(False)
        await expect(page.locator("h1")).to_contain_text("Fruits")
        await page.goto("/list")
        await expect(page.locator("#away")).to_be_hidden()
        await expect(milk.locator("input")).to_be_checked()

    async def test_is_examined(self, visitor: Open) -> None:
        for scheme in ("light", "dark"):
            context = await visitor(width=390, height=844, examined=True, scheme=scheme)
            page = await enter(context, "/list")
            await examine(page, "no list")
            await take_milk(page)
            await disconnect(context)
            await page.goto("/list")
            await expect(page.locator(".ticks li", has_text="Lait demi-écrémé")).to_be_visible()
            await examine(page, "list")
            await context.set_offline(False)

    async def test_is_nobody_elses_after_signing_out(self, visitor: Open) -> None:
        context = await visitor()
        page = await enter(context)
        await say(page, HELLO)
        await sign_in(page, f"{secret().lower().strip('-_')}@example.org")
        await take_milk(page)
        await page.goto("/account")
        await page.locator("form[action='/sign-out'] button").first.click()
        await page.wait_for_url("**/")
        assert await page.evaluate(KEPT) is None
        await worker_stands(page)
        await disconnect(context)
        await page.goto("/account")
        await expect(page.locator("#none")).to_be_visible()

    async def test_goes_when_another_visit_begins(self, visitor: Open) -> None:
        context = await visitor()
        page = await enter(context, "/")
        await take_milk(page)
        await context.clear_cookies()
        await page.goto("/stores")
        assert await page.evaluate(KEPT) is None


class TestTheWorker:
    async def test_keeps_no_page_of_anybody(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await take_milk(page)
        await page.goto("/cart")
        await page.goto("/account")
        kept: list[tuple[str, str]] = await page.evaluate(_CACHED)
        assert kept
        for address, text in kept:
            path = address.split("/", 3)[3]
            assert path == "list?lang=fr" or "?v=" in path
            assert 'name="csrf"' not in text
            assert "data-who" not in text


class TestAForm:
    async def test_is_not_sent_into_the_void(self, visitor: Open) -> None:
        context = await visitor()
        page = await enter(context, "/")
        await take_milk(page)
        await page.goto("/cart")
        await context.set_offline(True)
        await page.get_by_role("button", name="Plus de").click()
        await expect(page.locator("#refused")).to_contain_text("rien n’a été envoyé")
        await context.set_offline(False)
        await expect(page.locator("#refused")).to_be_empty()
        await page.reload()
        await expect(page.locator(".steps-now")).to_have_text("1")


class TestATap:
    async def test_shows_at_once_that_something_is_under_way(self, visitor: Open) -> None:
        page = await enter(await visitor(), "/")
        await page.route("**/aisles", lambda route: route.abort())
        shown = await page.evaluate(
            """() => {
                document.querySelector("a[href='/aisles']").click();
                return !document.getElementById("under-way").hidden;
            }"""
        )
        assert shown

    async def test_shows_it_for_a_form_until_it_is_answered(self, visitor: Open) -> None:
        page = await enter(await visitor(), MILK)
        waits: list[Route] = []

        def hold(route: Route) -> None:
            waits.append(route)

        await page.route("**/cart/lines", hold)
        await page.locator(".add-full button").click()
        await expect(page.locator("#under-way")).to_be_visible()
        await waits[0].continue_()
        await expect(page.locator(".add-full .add-told")).to_contain_text("au panier")
        await expect(page.locator("#under-way")).to_be_hidden()


class TestTheMap:
    @pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
    async def test_is_examined_and_leads_to_a_store(
        self, visitor: Open, width: int, scheme: Scheme
    ) -> None:
        context = await visitor(width=width, height=844, scheme=scheme, examined=True)
        page = await enter(context, "/stores")
        await page.locator(".map summary").click()
        await examine(page, "map")
        sizes = [await each.bounding_box() for each in await page.locator(".map-touch").all()]
        assert len(sizes) > 1
        assert all(each is not None and each["width"] >= 44 for each in sizes)
        await page.locator(".map-pin").nth(1).focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".store-card:target")).to_be_in_viewport()

"""Signing in at the page, and what is refused there."""

import re

import httpx
import pytest

from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.identity.model import CODES_TO_ADDRESS, MOST_GUESSES
from comptoir.street.messages.ports import NotCarried
from comptoir.street.session import COOKIE
from tests.shop.shopping.test_identity import an_address
from tests.stories.shopping import BREAD, EGGS, MILK, want
from tests.surfaces.web.conftest import House, Visitor


async def household_of(visitor: Visitor) -> str | None:
    """Give the household whose cart the visitor fills."""
    return (await visitor.cart()).household


def with_cookie(house: House, cookie: str) -> httpx.AsyncClient:
    """Open a browser that brings a cookie from somewhere."""
    transport = httpx.ASGITransport(app=house.app)
    return httpx.AsyncClient(transport=transport, base_url="http://shop", cookies={COOKIE: cookie})


class TestSignIn:
    async def test_lets_in_by_a_mailed_code(self, house: House, visitor: Visitor) -> None:
        email = an_address()
        shown = await visitor.visit("/sign-in")
        assert 'autocomplete="email"' in shown.text
        asked = await visitor.post("/sign-in", {"email": email})
        assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in/code")
        page = await visitor.visit("/sign-in/code")
        assert email in page.text
        assert 'autocomplete="one-time-code"' in page.text
        entered = await visitor.post("/sign-in/code", {"code": house.mail.code(email)})
        assert (entered.status_code, entered.headers["location"]) == (303, "/account")
        assert (await visitor.visit("/sign-in")).headers["location"] == "/account"

    async def test_answers_the_same_whether_the_address_is_known_or_not(self, house: House) -> None:
        known = an_address()
        await (await house.visitor()).sign_in(house.mail, known)
        answers: list[tuple[int, str, str]] = []
        for email in (known, an_address()):
            visitor = await house.visitor()
            await visitor.visit("/sign-in")
            asked = await visitor.post("/sign-in", {"email": email})
            page = (await visitor.visit("/sign-in/code")).text.replace(email, "…")
            page = re.sub(r'((csrf|turn)" value|nonce|data-who)="[^"]+"', "", page)
            answers.append((asked.status_code, asked.headers["location"], page))
        assert answers[0] == answers[1]
        first, second = (letter.text for letter in house.mail.sent[-2:])
        assert re.sub(r"\d{4} \d{4}", "", first) == re.sub(r"\d{4} \d{4}", "", second)

    async def test_keeps_a_refused_address_and_names_what_is_wrong(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.visit("/sign-in")
        answer = await visitor.post("/sign-in", {"email": 'x"><script>@example.org'})
        assert answer.status_code == 422
        assert 'value="x&#34;&gt;&lt;script&gt;@example.org"' in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert 'id="wrong-email"' in answer.text
        assert house.mail.sent == []

    async def test_tells_how_often_a_code_may_still_be_typed(
        self, house: House, visitor: Visitor
    ) -> None:
        email = an_address()
        await visitor.visit("/sign-in")
        await visitor.post("/sign-in", {"email": email})
        await visitor.visit("/sign-in/code")
        wrong = f"{(int(house.mail.code(email).replace(' ', '')) + 1) % 10**8:08}"
        first = await visitor.post("/sign-in/code", {"code": wrong})
        assert first.status_code == 422
        assert f"{MOST_GUESSES - 1} essais" in first.text
        assert f'value="{wrong}"' in first.text
        for _ in range(MOST_GUESSES - 2):
            await visitor.post("/sign-in/code", {"code": wrong})
        last = await visitor.post("/sign-in/code", {"code": wrong})
        assert last.status_code == 410
        assert "Demandez-en un autre" in last.text
        late = await visitor.post("/sign-in/code", {"code": house.mail.code(email)})
        assert late.status_code == 410

    async def test_bounds_how_many_codes_are_mailed(self, house: House) -> None:
        email = an_address()
        for _ in range(CODES_TO_ADDRESS.most):
            visitor = await house.visitor()
            await visitor.visit("/sign-in")
            assert (await visitor.post("/sign-in", {"email": email})).status_code == 303
        visitor = await house.visitor()
        await visitor.visit("/sign-in")
        refused = await visitor.post("/sign-in", {"email": email})
        assert refused.status_code == 429
        assert "60 minutes" in refused.text
        assert len(house.mail.sent) == CODES_TO_ADDRESS.most

    async def test_says_when_the_mail_could_not_be_sent(
        self, house: House, visitor: Visitor
    ) -> None:
        email = an_address()
        house.mail.troubles.append(NotCarried("550 nobody", again=False))
        await visitor.visit("/sign-in")
        failed = await visitor.post("/sign-in", {"email": email})
        assert failed.status_code == 503
        assert email in failed.text
        assert (await visitor.post("/sign-in", {"email": email})).status_code == 303
        assert len(house.mail.sent) == 1

    async def test_says_that_a_shop_without_mail_has_no_accounts(
        self, house: House, visitor: Visitor
    ) -> None:
        house.served.mail = None
        page = await visitor.visit("/sign-in")
        assert "n’envoie pas encore d’e-mail" in page.text

    async def test_speaks_english(self, house: House, visitor: Visitor) -> None:
        page = await visitor.visit("/sign-in?lang=en")
        assert "Sign in or create an account" in page.text
        await visitor.post("/sign-in", {"email": (email := an_address())})
        assert "is your Comptoir code" in house.mail.sent[-1].subject
        assert house.mail.code(email)


class TestCart:
    async def test_comes_along_into_a_new_account(self, house: House, visitor: Visitor) -> None:
        await visitor.take((MILK, 2))
        guest = await household_of(visitor)
        await visitor.sign_in(house.mail, an_address())
        await visitor.enter()
        cart = await visitor.cart()
        assert [(line.gtin, line.quantity.value) for line in cart.lines] == [(MILK.gtin, 2)]
        assert cart.household != guest

    async def test_is_there_on_a_second_device_with_what_was_put_in_before(
        self, house: House, visitor: Visitor
    ) -> None:
        email = an_address()
        await visitor.take((MILK, 2))
        await visitor.sign_in(house.mail, email)
        await visitor.enter()
        second = await house.visitor()
        await second.enter()
        await second.take((MILK, 1), (EGGS, 1))
        await second.sign_in(house.mail, email)
        await second.enter()
        had = {line.gtin: line.quantity.value for line in (await second.cart()).lines}
        assert had == {MILK.gtin: 3, EGGS.gtin: 1}
        await visitor.enter()
        await visitor.take((BREAD, 1))
        assert {line.gtin for line in (await second.cart()).lines} == {
            MILK.gtin,
            EGGS.gtin,
            BREAD.gtin,
        }

    async def test_brings_the_guests_address_along(self, house: House, visitor: Visitor) -> None:
        await visitor.sign_in(house.mail, an_address())
        await visitor.enter()
        async with house.database.read(SYSTEM) as on:
            known = await customers.household(on, household=await household_of(visitor) or "")
        assert known.home is not None
        assert known.home.street == "3 rue des Lilas"


class TestFixation:
    async def test_gives_a_key_that_was_known_before_nothing(
        self, house: House, visitor: Visitor
    ) -> None:
        planted = visitor.client.cookies[COOKIE]
        before = await visitor.session()
        await visitor.sign_in(house.mail, an_address())
        assert (await visitor.session()).key != before.key
        await visitor.enter()
        await visitor.take((MILK, 1))
        async with with_cookie(house, planted) as thief:
            assert (await thief.get("/account")).headers["location"] == "/sign-in?next=/account"
            page = await thief.get("/cart")
            assert page.status_code == 200
            assert MILK.name not in page.text

    async def test_leaves_the_account_when_signed_out_elsewhere(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.sign_in(house.mail, an_address())
        await visitor.enter()
        await visitor.take((MILK, 1))
        copied = visitor.client.cookies[COOKIE]
        assert MILK.name in (await visitor.visit("/cart")).text
        await visitor.post("/sign-out", {})
        async with with_cookie(house, copied) as thief:
            page = await thief.get("/cart")
            assert page.status_code == 200
            assert MILK.name not in page.text
        assert MILK.name not in (await visitor.visit("/cart")).text

    async def test_ends_a_stream_that_was_signed_in(self, house: House, visitor: Visitor) -> None:
        await visitor.sign_in(house.mail, an_address())
        await visitor.enter()
        async with house.watch(visitor) as stream:
            assert await stream.event() is not None
            cart = await visitor.cart()
            await visitor.post("/sign-out", {})
            await visitor.enter()
            async with house.database.work(SYSTEM) as uow:
                await carts.add_lines(uow, cart=cart.id, wants=[want(EGGS, 1)])
            assert await stream.event() is None


class TestForms:
    @pytest.mark.parametrize("path", ["/sign-in", "/sign-in/code", "/sign-out"])
    async def test_are_taken_from_our_own_pages_only(
        self, house: House, visitor: Visitor, path: str
    ) -> None:
        await visitor.visit("/sign-in")
        fields = {"email": an_address(), "code": "12345678"}
        foreign = await visitor.post(path, fields, {"sec-fetch-site": "cross-site"})
        assert foreign.status_code == 403
        unsigned = await visitor.post(path, fields, token=False)
        assert unsigned.status_code == 403
        assert house.mail.sent == []

    @pytest.mark.parametrize(
        "evil",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "account",
            "",
        ],
    )
    async def test_lead_nowhere_but_into_the_shop(
        self, house: House, visitor: Visitor, evil: str
    ) -> None:
        await visitor.visit("/sign-in")
        email = an_address()
        asked = await visitor.post("/sign-in", {"email": email, "next": evil})
        assert asked.headers["location"] == "/sign-in/code"
        fields = {"code": house.mail.code(email), "next": evil}
        entered = await visitor.post("/sign-in/code", fields)
        assert entered.headers["location"] == "/account"

    async def test_lead_back_to_where_one_was(self, house: House, visitor: Visitor) -> None:
        entered = await visitor.sign_in(house.mail, an_address(), "/orders/x?lang=fr&y=1")
        assert entered.headers["location"] == "/orders/x?lang=fr&y=1"

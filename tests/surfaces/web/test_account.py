"""The account's pages: one's own things, and nobody else's."""

import re

import pytest

from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import KnownAddress
from comptoir.shopping.identity.rules import digest
from tests.shop.shopping.test_identity import an_address
from tests.stories.shopping import MILK, a_full_cart, a_placed_order
from tests.surfaces.web.conftest import House, Visitor

EVIL = '<script>document.title="x"</script><img src=x onerror=alert(1)>'
HOME = {
    "recipient": "Camille Morvan",
    "street": "12 rue des Bois",
    "postcode": "35500",
    "city": "Vitré",
    "instructions": "Deuxième étage",
}
PAGES = ["/account", "/account/orders", "/account/addresses", "/account/sign-in"]


async def a_member(house: House) -> Visitor:
    """Let somebody in who has an account."""
    visitor = await house.visitor()
    await visitor.enter()
    await visitor.sign_in(house.mail, an_address())
    await visitor.enter()
    return visitor


async def household_of(visitor: Visitor) -> str:
    return (await visitor.cart()).household or ""


async def addresses_of(visitor: Visitor) -> tuple[KnownAddress, ...]:
    async with visitor.database.read(SYSTEM) as on:
        return await customers.addresses(on, household=await household_of(visitor))


async def an_order_of(visitor: Visitor) -> str:
    async with visitor.database.work(SYSTEM) as uow:
        cart = await a_full_cart(uow, visitor.shop)
        household = await household_of(visitor)
        await uow.connection.execute("update cart set household = %s where id = %s", (None, cart))
        order = await a_placed_order(uow, cart=cart)
        await uow.connection.execute(
            "update shop_order set household = %s where id = %s", (household, order.id)
        )
    return order.id


class TestPages:
    @pytest.mark.parametrize("path", PAGES)
    async def test_are_for_who_has_signed_in(self, visitor: Visitor, path: str) -> None:
        sent = await visitor.visit(path)
        assert (sent.status_code, sent.headers["location"]) == (303, f"/sign-in?next={path}")

    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("language", ["fr", "en"])
    async def test_are_shown_in_both_languages(
        self, house: House, path: str, language: str
    ) -> None:
        member = await a_member(house)
        page = await member.visit(f"{path}?lang={language}")
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.text
        assert 'aria-current="page"' in page.text

    async def test_take_forms_of_their_own_only(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account")
        for path in ("/account", "/account/addresses", "/account/sign-in"):
            assert (await member.post(path, HOME, token=False)).status_code == 403
            foreign = await member.post(path, HOME, {"sec-fetch-site": "same-site"})
            assert foreign.status_code == 403

    async def test_take_no_form_of_who_has_not_signed_in(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.visit("/sign-in")
        assert (await visitor.post("/account/addresses", HOME)).status_code == 403


class TestName:
    async def test_is_kept_and_shown_as_it_is(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account")
        fields = {"name": EVIL, "household": EVIL, "language": "fr"}
        assert (await member.post("/account", fields)).status_code == 303
        page = await member.visit("/account?done=saved")
        assert EVIL not in page.text
        assert "&lt;script&gt;" in page.text
        assert "C’est enregistré." in page.text

    async def test_that_is_none_is_refused_with_the_form(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account")
        refused = await member.post("/account", {"name": " "})
        assert refused.status_code == 422
        assert 'aria-invalid="true"' in refused.text

    async def test_goes_with_a_language(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account")
        await member.post("/account", {"name": "Camille", "language": "en"})
        assert "My account" in (await member.visit("/account")).text

    async def test_is_not_told_by_what_is_asked_for(self, house: House) -> None:
        member = await a_member(house)
        page = await member.visit("/account?done=" + "%3Cscript%3E")
        assert "<script>" not in page.text


class TestAddresses:
    async def test_are_added_edited_preferred_and_removed(self, house: House) -> None:
        member = await a_member(house)
        (old,) = await addresses_of(member)
        await member.visit("/account/addresses/new")
        assert (await member.post("/account/addresses", HOME)).status_code == 303
        first, second = await addresses_of(member)
        assert (first.street, first.instructions) == ("12 rue des Bois", "Deuxième étage")
        assert second.id == old.id
        page = await member.visit(f"/account/addresses/{first.id}")
        assert 'value="12 rue des Bois"' in page.text
        await member.post(f"/account/addresses/{first.id}", {**HOME, "city": "Rennes"})
        await member.post(f"/account/addresses/{old.id}", {"do": "prefer"})
        first, second = await addresses_of(member)
        assert (first.id, first.preferred, second.city) == (old.id, True, "Rennes")
        await member.post(f"/account/addresses/{old.id}", {"do": "remove"})
        assert [each.id for each in await addresses_of(member)] == [second.id]

    async def test_keep_what_was_typed_and_name_what_is_wrong(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account/addresses/new")
        refused = await member.post("/account/addresses", {**HOME, "postcode": "?", "city": EVIL})
        assert refused.status_code == 422
        assert 'value="12 rue des Bois"' in refused.text
        assert 'id="wrong-postcode"' in refused.text
        assert EVIL not in refused.text
        assert len(await addresses_of(member)) == 1

    async def test_of_others_are_not_there(self, house: House) -> None:
        member, other = await a_member(house), await a_member(house)
        (theirs,) = await addresses_of(other)
        path = f"/account/addresses/{theirs.id}"
        assert (await member.visit(path)).status_code == 404
        await member.visit("/account")
        for fields in ({"do": "prefer"}, HOME):
            assert (await member.post(path, fields)).status_code == 404
        await member.post(path, {"do": "remove"})
        assert await addresses_of(other) == (theirs,)


class TestOrders:
    async def test_are_shown_with_a_way_to_have_them_again(self, house: House) -> None:
        member = await a_member(house)
        order = await an_order_of(member)
        page = await member.visit("/account/orders")
        assert f"/orders/{order}" in page.text
        assert MILK.name in page.text
        again = await member.post(f"/account/orders/{order}/again", {})
        assert again.status_code == 303
        await member.visit("/counter")
        lines = (await member.cart()).lines
        assert MILK.gtin in {line.gtin for line in lines}
        assert len(lines) == 5

    async def test_of_others_cannot_be_had_again(self, house: House) -> None:
        member, other = await a_member(house), await a_member(house)
        order = await an_order_of(other)
        page = await member.visit("/account/orders")
        assert order not in page.text
        await member.visit("/account")
        refused = await member.post(f"/account/orders/{order}/again", {})
        assert refused.status_code == 404
        assert (await member.cart()).lines == ()


class TestDevices:
    async def test_are_named_and_signed_out_one_by_one(self, house: House) -> None:
        member, email = await house.visitor(), an_address()
        await member.sign_in(house.mail, email)
        other = await house.visitor()
        other.client.headers["user-agent"] = "Mozilla/5.0 (iPhone) Version/17 Safari/604.1"
        await other.sign_in(house.mail, email)
        page = await member.visit("/account/sign-in")
        assert "Safari · iPhone" in page.text
        (key,) = re.findall(r'name="device" value="([0-9a-f]{64})"', page.text)
        await member.post("/account/sign-in", {"device": key})
        assert (await other.visit("/account")).status_code == 303
        assert (await member.visit("/account")).status_code == 200

    async def test_are_all_signed_out_at_once(self, house: House) -> None:
        member, email = await house.visitor(), an_address()
        await member.sign_in(house.mail, email)
        other = await house.visitor()
        await other.sign_in(house.mail, email)
        await member.visit("/account/sign-in")
        await member.post("/account/sign-in", {"do": "everywhere"})
        for each in (member, other):
            assert (await each.visit("/account")).status_code == 303

    async def test_of_others_stay_signed_in(self, house: House) -> None:
        member, other = await a_member(house), await a_member(house)
        third = await house.visitor()
        await other.visit("/account/sign-in")

        key = digest((await other.session()).key)
        await member.visit("/account/sign-in")
        await member.post("/account/sign-in", {"device": key})
        assert (await other.visit("/account")).status_code == 200
        assert (await third.visit("/account")).status_code == 303

"""A household at the page: invitations, people, the usual list, data taken along and erased."""

import json
import re

from comptoir.db.query import Query
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.habits import queries as usual
from comptoir.shopping.identity.model import INVITATION_LIFE, INVITATIONS
from comptoir.shopping.invoices import queries as invoices
from comptoir.shopping.orders import queries as orders
from comptoir.street.messages.ports import NotCarried
from tests.shop.shopping.test_identity import an_address
from tests.stories.shelves import GALA
from tests.stories.shopping import BREAD, EGGS, MILK, TOMATOES
from tests.surfaces.web.conftest import House, Visitor
from tests.surfaces.web.test_account import EVIL, a_member, household_of
from tests.surfaces.web.test_invoices import a_sold_order

_TRACES = Query(
    """
    select (select count(*) from person where household = %(household)s)
        + (select count(*) from address where household = %(household)s)
        + (select count(*) from habit where household = %(household)s)
        + (select count(*) from cart where household = %(household)s)
        + (select count(*) from shop_order where household = %(household)s)
        + (select count(*) from conversation where household = %(household)s)
        + (select count(*) from browser_session where household = %(household)s)
        + (select count(*) from letter where household = %(household)s)
        + (select count(*) from household where id = %(household)s)
    """,
    int,
)


async def traces(house: House, household: str) -> int:
    async with house.database.read(SYSTEM) as on:
        return await _TRACES.one(on, household=household)


def link(house: House) -> str:
    """Read the path of the newest invitation."""
    found = re.search(r"http://shop(/invitations/\S+)", house.mail.sent[-1].text)
    assert found is not None
    return found[1]


async def listed(house: House, member: Visitor) -> dict[str, int]:
    async with house.database.read(SYSTEM) as on:
        found = await usual.usual(on, store=house.shop.store, household=await household_of(member))
    return {each.gtin: each.usual_quantity for each in found}


class TestInvitation:
    async def test_lets_somebody_into_the_same_cart(self, house: House) -> None:
        member, guest, email = await a_member(house), await house.visitor(), an_address()
        await member.take((MILK, 1))
        await guest.enter()
        await guest.take((EGGS, 2))
        await member.visit("/account/household")
        sent = await member.post("/account/household", {"email": email})
        assert sent.headers["location"] == "/account/household?done=invited"
        assert email in (await member.visit("/account/household")).text
        shown = await guest.visit(link(house))
        assert email in shown.text
        joined = await guest.post(link(house), {"name": "Aziz"})
        assert joined.status_code == 303
        await guest.enter()
        assert await household_of(guest) == await household_of(member)
        assert {each.gtin for each in (await member.cart()).lines} == {MILK.gtin, EGGS.gtin}
        assert "Aziz" in (await member.visit("/account/household")).text
        assert (await guest.visit(link(house))).status_code == 404

    async def test_tells_who_put_what_into_the_cart(self, shelves: House) -> None:
        member, guest, email = await a_member(shelves), await shelves.visitor(), an_address()
        await member.visit("/account/household")
        await member.post("/account/household", {"email": email})
        await guest.visit(link(shelves))
        await guest.post(link(shelves), {"name": "Aziz Benali"})
        await guest.enter()
        await guest.post("/cart/lines", {"do": "add", "gtin": MILK.gtin, "on": "goods"})
        await guest.post("/say", {"text": "un kilo de pommes gala", "turn": "t", "at": "/"})
        lines = {each.gtin: each.added_by for each in (await member.cart()).lines}
        assert lines == {MILK.gtin: "Aziz", GALA.gtin: "Aziz"}
        page = (await member.visit("/stores")).text
        assert page.split('id="drawer-body"')[1].count("Ajouté par Aziz") == 2

    async def test_tells_nobody_alone_who_they_are(self, house: House) -> None:
        member = await a_member(house)
        await member.post("/cart/lines", {"do": "add", "gtin": MILK.gtin, "on": "goods"})
        assert [each.added_by for each in (await member.cart()).lines] == [""]

    async def test_is_not_used_up_by_looking_at_it(self, house: House) -> None:
        member, guest = await a_member(house), await house.visitor()
        await member.visit("/account/household")
        await member.post("/account/household", {"email": an_address()})
        for _ in range(2):
            assert (await guest.visit(link(house))).status_code == 200

    async def test_expires_and_is_taken_back(self, house: House) -> None:
        member, guest = await a_member(house), await house.visitor()
        await member.visit("/account/household")
        await member.post("/account/household", {"email": an_address()})
        page, path = await member.visit("/account/household"), link(house)
        (key,) = re.findall(r'name="invitation" value="([0-9a-f]+)"', page.text)
        other = await a_member(house)
        await other.visit("/account/household")
        await other.post("/account/household/remove", {"invitation": key})
        assert (await guest.visit(path)).status_code == 200
        await member.post("/account/household/remove", {"invitation": key})
        assert (await guest.visit(path)).status_code == 404
        await member.post("/account/household", {"email": an_address()})
        house.clock.advance(INVITATION_LIFE)
        assert (await guest.visit(link(house))).status_code == 404

    async def test_does_not_tell_whether_the_address_is_known(self, house: House) -> None:
        member, known = await a_member(house), an_address()
        await (await house.visitor()).sign_in(house.mail, known)
        await member.visit("/account/household")
        for email in (known, an_address()):
            sent = await member.post("/account/household", {"email": email})
            assert sent.headers["location"] == "/account/household?done=invited"

    async def test_tells_who_has_an_account_what_to_do(self, house: House) -> None:
        member, known = await a_member(house), an_address()
        other = await house.visitor()
        await other.sign_in(house.mail, known)
        await member.visit("/account/household")
        await member.post("/account/household", {"email": known})
        await other.visit(link(house))
        refused = await other.post(link(house), {"name": "Aziz"})
        assert refused.status_code == 409
        assert "a déjà un compte" in refused.text

    async def test_is_bounded_and_says_when_it_was_not_sent(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account/household")
        house.mail.troubles.append(NotCarried("550", again=False))
        assert (await member.post("/account/household", {"email": "a@b.org"})).status_code == 503
        for _ in range(INVITATIONS.most - 1):
            await member.post("/account/household", {"email": an_address()})
        refused = await member.post("/account/household", {"email": an_address()})
        assert refused.status_code == 429

    async def test_keeps_markup_in_a_name_as_words(self, house: House) -> None:
        member, guest = await a_member(house), await house.visitor()
        await member.visit("/account")
        await member.post("/account", {"name": EVIL})
        await member.post("/account/household", {"email": an_address()})
        assert "<script" not in house.mail.sent[-1].html
        assert "<script>document" not in (await guest.visit(link(house))).text


class TestPeople:
    async def test_are_taken_out_by_their_household_alone(self, house: House) -> None:
        member, guest, other = await a_member(house), await house.visitor(), await a_member(house)
        await member.visit("/account/household")
        await member.post("/account/household", {"email": an_address()})
        await guest.visit(link(house))
        await guest.post(link(house), {"name": "Aziz"})
        page = await member.visit("/account/household")
        (key,) = re.findall(r'name="person" value="([^"]+)"', page.text)
        await other.visit("/account/household")
        refused = await other.post("/account/household/remove", {"person": key})
        assert refused.status_code == 404
        assert (await guest.visit("/account")).status_code == 200
        await member.post("/account/household/remove", {"person": key})
        assert (await guest.visit("/account")).status_code == 303
        assert "Aziz" not in (await member.visit("/account/household")).text


class TestUsual:
    async def test_is_edited_and_put_into_the_cart(self, house: House) -> None:
        member = await a_member(house)
        household, store = await household_of(member), house.shop.store
        for order in ("1", "2"):
            async with house.database.work(SYSTEM) as uow:
                await habits.count_order(
                    uow,
                    store=store,
                    household=household,
                    order_id=f"{household}-{order}",
                    quantities={MILK.gtin: 2, EGGS.gtin: 1, TOMATOES.gtin: 500},
                    at=uow.now,
                )
        page = await member.visit("/account/usual")
        assert MILK.name in page.text
        for gtin, do in (
            (MILK.gtin, "more"),
            (EGGS.gtin, "remove"),
            (TOMATOES.gtin, "less"),
            (BREAD.gtin, "put"),
        ):
            assert (
                await member.post("/account/usual", {"gtin": gtin, "do": do})
            ).status_code == 303
        assert await listed(house, member) == {MILK.gtin: 3, TOMATOES.gtin: 400, BREAD.gtin: 1}
        page = await member.visit("/account/usual")
        assert "Retirés de la liste" in page.text
        await member.post("/account/usual/cart", {})
        await member.visit("/counter")
        lines = {each.gtin: each.quantity.value for each in (await member.cart()).lines}
        assert lines == {MILK.gtin: 3, TOMATOES.gtin: 400, BREAD.gtin: 1}
        await member.visit("/account/usual")
        await member.post("/account/usual", {"gtin": EGGS.gtin, "do": "put"})
        assert EGGS.gtin in await listed(house, member)

    async def test_takes_nothing_that_is_not_sold(self, house: House) -> None:
        member = await a_member(house)
        await member.visit("/account")
        refused = await member.post("/account/usual", {"gtin": "2750000009999", "do": "put"})
        assert refused.status_code == 404
        wrong = await member.post("/account/usual", {"gtin": MILK.gtin, "do": "burn"})
        assert wrong.status_code == 422


class TestData:
    async def test_are_taken_along_whole(self, house: House) -> None:
        member = await a_member(house)
        order = await a_sold_order(house, member)
        await member.visit(f"/orders/{order}")
        await member.post(f"/orders/{order}/invoice", {})
        await member.visit("/counter")
        await member.say("bonjour")
        file = await member.client.get("/account/data.json")
        assert file.headers["content-disposition"].startswith("attachment")
        known = json.loads(file.text)
        in_store = known["stores"][house.shop.store]
        assert known["people"][0]["email"]
        assert known["addresses"][0]["street"] == "3 rue des Lilas"
        assert in_store["orders"][0]["id"] == order
        assert in_store["invoices"][0]["sums"]["total"] > 0
        assert in_store["said"][0]["text"] == "bonjour"
        assert "public_key" not in file.text

    async def test_are_nobody_elses(self, house: House, visitor: Visitor) -> None:
        member, other = await a_member(house), await a_member(house)
        order = await a_sold_order(house, member)
        assert order not in (await other.client.get("/account/data.json")).text
        assert (await visitor.client.get("/account/data.json")).status_code == 303

    async def test_are_erased_but_for_what_the_law_keeps(self, house: House) -> None:
        member = await a_member(house)
        household = await household_of(member)
        order = await a_sold_order(house, member)
        await member.visit(f"/orders/{order}")
        await member.post(f"/orders/{order}/invoice", {})
        async with house.database.work(SYSTEM) as uow:
            await uow.connection.execute(
                "update shop_order set window_ends = %s, window_starts = %s where id = %s",
                (uow.now, uow.now, order),
            )
        await member.visit("/counter")
        await member.say("deux litres de lait")
        await member.visit("/account/data")
        unsure = await member.post("/account/data", {})
        assert unsure.status_code == 422
        assert 'id="wrong-sure"' in unsure.text
        erased = await member.post("/account/data", {"sure": "yes"})
        assert erased.headers["location"] == "/sign-in?erased=1"
        assert await traces(house, household) == 0
        async with house.database.read(SYSTEM) as on:
            kept = await orders.order(on, order=order)
            (invoice,) = await invoices.of_order(on, order=order)
        assert (kept.customer.name, kept.address, kept.household) == ("", None, None)
        assert kept.totals.total == invoice.document.sums.total
        assert invoice.document.buyer.name == "Camille Morvan"
        assert house.mail.sent[-1].subject == "Votre compte est effacé"
        assert (await member.visit("/account")).status_code == 303

    async def test_wait_for_an_order_that_is_to_come(self, house: House) -> None:
        member = await a_member(house)
        await a_sold_order(house, member)
        await member.visit("/account/data")
        refused = await member.post("/account/data", {"sure": "yes"})
        assert refused.status_code == 409
        assert "est encore à venir" in refused.text
        assert (await member.visit("/account")).status_code == 200

    async def test_of_one_of_several_leave_the_others_theirs(self, house: House) -> None:
        member, guest = await a_member(house), await house.visitor()
        await member.visit("/account/household")
        await member.post("/account/household", {"email": an_address()})
        await guest.visit(link(house))
        await guest.post(link(house), {"name": "Aziz"})
        await member.take((MILK, 1))
        page = await guest.visit("/account/data")
        assert "restent aux autres" in page.text
        await guest.post("/account/data", {"sure": "yes"})
        assert (await guest.visit("/account")).status_code == 303
        assert [each.gtin for each in (await member.cart()).lines] == [MILK.gtin]
        assert "Aziz" not in (await member.visit("/account/household")).text

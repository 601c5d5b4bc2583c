"""The form that asks where goods go, with scripts and without."""

import pytest
import pytest_asyncio

from comptoir.conversation import queries as conversations
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Household
from comptoir.street.shop import as_guest
from tests.stories.shopping import AT_HOME, MILK
from tests.surfaces.web.conftest import House, Visitor

TYPED = {
    "mode": "delivery",
    "recipient": AT_HOME.recipient,
    "street": AT_HOME.street,
    "postcode": AT_HOME.postcode,
    "city": AT_HOME.city,
    "phone": "06 12 34 56 78",
}


@pytest_asyncio.fixture
async def guest(house: House) -> Visitor:
    """Let in a guest of whom nothing is known, who has put milk into the cart."""
    house.served.welcome = as_guest
    entered = await house.visitor()
    await entered.enter()
    await entered.take((MILK, 2))
    return entered


async def household(visitor: Visitor) -> Household:
    async with visitor.database.read(SYSTEM) as on:
        talk = await conversations.conversation(on, conversation=await visitor.conversation())
        assert talk.household is not None
        return await customers.household(on, household=talk.household)


class TestForm:
    async def test_is_not_there_before_it_is_known_what_for(self, guest: Visitor) -> None:
        assert 'action="/address"' not in (await guest.visit()).text

    async def test_asks_a_guest_where_to_deliver(self, guest: Visitor) -> None:
        await guest.say("livraison")
        page = (await guest.visit()).text
        assert "Où livrer" in page
        assert 'name="street"' in page
        assert '<details class="place-change"' not in page

    async def test_shows_what_is_known_and_how_to_change_it(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 2))
        await visitor.say("livraison")
        page = (await visitor.visit()).text
        assert AT_HOME.street in page
        assert "Modifier l’adresse" in page
        assert '<details class="place-change">' in page

    async def test_asks_for_no_street_where_goods_are_collected(self, guest: Visitor) -> None:
        await guest.say("retrait en magasin")
        page = (await guest.visit()).text
        assert 'action="/address"' in page
        assert 'name="street"' not in page


class TestPut:
    async def test_lets_a_guest_have_an_order_delivered(self, guest: Visitor) -> None:
        await guest.say("livraison demain soir")
        await guest.post("/say", {"text": "valide", "turn": "before"})
        assert "indiquez-la sur la page" in (await guest.visit()).text.replace("&#39;", "'")
        response = await guest.post("/address", TYPED)
        assert (response.status_code, response.headers["location"]) == (303, "/counter#place")
        await guest.post("/say", {"text": "valide", "turn": "after"})
        await guest.post("/say", {"text": "oui", "turn": "yes"})
        page = (await guest.visit()).text
        assert 'href="/orders/' in page
        order = page.split('href="/orders/')[1].split('"')[0]
        assert AT_HOME.street in (await guest.visit(f"/orders/{order}")).text

    async def test_gives_the_pages_script_only_what_changed(
        self, guest: Visitor, htmx: dict[str, str]
    ) -> None:
        await guest.say("livraison")
        response = await guest.post("/address", TYPED, htmx)
        assert response.status_code == 200
        assert "<html" not in response.text
        assert "Modifier l’adresse" in response.text
        assert 'href="#place"' not in response.text

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("recipient", "", "Remplissez ce champ."),
            ("street", "   ", "Remplissez ce champ."),
            ("city", "x" * 201, "200 caractères au plus."),
            ("postcode", "?", "Écrivez un code postal."),
            ("postcode", "75001", "Nous ne livrons pas au 75001."),
            ("phone", "call me", "Écrivez un numéro"),
        ],
    )
    async def test_keeps_what_was_typed_when_a_field_is_refused(
        self, guest: Visitor, htmx: dict[str, str], field: str, value: str, told: str
    ) -> None:
        await guest.say("livraison")
        for headers in ({}, htmx):
            fields = {**TYPED, "street": "9 rue <b>", field: value}
            response = await guest.post("/address", fields, headers)
            assert response.status_code == 422
            assert told in response.text
            assert f'aria-describedby="wrong-place-{field}' in response.text
            assert f'value="{TYPED["phone"]}"' in response.text or field == "phone"
            assert "9 rue &lt;b&gt;" in response.text or field == "street"
            assert "rue <b>" not in response.text
        assert (await household(guest)).home is None

    async def test_tells_every_mistake_at_once(self, guest: Visitor) -> None:
        await guest.say("livraison")
        page = (await guest.post("/address", {"mode": "delivery"})).text
        assert page.count('aria-invalid="true"') == 4
        assert page.count("autofocus") == 1

    async def test_takes_name_and_phone_for_pickup_or_neither(self, guest: Visitor) -> None:
        await guest.say("retrait en magasin")
        typed = {"mode": "pickup", "recipient": "Zoé", "phone": "0612345678"}
        assert (await guest.post("/address", typed)).status_code == 303
        kept = await household(guest)
        assert [(each.name, each.phone) for each in kept.people] == [("Zoé", "0612345678")]
        assert (await guest.post("/address", {"mode": "pickup"})).status_code == 303
        assert (await household(guest)).people[0].name == ""

    async def test_changes_nobody_elses_household(self, house: House, guest: Visitor) -> None:
        other = await house.visitor()
        await other.enter()
        await guest.post("/address", TYPED)
        assert (await household(guest)).home == AT_HOME
        assert (await household(other)).home is None

    async def test_needs_the_token_of_the_page(self, guest: Visitor) -> None:
        assert (await guest.post("/address", TYPED, token=False)).status_code == 403
        assert (await household(guest)).home is None

    async def test_refuses_a_way_that_is_not_there(self, guest: Visitor) -> None:
        assert (await guest.post("/address", {**TYPED, "mode": "drone"})).status_code == 422

"""Changing the cart with buttons."""

from comptoir.goods.inventory import commands as inventory
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Cart, Substitution
from tests.stories.shopping import BREAD, EGGS, MILK, TOMATOES, Good
from tests.surfaces.web.conftest import House, Visitor


async def click(visitor: Visitor, good: Good, do: str) -> int:
    """Click a button of a line and give the status."""
    fields = {"gtin": good.gtin, "do": do}
    return (await visitor.post("/cart/lines", fields)).status_code


def quantities(cart: Cart) -> dict[str, int]:
    """Give what a cart has, by GTIN."""
    return {line.gtin: line.quantity.value for line in cart.lines}


class TestChangeLine:
    async def test_puts_in_and_takes_out_a_piece(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 2))
        assert await click(visitor, MILK, "more") == 303
        assert quantities(await visitor.cart()) == {MILK.gtin: 3}
        for _ in range(2):
            await click(visitor, MILK, "less")
        assert quantities(await visitor.cart()) == {MILK.gtin: 1}

    async def test_goes_by_a_hundred_grams_where_goods_are_weighed(self, visitor: Visitor) -> None:
        await visitor.take((TOMATOES, 500))
        await click(visitor, TOMATOES, "more")
        assert quantities(await visitor.cart()) == {TOMATOES.gtin: 600}
        await click(visitor, TOMATOES, "less")
        assert quantities(await visitor.cart()) == {TOMATOES.gtin: 500}

    async def test_takes_the_last_one_off_the_cart(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 1), (TOMATOES, 80))
        await click(visitor, MILK, "less")
        await click(visitor, TOMATOES, "less")
        assert quantities(await visitor.cart()) == {}

    async def test_takes_a_whole_line_off(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 6), (EGGS, 1))
        await click(visitor, MILK, "remove")
        assert quantities(await visitor.cart()) == {EGGS.gtin: 1}

    async def test_keeps_the_note_and_the_wish_of_the_line(self, visitor: Visitor) -> None:
        await visitor.take((BREAD, 1))
        cart = await visitor.cart()
        async with visitor.database.work(SYSTEM) as uow:
            await carts.set_note(uow, cart=cart.id, gtin=BREAD.gtin, note="bien cuit")
            await carts.set_substitution(
                uow, cart=cart.id, gtin=BREAD.gtin, substitution=Substitution.REFUND
            )
        await click(visitor, BREAD, "more")
        line = (await visitor.cart()).line(BREAD.gtin)
        assert line is not None
        assert (line.quantity.value, line.note) == (2, "bien cuit")
        assert line.substitution is Substitution.REFUND

    async def test_says_what_is_left_and_changes_nothing(
        self, house: House, visitor: Visitor, htmx: dict[str, str]
    ) -> None:
        await visitor.take((MILK, 2))
        async with house.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=house.shop.store, counts={MILK.gtin: 2})
        fields = {"gtin": MILK.gtin, "do": "more"}
        plain = await visitor.post("/cart/lines", fields)
        assert plain.status_code == 409
        assert "Il ne reste que 2 de" in plain.text
        assert "<html" in plain.text
        scripted = await visitor.post("/cart/lines", fields, htmx)
        assert scripted.status_code == 409
        assert "Il ne reste que 2 de" in scripted.text
        assert "<html" not in scripted.text
        assert quantities(await visitor.cart()) == {MILK.gtin: 2}

    async def test_warns_when_a_line_has_gone_meanwhile(
        self, house: House, visitor: Visitor
    ) -> None:
        await visitor.take((MILK, 2), (EGGS, 3))
        async with house.database.work(SYSTEM) as uow:
            counts = {MILK.gtin: 0, EGGS.gtin: 1}
            await inventory.set_counts(uow, store=house.shop.store, counts=counts)
        page = (await visitor.visit()).text
        assert "Il n’y en a plus." in page
        assert "Il n’en reste que 1." in page
        fields = {"gtin": MILK.gtin, "do": "more"}
        assert "Il n’y a plus de" in (await visitor.post("/cart/lines", fields)).text

    async def test_refuses_what_is_not_in_this_cart(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 1))
        for gtin in (EGGS.gtin, "", "' or 1=1 --", "<b>", "9" * 500):
            response = await visitor.post("/cart/lines", {"gtin": gtin, "do": "more"})
            assert response.status_code == 404
            assert "<b>" not in response.text
        assert quantities(await visitor.cart()) == {MILK.gtin: 1}

    async def test_refuses_buttons_that_are_not_there(self, visitor: Visitor) -> None:
        await visitor.take((MILK, 1))
        for do in ("", "empty", "-5"):
            assert await click(visitor, MILK, do) == 422
        assert quantities(await visitor.cart()) == {MILK.gtin: 1}

    async def test_refuses_more_than_anybody_buys(self, visitor: Visitor) -> None:
        await visitor.take((TOMATOES, 49_000))
        cart = await visitor.cart()
        async with visitor.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=cart.store, counts={TOMATOES.gtin: 900_000})
        for _ in range(2):
            await visitor.take((TOMATOES, 25_500))
        assert await click(visitor, TOMATOES, "more") == 422
        assert quantities(await visitor.cart()) == {TOMATOES.gtin: 100_000}

    async def test_touches_nobody_elses_cart(self, house: House, visitor: Visitor) -> None:
        other = await house.visitor()
        await other.enter()
        await visitor.take((MILK, 1))
        await other.take((MILK, 5))
        await click(visitor, MILK, "remove")
        assert quantities(await other.cart()) == {MILK.gtin: 5}

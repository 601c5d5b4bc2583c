"""Discount codes at the desk: made, bounded, ended; what they take off stays as announced."""

from html import unescape

from comptoir.goods.pricing import queries
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.staff.directory.model import Role
from tests.stories.shopping import EGGS, a_cart, a_placed_order
from tests.surfaces.console.conftest import House


async def code_of(house: House, code: str = "NOEL") -> DiscountCode:
    async with house.database.read(SYSTEM) as on:
        return await queries.discount_code(on, store=house.shop.store, code=code)


class TestMake:
    async def test_puts_a_code_into_the_shop_and_on_record(self, house: House) -> None:
        manager, there = await house.manager(), f"{house.base}/codes"
        await manager.see(there)
        made = await manager.send(
            there,
            code="Noël",
            percent="10",
            minimum="20,00",
            valid_from="2026-12-01",
            valid_until="2026-12-24",
            uses_most="100",
            household_most="1",
        )
        assert made.headers["location"] == f"{there}?saved=made"
        kept = await code_of(house)
        assert (kept.percent, kept.amount, kept.minimum) == (10, None, 2_000)
        assert (kept.uses_most, kept.household_most) == (100, 1)
        assert kept.valid_from is not None
        assert kept.valid_until is not None
        assert kept.valid_from.isoformat() == "2026-11-30T23:00:00+00:00"
        assert kept.valid_until.isoformat() == "2026-12-24T23:00:00+00:00"
        page = unescape((await manager.see(f"{there}?saved=made")).text)
        assert "−10\u202f%" in page
        assert "du mar. 1 déc. au jeu. 24 déc." in page
        assert "à venir" in page
        (change,) = await house.changes()
        assert (change.kind, change.object, change.action) == ("code", "NOEL", "created")

    async def test_names_what_cannot_be_and_keeps_what_was_typed(self, house: House) -> None:
        manager, there = await house.manager(), f"{house.base}/codes"
        await manager.see(there)
        for fields, wrong in (
            ({"code": "", "percent": "10"}, "code-code"),
            ({"code": "a b!", "percent": "10"}, "code-code"),
            ({"code": "NOEL", "percent": "101"}, "code-percent"),
            ({"code": "NOEL", "percent": "", "amount": "-1"}, "code-amount"),
            ({"code": "NOEL", "percent": "10", "amount": "", "uses_most": "0"}, "code-uses_most"),
            ({"code": "NOEL", "percent": "10", "amount": "5", "uses_most": ""}, "code-amount"),
            ({"code": "NOEL", "percent": "", "amount": ""}, "code-amount"),
        ):
            refused = await manager.send(there, **fields)
            assert refused.status_code == 422, fields
            assert f'id="{wrong}-wrong"' in refused.text, fields
        assert manager.form(there)["code"] == ["NOEL"]
        assert (await manager.send(there, amount="5")).status_code == 303
        await manager.see(there)
        twice = await manager.send(there, code="NO-EL", amount="5")
        assert "existe déjà" in unescape(twice.text)

    async def test_is_for_managers(self, house: House) -> None:
        clerk, other = await house.clerk(), await house.other_store()
        there = f"{house.base}/codes"
        assert 'name="percent"' not in (await clerk.see(there)).text
        stranger = await house.colleague(Role.MANAGER, other)
        assert (await stranger.see(there)).status_code == 403
        await stranger.see(f"/desk/stores/{other}/codes")
        fields = stranger.form(f"/desk/stores/{other}/codes")
        for who in (clerk, stranger):
            refused = await who.post(there, {**fields, "code": "X1", "percent": "10"})
            assert refused.status_code == 403


class TestEdit:
    async def a_code(self, house: House) -> None:
        manager, there = await house.manager(), f"{house.base}/codes"
        await manager.see(there)
        await manager.send(there, code="NOEL", amount="1")

    async def test_ends_a_code_and_shows_how_it_was_used(self, house: House) -> None:
        await self.a_code(house)
        async with house.database.work(SYSTEM) as uow:
            cart = await a_cart(
                uow, store=house.shop.store, goods={EGGS: 1}, window=house.shop.pickup
            )
            await carts.apply_discount(uow, cart=cart, code="noel")
            await a_placed_order(uow, cart=cart)
        manager, one = await house.manager(), f"{house.base}/codes/NOEL"
        page = unescape((await manager.see(one)).text)
        assert "1,00\u202f€" in page
        assert 'name="amount"' not in page
        assert (await manager.send(one, counts=None)).status_code == 303
        assert not (await code_of(house)).counts
        page = unescape((await manager.see(one)).text)
        assert "terminé" in page
        assert "<del>oui</del>" in page
        assert "<ins>non</ins>" in page

    async def test_refuses_a_stale_form(self, house: House) -> None:
        await self.a_code(house)
        first, second = await house.manager(), await house.manager()
        one = f"{house.base}/codes/NOEL"
        for each in (first, second):
            await each.see(one)
        assert (await first.send(one, uses_most="5")).status_code == 303
        assert (await second.send(one, uses_most="9")).status_code == 409
        assert (await code_of(house)).uses_most == 5

    async def test_knows_no_code_that_was_never_made(self, house: House) -> None:
        manager = await house.manager()
        assert (await manager.see(f"{house.base}/codes/RIEN")).status_code == 404
        await self.a_code(house)
        assert (await manager.see(f"{house.base}/codes/noel")).status_code == 404

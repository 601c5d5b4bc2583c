"""The desk's pages: who sees what, what is edited, what is refused and kept as it was typed."""

import html
from dataclasses import replace

import pytest

from comptoir.desk import goods as desk_goods
from comptoir.goods.inventory import queries as levels
from comptoir.goods.pricing import queries as offers
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.slots import queries as slots
from comptoir.staff.directory.model import Role
from tests.stories.shopping import BREAD, EGGS, MILK, TOMATOES
from tests.surfaces.console.conftest import House

ATTACK = '<img src=x onerror="alert(1)">'


def seen_text(page: str) -> str:
    return html.unescape(page)


class TestRoles:
    async def test_a_clerk_of_one_store_sees_nothing_of_another(self, house: House) -> None:
        other = await house.other_store()
        order = await house.an_order()
        clerk = await house.colleague(Role.CLERK, other)
        for end in ("", "/orders", "/goods", "/windows", f"/orders/{order.id}",
                    f"/goods/{MILK.gtin}"):  # fmt: skip
            assert (await clerk.see(f"{house.base}{end}")).status_code == 403
        theirs = f"/desk/stores/{other}"
        assert (await clerk.see(f"{theirs}/orders")).status_code == 200
        assert (await clerk.see(f"{theirs}/orders/{order.id}")).status_code == 404
        home = await clerk.see("/desk")
        assert home.headers["location"] == f"{theirs}/orders"

    async def test_a_clerk_cannot_post_to_another_store(self, house: House) -> None:
        other = await house.other_store()
        clerk = await house.colleague(Role.CLERK, other)
        await clerk.see(f"/desk/stores/{other}/goods/{MILK.gtin}")
        mine = f"/desk/stores/{other}/goods/{MILK.gtin}/stock"
        fields = {**clerk.form(mine), "on_hand": "1"}
        theirs = f"{house.base}/goods/{MILK.gtin}/stock"
        assert (await clerk.post(theirs, fields)).status_code == 403
        assert await house.changes() == []
        assert (await clerk.post(mine, fields)).status_code == 303

    async def test_a_clerk_is_shown_no_form_and_refused_all_the_same(self, house: House) -> None:
        clerk = await house.clerk()
        page = (await clerk.see(f"{house.base}/goods/{MILK.gtin}")).text
        assert f"{MILK.gtin}/stock" in page
        assert f"{MILK.gtin}/offer" not in page
        assert f"{MILK.gtin}/product" not in page
        stock = clerk.form(f"{house.base}/goods/{MILK.gtin}/stock")
        price = {**stock, "price": "1", "listed": "yes"}
        for path, fields in (
            (f"{house.base}/goods/{MILK.gtin}/offer", price),
            (f"{house.base}/goods/{MILK.gtin}/product", {**stock, "name": "X"}),
            (f"{house.base}/windows/{house.shop.pickup}", {**stock, "capacity": "1", "fee": "1"}),
            ("/desk/staff", {**stock, "email": "a@b.fr", "name": "X", "role": "administrator"}),
        ):
            refused = await clerk.post(path, fields)
            assert refused.status_code in {403, 422}, path
        assert await house.changes() == []
        for path in ("/desk/staff", "/desk/changes"):
            assert (await clerk.see(path)).status_code == 403

    async def test_a_manager_keeps_no_staff_and_no_sheets(self, house: House) -> None:
        manager = await house.manager()
        assert (await manager.see("/desk/staff")).status_code == 403
        page = (await manager.see(f"{house.base}/goods/{MILK.gtin}")).text
        assert f"{MILK.gtin}/product" not in page
        assert (await manager.see("/desk/changes")).status_code == 200


class TestStore:
    async def test_is_edited(self, house: House) -> None:
        manager = await house.manager()
        await manager.see(house.base)
        saved = await manager.send(
            house.base, minimum_order="15,50", hours__tuesday="8h30-12h30 14h–19h",
            delivery_postcodes="35500, 35000", hours__sunday="",
        )  # fmt: skip
        assert saved.headers["location"] == f"{house.base}?saved=store"
        async with house.database.read(SYSTEM) as on:
            store = await stores.store(on, store=house.shop.store)
        assert store.minimum_order == 1_550
        assert store.hours["tuesday"] == [["08:30", "12:30"], ["14:00", "19:00"]]
        assert "sunday" not in store.hours
        assert list(store.delivery_postcodes) == ["35500", "35000"]
        page = seen_text((await manager.see(f"{house.base}?saved=store")).text)
        assert "C’est enregistré" in page
        assert "15,50\u202f€" in page
        assert manager.member.name in page

    async def test_keeps_what_was_typed_and_names_the_field(self, house: House) -> None:
        manager = await house.manager()
        await manager.see(house.base)
        refused = await manager.send(house.base, minimum_order="dix", city="Rennes")
        assert refused.status_code == 422
        kept = manager.form(house.base)
        assert (kept["minimum_order"], kept["city"]) == (["dix"], ["Rennes"])
        assert 'id="store-minimum_order-wrong"' in refused.text
        assert 'aria-describedby="store-minimum_order-wrong"' in refused.text
        assert 'href="#store-minimum_order"' in refused.text
        again = await manager.send(house.base, minimum_order="10")
        assert again.status_code == 303

    async def test_tells_what_the_shop_refuses_at_its_field(self, house: House) -> None:
        manager = await house.manager()
        await manager.see(house.base)
        refused = await manager.send(house.base, hours__monday="20:00-08:00")
        assert refused.status_code == 422
        assert 'id="store-hours-monday-wrong"' in refused.text

    async def test_refuses_a_stale_form_and_keeps_what_was_typed(self, house: House) -> None:
        first, second = await house.manager(), await house.manager()
        await first.see(house.base)
        await second.see(house.base)
        assert (await first.send(house.base, city="Rennes")).status_code == 303
        refused = await second.send(house.base, minimum_order="20")
        assert refused.status_code == 409
        page = seen_text(refused.text)
        assert "Quelqu’un a modifié" in page
        assert "Vitré" in page
        kept = second.form(house.base)
        assert (kept["minimum_order"], kept["city"]) == (["20"], ["Rennes"])
        assert (await second.send(house.base)).status_code == 303
        async with house.database.read(SYSTEM) as on:
            store = await stores.store(on, store=house.shop.store)
        assert (store.city, store.minimum_order) == ("Rennes", 2_000)


class TestWindows:
    async def test_of_a_day_are_edited(self, house: House) -> None:
        manager = await house.manager()
        day = house.shop.delivery[-8:]
        page = f"{house.base}/windows?day={day[:4]}-{day[4:6]}-{day[6:]}"
        await manager.see(page)
        action = f"{house.base}/windows/{house.shop.delivery}?day={day[:4]}-{day[4:6]}-{day[6:]}"
        saved = await manager.send(action, capacity="3", fee="2,90")
        assert saved.status_code == 303
        async with house.database.read(SYSTEM) as on:
            window = await slots.window(on, store=house.shop.store, window=house.shop.delivery)
        assert (window.capacity, window.fee) == (3, 290)
        await manager.see(page)
        refused = await manager.send(action, capacity="-1")
        assert refused.status_code == 422

    async def test_of_the_week_are_added_edited_and_removed(self, house: House) -> None:
        manager = await house.manager()
        new = f"{house.base}/pattern/new"
        await manager.see(new)
        saved = await manager.send(
            new, days=["1", "3"], mode="delivery", starts_minute="9h", ends_minute="11:00",
            capacity="8", fee="3", cut_off_minutes="90",
        )  # fmt: skip
        assert saved.status_code == 303, saved.text
        one = f"{house.base}/pattern/delivery-3-0540-0660"
        page = seen_text((await manager.see(one)).text)
        assert "Livraison, jeudi, 9\u202fh – 11\u202fh" in page
        assert (await manager.send(one, capacity="9")).status_code == 303
        async with house.database.read(SYSTEM) as on:
            known = {each.id: each for each in await slots.templates(on, store=house.shop.store)}
        assert known["delivery-3-0540-0660"].capacity == 9
        assert known["delivery-1-0540-0660"].fee == 300
        await manager.see(one)
        assert (await manager.send(f"{one}/remove")).status_code == 303
        assert (await manager.see(one)).status_code == 404
        again = await manager.see(new)
        assert again.status_code == 200
        twice = await manager.send(
            new, days=["1"], mode="delivery", starts_minute="9h", ends_minute="11:00",
            capacity="8", fee="3", cut_off_minutes="90",
        )  # fmt: skip
        assert twice.status_code == 409


class TestGoods:
    async def test_are_found_and_lead_to_their_page(self, house: House) -> None:
        clerk = await house.clerk()
        page = (await clerk.see(f"{house.base}/goods?q={TOMATOES.gtin[:12]}")).text
        assert f"{house.base}/goods/{TOMATOES.gtin}" in page
        assert MILK.gtin not in page
        assert "2,99\u202f€/kg" in page
        short = (await clerk.see(f"{house.base}/goods?only=short")).text
        assert "Rien ne correspond" in short
        for odd in ("?page=0", "?page=9999999", "?only=x", "?q=%00%27", "?page=x"):
            assert (await clerk.see(f"{house.base}/goods{odd}")).status_code == 200

    async def test_price_and_promotion_are_edited(self, house: House) -> None:
        manager = await house.manager()
        one = f"{house.base}/goods/{MILK.gtin}"
        await manager.see(one)
        saved = await manager.send(
            f"{one}/offer", price="1,19", promotion="2e à -50 %", promo_household_most="4",
            promo_from="2026-06-15", promo_until="2026-06-21",
        )  # fmt: skip
        assert saved.headers["location"] == f"{one}?saved=offer#offer"
        async with house.database.read(SYSTEM) as on:
            offer = await offers.offer(on, store=house.shop.store, gtin=MILK.gtin)
        assert offer.price == 119
        assert offer.promotion is not None
        assert (offer.promotion.percent, offer.promotion.size) == (50, 2)
        assert offer.promotion.household_most == 4
        assert offer.promotion.ends is not None
        assert offer.promotion.ends.isoformat() == "2026-06-21T22:00:00+00:00"
        await manager.see(one)
        assert manager.form(f"{one}/offer")["promo_until"] == ["2026-06-21"]
        assert manager.form(f"{one}/offer")["promotion"] == ["2e\u00a0à\u00a0−50\u202f%"]
        assert (await manager.send(f"{one}/offer", promotion="")).status_code == 303
        async with house.database.read(SYSTEM) as on:
            offer = await offers.offer(on, store=house.shop.store, gtin=MILK.gtin)
        assert offer.promotion is None

    async def test_a_promotion_of_no_form_is_told_at_its_field(self, house: House) -> None:
        manager = await house.manager()
        one = f"{house.base}/goods/{MILK.gtin}"
        await manager.see(one)
        refused = await manager.send(f"{one}/offer", promotion="demi-tarif le mardi")
        assert refused.status_code == 422
        assert 'id="offer-promotion-wrong"' in refused.text
        assert "3 pour 2" in refused.text

    async def test_a_reduction_from_a_price_that_was_lower_is_told_to_the_grocer(
        self, house: House
    ) -> None:
        manager = await house.manager()
        one = f"{house.base}/goods/{MILK.gtin}"
        await manager.see(one)
        await manager.send(f"{one}/offer", price="1,40", promotion="-30 %", promo_from="2026-06-16")
        page = (await manager.see(one)).text
        assert "la loi fait partir du prix le plus bas des 30 jours" in page
        assert "1,09" in page

    async def test_the_legal_cap_is_told_at_its_field(self, house: House) -> None:
        manager = await house.manager()
        one = f"{house.base}/goods/{MILK.gtin}"
        await manager.see(one)
        refused = await manager.send(f"{one}/offer", promotion="35")
        assert refused.status_code == 422
        assert 'id="offer-promotion-wrong"' in refused.text
        assert "34" in refused.text

    async def test_stock_by_weight_is_counted_in_kilos(self, house: House) -> None:
        clerk = await house.clerk()
        one = f"{house.base}/goods/{TOMATOES.gtin}"
        await clerk.see(one)
        assert clerk.form(f"{one}/stock")["on_hand"] == ["50"]
        assert (await clerk.send(f"{one}/stock", on_hand="12,5", safety="1")).status_code == 303
        async with house.database.read(SYSTEM) as on:
            level = (await levels.levels(on, store=house.shop.store, gtins=[TOMATOES.gtin]))[
                TOMATOES.gtin
            ]
        assert (level.on_hand, level.safety) == (12_500, 1_000)
        for wrong in ("1,2345", "x", "", "1e99"):
            await clerk.see(one)
            refused = await clerk.send(f"{one}/stock", on_hand=wrong)
            assert refused.status_code == 422, wrong
            assert clerk.form(f"{one}/stock")["on_hand"] == [wrong]

    async def test_a_sheet_is_edited_for_the_whole_chain(self, house: House) -> None:
        boss = await house.administrator()
        one = f"{house.base}/goods/{BREAD.gtin}"
        await boss.see(one)
        saved = await boss.send(
            f"{one}/product", legal_name="Pain de farine de blé", vat_reason="food",
            allergens=["gluten"], nutrition__fat="1.2", ingredients="Farine de *blé*, eau, sel",
        )  # fmt: skip
        assert saved.status_code == 303, saved.text
        (change,) = [each for each in await house.changes("") if each.object == BREAD.gtin][:1]
        changed = {each["field"]: each["now"] for each in change.fields}
        assert changed["allergens"] == "gluten"
        assert changed["nutrition.fat"] == "1.2"
        assert changed["vat_reason"] == "food"

    async def test_html_in_names_stays_text(self, house: House) -> None:
        boss = await house.administrator()
        order = await house.an_order()
        async with house.database.work(SYSTEM) as uow:
            await desk_goods.edit_product(
                uow, by=boss.member, gtin=EGGS.gtin,
                edit=lambda it: replace(it, name=ATTACK, brand='"><script>x</script>'),
            )  # fmt: skip
        one = f"{house.base}/goods/{EGGS.gtin}"
        try:
            for path in (one, f"{house.base}/goods?q=%3Cscript%3E", f"{house.base}/goods",
                         f"{house.base}/orders/{order.id}", "/desk/changes",
                         f"{house.base}/orders?name=%22%3E%3Cscript%3E"):  # fmt: skip
                page = (await boss.see(path)).text
                assert "<img" not in page
                assert "<script" not in page
            await boss.see(one)
            refused = await boss.send(f"{one}/offer", price="x", origin=ATTACK)
            assert refused.status_code == 422
            assert boss.form(f"{one}/offer")["origin"] == [ATTACK]
            assert "<img" not in refused.text
        finally:
            async with house.database.work(SYSTEM) as uow:
                await desk_goods.edit_product(
                    uow, by=boss.member, gtin=EGGS.gtin,
                    edit=lambda it: replace(it, name=EGGS.name, brand=EGGS.brand),
                )  # fmt: skip

    async def test_the_record_shows_from_which_value_to_which(self, house: House) -> None:
        manager = await house.manager()
        one = f"{house.base}/goods/{MILK.gtin}"
        await manager.see(one)
        await manager.send(f"{one}/offer", price="1,29")
        page = seen_text((await manager.see(one)).text)
        assert "<del>1,09\u202f€</del>" in page
        assert "<ins>1,29\u202f€</ins>" in page
        for path in ("/desk/changes", f"/desk/changes?store={house.shop.store}&kind=offer"):
            assert "1,29\u202f€" in seen_text((await manager.see(path)).text)
        for path in ("/desk/changes?kind=order", "/desk/changes?day=2020-01-01",
                     "/desk/changes?store=nowhere", "/desk/changes?before=1"):  # fmt: skip
            assert "Rien ne correspond" in (await manager.see(path)).text


class TestOrders:
    async def test_are_found_by_number_name_day_and_state(self, house: House) -> None:
        order, clerk = await house.an_order(), await house.clerk()
        one = f"{house.base}/orders/{order.id}"
        for query in ("", "?name=morvan", "?day=2026-06-16", "?state=placed"):
            assert one in (await clerk.see(f"{house.base}/orders{query}")).text, query
        for query in ("?name=x", "?day=2026-06-17", "?state=picking", "?number=zzz", "?name=%00"):
            found = await clerk.see(f"{house.base}/orders{query}")
            assert (one in found.text) is (query == "?name=%00"), query
        led = await clerk.see(f"{house.base}/orders?number={order.number.lower()}")
        assert led.headers["location"] == one

    async def test_a_line_is_amended(self, house: House) -> None:
        order, clerk = await house.an_order(), await house.clerk()
        one = f"{house.base}/orders/{order.id}"
        await clerk.see(one)
        assert (await clerk.send(f"{one}/lines/{MILK.gtin}", quantity="1")).status_code == 303
        page = seen_text((await clerk.see(f"{one}?saved=line")).text)
        assert "La commande est modifiée" in page
        async with house.database.read(SYSTEM) as on:
            after = await orders.order(on, order=order.id)
        assert after.quantities[MILK.gtin] == 1
        assert (await clerk.send(f"{one}/lines/{MILK.gtin}", quantity="0")).status_code == 303
        async with house.database.read(SYSTEM) as on:
            assert MILK.gtin not in (await orders.order(on, order=order.id)).quantities

    async def test_a_stale_amendment_is_refused_with_what_changed(self, house: House) -> None:
        order, clerk, other = await house.an_order(), await house.clerk(), await house.clerk()
        one = f"{house.base}/orders/{order.id}"
        await clerk.see(one)
        await other.see(one)
        await other.send(f"{one}/lines/{EGGS.gtin}", quantity="3")
        refused = await clerk.send(f"{one}/lines/{MILK.gtin}", quantity="5")
        assert refused.status_code == 409
        assert "Quelqu’un a modifié" in refused.text
        assert clerk.form(f"{one}/lines/{MILK.gtin}")["quantity"] == ["5"]
        assert (await clerk.send(f"{one}/lines/{MILK.gtin}")).status_code == 303

    @pytest.mark.parametrize("wrong", ["x", "", "1,5", "-1", "900"])
    async def test_what_an_order_does_not_allow_is_told(self, house: House, wrong: str) -> None:
        order, clerk = await house.an_order(), await house.clerk()
        one = f"{house.base}/orders/{order.id}"
        await clerk.see(one)
        refused = await clerk.send(f"{one}/lines/{MILK.gtin}", quantity=wrong)
        assert refused.status_code in {409, 422}
        assert clerk.form(f"{one}/lines/{MILK.gtin}")["quantity"] == [wrong]

    async def test_a_product_is_replaced(self, house: House) -> None:
        order, clerk = await house.an_order(), await house.clerk()
        one = f"{house.base}/orders/{order.id}"
        instead = f"{one}/lines/{EGGS.gtin}/instead"
        assert (await clerk.see(instead)).status_code == 200
        await clerk.see(f"{instead}?q={BREAD.gtin}")
        saved = await clerk.send(instead, quantity="1")
        assert saved.headers["location"] == f"{one}?saved=instead"
        async with house.database.read(SYSTEM) as on:
            after = await orders.order(on, order=order.id)
        assert after.quantities == {MILK.gtin: 2, BREAD.gtin: 1}
        gone = await clerk.see(instead)
        assert gone.status_code == 404

    async def test_is_called_off(self, house: House) -> None:
        order, clerk = await house.an_order(), await house.clerk()
        one = f"{house.base}/orders/{order.id}"
        await clerk.see(one)
        assert (await clerk.send(f"{one}/cancel")).status_code == 303
        page = seen_text((await clerk.see(one)).text)
        assert "annulée" in page
        assert "par le magasin" in page
        assert f"{one}/cancel" not in page

    async def test_of_another_store_are_not_there(self, house: House) -> None:
        order = await house.an_order()
        other = await house.other_store()
        boss = await house.administrator()
        for path in (f"/desk/stores/{other}/orders/{order.id}", f"{house.base}/orders/x"):
            assert (await boss.see(path)).status_code == 404
        assert order.number not in (await boss.see(f"/desk/stores/{other}/orders")).text


class TestStaff:
    async def test_is_invited_by_a_link_shown_once(self, house: House) -> None:
        boss = await house.administrator()
        await boss.see("/desk/staff")
        shown = await boss.send(
            "/desk/staff", email=f"n{house.shop.store}@essai.example", name="Nouvelle",
            role="clerk", stores=[house.shop.store],
        )  # fmt: skip
        assert shown.status_code == 200
        link = html.unescape(shown.text).partition("http://shop/desk/enter/")[2].partition("<")[0]
        newcomer = await house.stranger()
        assert (await newcomer.post(f"/desk/enter/{link}")).status_code == 303
        assert (await newcomer.get(f"{house.base}/orders")).status_code == 200

    async def test_is_refused_with_what_was_typed(self, house: House) -> None:
        boss = await house.administrator()
        await boss.see("/desk/staff")
        refused = await boss.send("/desk/staff", email="nope", name="N", role="clerk", stores=None)
        assert refused.status_code == 422
        kept = boss.form("/desk/staff")
        assert (kept["email"], kept["name"]) == (["nope"], ["N"])

    async def test_who_leaves_is_put_out_at_once(self, house: House) -> None:
        boss, clerk = await house.administrator(), await house.clerk()
        one = f"/desk/staff/{clerk.member.id}"
        await boss.see(one)
        assert (await boss.send(one, active=None)).status_code == 303
        assert (await clerk.see(f"{house.base}/orders")).status_code == 303
        page = (await boss.see(one)).text
        assert f"{one}/link" not in page
        assert "<ins>non</ins>" in page

    async def test_a_new_link_takes_the_place_of_the_old(self, house: House) -> None:
        boss = await house.administrator()
        member, old = await house.link(Role.CLERK, house.shop.store)
        await boss.see(f"/desk/staff/{member.id}")
        shown = await boss.send(f"/desk/staff/{member.id}/link")
        link = html.unescape(shown.text).partition("http://shop")[2].partition("<")[0]
        client = await house.stranger()
        assert (await client.post(old)).status_code == 410
        assert (await client.post(link)).status_code == 303


class TestHome:
    async def test_shows_the_stores_somebody_acts_for(self, house: House) -> None:
        other = await house.other_store()
        await house.an_order()
        both = await house.colleague(Role.MANAGER, house.shop.store, other)
        page = (await both.see("/desk")).text
        assert f"{house.base}/orders" in page
        assert f"/desk/stores/{other}/orders" in page
        assert page.count('class="card store"') == 2

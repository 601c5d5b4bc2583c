"""Withdrawing from an order: the statement, what the store does about it, and its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio

from comptoir.app.wiring import reactions
from comptoir.db.dispatch import Dispatcher
from comptoir.db.query import Statement
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.invoices import queries as papers
from comptoir.shopping.invoices.model import Kind
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders import queries as order_queries
from comptoir.shopping.orders._steps import step
from comptoir.shopping.orders.model import Order
from comptoir.shopping.orders.model import State as OrderState
from comptoir.shopping.withdrawals import commands, queries
from comptoir.shopping.withdrawals.model import Right, State, Withdrawal
from comptoir.street.messages import process
from comptoir.street.messages.model import Letter
from tests.shop.shopping.test_invoices import a_selling_shop
from tests.stories.letters import Carrier
from tests.stories.shopping import Good, Shop, a_cart, a_household, a_placed_order, some

EMAIL = "camille@example.org"
SOAP = Good(gtin="2760000000016", name="Savon de Marseille", price=333, vat_rate=2000)
BUTTER = Good(gtin="2760000000023", name="Beurre doux 250 g", price=289)
MILK = Good(gtin="2760000000030", name="Lait demi-écrémé 1 L", price=109)
LEMONADE = Good(gtin="2760000000047", name="Limonade consignée 1 L", price=185, deposit=25)
BREAD = Good(gtin="2760000000054", name="Pain de campagne 400 g", price=240)
KNOW = Statement(
    "update product set vat_reason = %(reason)s, storage = %(storage)s where gtin = %(gtin)s"
)


@dataclass(slots=True)
class Story:
    """An order of soap, butter, milk, lemonade and bread, delivered for 4.90 €."""

    database: Database
    shop: Shop
    order: Order

    async def state(self, *goods: Good, **said: str | bool) -> Withdrawal:
        named: dict[str, str | bool] = {"name": "Camille Morvan", "email": EMAIL, **said}
        async with self.database.work(SYSTEM) as uow:
            return await commands.state(
                uow,
                order=self.order.id,
                gtins=[good.gtin for good in goods],
                **named,  # pyright: ignore[reportArgumentType]
            )

    async def credit(self, stated: Withdrawal) -> Withdrawal:
        """Give the money back once the order is beyond amending."""
        assert isinstance(self.database.clock, FixedClock)
        self.database.clock.advance(timedelta(days=2))
        async with self.database.work(SYSTEM) as uow:
            return await commands.credit(uow, order=self.order.id, withdrawal=stated.id)

    async def letters(self) -> list[Letter]:
        while await Dispatcher(self.database, reactions("https://shop.example")).drain():
            pass
        carrier = Carrier()
        await process.sweep(self.database, carrier, store=self.shop.store)
        return carrier.sent

    async def rights(self) -> Mapping[str, Right]:
        async with self.database.read(SYSTEM) as on:
            right = await queries.withdrawable(on, order=self.order)
        return {line.gtin: line.right for line in right.lines}


async def known(uow: UnitOfWork, shop: Shop, good: Good, reason: str, storage: str) -> None:
    await some(uow, good, store=shop.store)
    await KNOW.run(uow, gtin=good.gtin, reason=reason, storage=storage)


@pytest_asyncio.fixture
async def story(database: Database) -> Story:
    async with database.work(SYSTEM) as uow:
        shop = await a_selling_shop(uow)
        await known(uow, shop, SOAP, "non_food", "")
        await known(uow, shop, BUTTER, "food", "chilled 4")
        await known(uow, shop, MILK, "food", "ambient")
        await known(uow, shop, LEMONADE, "soft_drink", "dry")
        await known(uow, shop, BREAD, "", "")
        goods = {SOAP: 2, BUTTER: 1, MILK: 3, LEMONADE: 2, BREAD: 1}
        household = await a_household(uow)
        cart = await a_cart(
            uow, store=shop.store, goods=goods, window=shop.delivery, household=household
        )
        order = await a_placed_order(uow, cart=cart)
    return Story(database, shop, order)


class TestWithdrawable:
    async def test_tells_each_line_by_the_facts_of_its_product(self, story: Story) -> None:
        assert await story.rights() == {
            SOAP.gtin: Right.OPEN,
            BUTTER.gtin: Right.PERISHABLE,
            MILK.gtin: Right.SEALED,
            LEMONADE.gtin: Right.SEALED,
            BREAD.gtin: Right.UNKNOWN,
        }

    async def test_claims_no_end_while_nobody_knows_when_it_was_received(
        self, story: Story, clock: FixedClock
    ) -> None:
        clock.advance(timedelta(days=60))
        async with story.database.read(SYSTEM) as on:
            right = await queries.withdrawable(on, order=story.order)
        assert (right.until, right.over) == (None, False)


class TestState:
    async def test_is_kept_with_its_time_and_acknowledged_by_letter(self, story: Story) -> None:
        await story.letters()
        stated = await story.state(SOAP, MILK)
        assert (stated.state, stated.stated_at) == (State.STATED, story.database.clock.now())
        (letter,) = await story.letters()
        assert letter.recipient == EMAIL
        plain = " ".join(letter.text.replace("\u202f", " ").replace("\u00a0", " ").split())
        for words in (
            f"rétractation du contrat portant sur la commande {story.order.number}",
            "lundi 15 juin",
            "10 h",
            "Savon de Marseille",
            "Lait demi-écrémé 1 L",
            "Camille Morvan",
        ):
            assert words in plain, words
        assert "Beurre" not in plain
        assert await story.letters() == []

    async def test_made_twice_is_made_once(self, story: Story) -> None:
        first = await story.state(SOAP)
        assert await story.state(SOAP) == first
        second = await story.state(SOAP, MILK)
        assert [line.gtin for line in second.lines] == [MILK.gtin]

    @pytest.mark.parametrize(
        ("goods", "code"),
        [((BUTTER,), "no_withdrawal"), ((), "invalid_lines"), ((SOAP, BUTTER), "no_withdrawal")],
    )
    async def test_is_refused_for_what_spoils_and_for_nothing(
        self, story: Story, goods: tuple[Good, ...], code: str
    ) -> None:
        with pytest.raises(Refusal) as refused:
            await story.state(*goods)
        assert refused.value.code in {code, "invalid"}
        async with story.database.read(SYSTEM) as on:
            assert await queries.of_order(on, order=story.order.id) == ()

    @pytest.mark.parametrize("said", [{"name": " "}, {"email": ""}, {"email": "camille"}])
    async def test_needs_a_name_and_an_address(self, story: Story, said: dict[str, str]) -> None:
        with pytest.raises(Refusal):
            await story.state(SOAP, **said)

    async def test_is_refused_once_the_fourteenth_day_is_known_to_be_over(
        self, story: Story, clock: FixedClock
    ) -> None:
        async with story.database.work(SYSTEM) as uow:
            await step(
                uow,
                store=story.shop.store,
                order=story.order.id,
                to=OrderState.HANDED_OVER,
                reason="handed_over",
            )
        clock.advance(timedelta(days=14))
        assert (await story.state(SOAP)).state is State.STATED
        clock.advance(timedelta(days=1))
        with pytest.raises(Refusal) as refused:
            await story.state(MILK)
        assert refused.value.code == "withdrawal_over"

    async def test_by_number_is_of_all_there_is_a_right_to_and_tells_a_stranger_nothing(
        self, story: Story
    ) -> None:
        async with story.database.work(SYSTEM) as uow:
            await orders.leave_email(uow, order=story.order.id, email="own@example.org")
        await story.letters()
        stated = await story.state(by_number=True)
        assert {line.gtin for line in stated.lines} == {
            each.gtin for each in (SOAP, MILK, LEMONADE, BREAD)
        }
        letters = {letter.recipient: letter.text for letter in await story.letters()}
        assert letters.keys() == {EMAIL, "own@example.org"}
        assert "Savon" in letters["own@example.org"]
        assert "Savon" not in letters[EMAIL]
        assert story.order.id not in letters[EMAIL]


class TestCredit:
    async def test_gives_back_what_was_paid_by_a_credit_note(self, story: Story) -> None:
        settled = await story.credit(await story.state(SOAP, LEMONADE))
        assert settled.state is State.CREDITED
        async with story.database.read(SYSTEM) as on:
            invoice, note = await papers.of_order(on, order=story.order.id)
        assert (invoice.kind, note.kind, note.corrects) == (
            Kind.INVOICE,
            Kind.CREDIT,
            invoice.number,
        )
        sums = note.document.sums
        assert sums.goods == -(2 * SOAP.price + 2 * LEMONADE.price)
        assert sums.deposits == -(2 * LEMONADE.deposit)
        assert sums.fee == 0
        assert sums.total == sums.goods + sums.deposits
        assert sum(share.gross for share in note.document.vat) == sums.goods
        assert settled.credit == note.number

    async def test_leaves_the_invoice_standing_for_the_rest(self, story: Story) -> None:
        await story.credit(await story.state(SOAP))
        async with story.database.work(SYSTEM) as uow:
            again = await invoices.issue(uow, order=story.order.id)
            assert len(await papers.of_order(uow, order=story.order.id)) == 2
        assert again.kind is Kind.INVOICE

    async def test_is_given_once_and_told(self, story: Story) -> None:
        stated = await story.state(SOAP)
        await story.letters()
        assert await story.credit(stated) == await story.credit(stated)
        (letter,) = await story.letters()
        assert "traitée" in letter.subject

    async def test_is_refused_while_the_order_may_be_amended(self, story: Story) -> None:
        stated = await story.state(SOAP)
        with pytest.raises(Refusal) as refused:
            async with story.database.work(SYSTEM) as uow:
                await commands.credit(uow, order=story.order.id, withdrawal=stated.id)
        assert refused.value.code == "amend_instead"

    async def test_of_what_was_taken_off_meanwhile_writes_no_second_paper(
        self, story: Story
    ) -> None:
        stated = await story.state(SOAP)
        async with story.database.work(SYSTEM) as uow:
            await orders.cancel(uow, order=story.order.id)
        settled = await story.credit(stated)
        assert (settled.state, settled.credit) == (State.CREDITED, None)

    async def test_gives_the_fee_back_with_the_last_of_the_goods(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            for good in (SOAP, MILK):
                await known(uow, shop, good, "non_food", "")
            cart = await a_cart(
                uow, store=shop.store, goods={SOAP: 1, MILK: 1}, window=shop.delivery
            )
            order = await a_placed_order(uow, cart=cart)
        story = Story(database, shop, order)
        await story.credit(await story.state(SOAP))
        await story.credit(await story.state(MILK))
        async with database.read(SYSTEM) as on:
            found = await papers.of_order(on, order=order.id)
        invoice, first, last = (each.document.sums for each in found)
        assert (first.fee, last.fee) == (0, -invoice.fee)
        assert invoice.total + first.total + last.total == 0


class TestDecline:
    async def test_tells_the_reason(self, story: Story) -> None:
        stated = await story.state(MILK)
        await story.letters()
        async with story.database.work(SYSTEM) as uow:
            await commands.decline(
                uow, order=story.order.id, withdrawal=stated.id, reason="Les briques sont ouvertes"
            )
        (letter,) = await story.letters()
        assert "Les briques sont ouvertes" in " ".join(letter.text.split())
        with pytest.raises(Refusal) as refused:
            await story.credit(stated)
        assert refused.value.code == "withdrawal_settled"

    async def test_leaves_the_way_open_for_another_statement(self, story: Story) -> None:
        stated = await story.state(MILK)
        async with story.database.work(SYSTEM) as uow:
            await commands.decline(
                uow, order=story.order.id, withdrawal=stated.id, reason="Ouvertes"
            )
        assert (await story.state(MILK)).id != stated.id


class TestForget:
    async def test_leaves_no_name(self, story: Story) -> None:
        await story.state(SOAP)
        async with story.database.work(SYSTEM) as uow:
            household = (await order_queries.order(uow, order=story.order.id)).household
            assert household is not None
            await commands.forget_household(uow, store=story.shop.store, household=household)
        async with story.database.read(SYSTEM) as on:
            (stated,) = await queries.of_order(on, order=story.order.id)
        assert (stated.name, stated.email) == ("", "")

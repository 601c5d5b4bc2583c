"""Letters about orders: what is in them, to whom they go, each once."""

import re
from dataclasses import replace

from comptoir.app.wiring import reactions
from comptoir.db.dispatch import Dispatcher
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.stores import queries as store_queries
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import pieces
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.orders import amendments, commands
from comptoir.shopping.orders.model import Order
from comptoir.street.letters.confirmation import About, Sale, order_letter
from comptoir.street.messages import process
from comptoir.street.messages.model import Letter
from comptoir.street.proofs import proves_papers
from comptoir.street.session import seal_of
from tests.shop.shopping.test_identity import an_address
from tests.shop.shopping.test_invoices import SELLER, a_selling_shop
from tests.stories.letters import Carrier
from tests.stories.shopping import MILK, Shop, a_full_cart, a_household, a_placed_order

EVIL = "<script>alert(1)</script>"


async def an_order(uow: UnitOfWork, shop: Shop, *emails: str) -> Order:
    household = await a_household(uow)
    for email in emails:
        await customers.add_person(uow, household=household, name="Camille", email=email)
    cart = await a_full_cart(uow, shop, household=household, delivered=True)
    return await a_placed_order(uow, cart=cart)


async def written(uow: UnitOfWork, order: Order, about: About = About.PLACED) -> Letter:
    store = await store_queries.store(uow, store=order.store)
    sale = Sale(order, store, SELLER, f"https://shop.example/orders/{order.id}")
    return order_letter("a@example.org", sale, about, now=uow.now)


async def sent(database: Database, shop: Shop) -> list[Letter]:
    """Let the reactions follow and give what the mail server then gets."""
    while await Dispatcher(database, reactions("https://shop.example")).drain():
        pass
    carrier = Carrier()
    await process.sweep(database, carrier, store=shop.store)
    return carrier.sent


class TestConfirmation:
    async def test_has_the_order_its_terms_and_the_right_to_withdraw(self, uow: UnitOfWork) -> None:
        order = await an_order(uow, await a_selling_shop(uow))
        letter = await written(uow, order)
        assert letter.subject == f"Votre commande {order.number} est confirmée"
        for form in (letter.text, letter.html):
            plain = " ".join(form.replace("\u202f", " ").replace("\u00a0", " ").split())
            for line in order.lines:
                assert line.name in plain
            for words in (
                "mardi 16 juin",
                "3 rue des Lilas",
                "quatorze jours",
                "L. 221-18",
                "L. 221-28",
                "L. 217-3",
                "je vous notifie par la présente ma rétractation",
                "Épicerie Morvan SARL",
                "RCS Rennes 123 456 789",
                "FR12 123 456 789",
                "bonjour@example.org",
                f"https://shop.example/orders/{order.id}",
            ):
                assert words in plain, words
            assert "demain" not in plain

    async def test_comes_in_english(self, uow: UnitOfWork) -> None:
        order = await an_order(uow, await a_selling_shop(uow))
        letter = await written(uow, replace(order, language=Language.ENGLISH.value))
        assert letter.subject == f"Your order {order.number} is confirmed"
        assert "withdraw from my contract of sale" in " ".join(letter.text.split())

    async def test_keeps_markup_as_words(self, uow: UnitOfWork) -> None:
        order = await an_order(uow, await a_selling_shop(uow))
        lines = tuple(replace(line, name=EVIL, note=EVIL) for line in order.lines)
        customer = replace(order.customer, name=EVIL)
        letter = await written(uow, replace(order, lines=lines, customer=customer))
        assert "<script" not in letter.html


class TestReactions:
    async def test_confirm_once_to_everybody_of_the_household(self, database: Database) -> None:
        one, other = an_address(), an_address()
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            await an_order(uow, shop, one, other)
        assert sorted(letter.recipient for letter in await sent(database, shop)) == sorted(
            [one, other]
        )
        assert await sent(database, shop) == []

    async def test_lead_each_who_is_written_to_to_the_invoice(self, database: Database) -> None:
        one, other = an_address(), an_address()
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            order = await an_order(uow, shop, one, other)
        proofs: dict[str, str] = {}
        for letter in await sent(database, shop):
            link = rf"https://shop.example/orders/{order.id}/papers.proof=(.+)"
            found = re.search(link, letter.text)
            assert found is not None
            assert found[0].rstrip() in letter.html
            proofs[letter.recipient] = found[1].strip()
        seal = await seal_of(database)
        for to, proof in proofs.items():
            assert proves_papers(seal, proof, order=order.id, recipients=["x@y.org", to.upper()])
            assert not proves_papers(seal, proof, order="another", recipients=[to])
        assert len(set(proofs.values())) == 2

    async def test_write_to_nobody_who_left_no_address(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            await an_order(uow, shop)
        assert await sent(database, shop) == []

    async def test_tell_of_each_change_and_of_the_end(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            order = await an_order(uow, shop, an_address())
        await sent(database, shop)
        for count in (3, 4):
            async with database.work(SYSTEM) as uow:
                await amendments.amend(uow, order=order.id, quantities={MILK.gtin: pieces(count)})
            (letter,) = await sent(database, shop)
            assert letter.subject == f"Votre commande {order.number} a été modifiée"
        async with database.work(SYSTEM) as uow:
            await commands.cancel(uow, order=order.id)
        (letter,) = await sent(database, shop)
        assert letter.subject == f"Votre commande {order.number} est annulée"
        assert "Rien ne sera encaissé" in letter.text.replace("\u00a0", " ")

    async def test_confirm_to_an_address_that_is_left_afterwards_once(
        self, database: Database
    ) -> None:
        left = an_address()
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            order = await an_order(uow, shop)
        for _ in range(2):
            async with database.work(SYSTEM) as uow:
                await commands.leave_email(uow, order=order.id, email=left)
        (letter,) = await sent(database, shop)
        assert letter.recipient == left
        assert letter.subject == f"Votre commande {order.number} est confirmée"

    async def test_use_the_address_that_was_left_at_the_till(self, database: Database) -> None:
        left = an_address()
        async with database.work(SYSTEM) as uow:
            shop = await a_selling_shop(uow)
            order = await an_order(uow, shop, an_address())
            await uow.connection.execute(
                "update shop_order set customer = customer || jsonb_build_object('email', %s::text)"
                " where id = %s",
                (left, order.id),
            )
        assert [letter.recipient for letter in await sent(database, shop)] == [left]

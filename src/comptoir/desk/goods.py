"""Edits of goods: what the chain says of a product, what a store asks for it, what it has of it."""

from collections.abc import Callable

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences, facts_of, text_of
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog import queries as products
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as levels
from comptoir.goods.inventory.model import StockLevel
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.goods.pricing.model import Offer
from comptoir.goods.pricing.notation import parts
from comptoir.kernel.measure import Unit
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, Change, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import CHAIN, check


def product_facts(product: Product) -> dict[str, str]:
    """Give what may be edited of a product, as text."""
    return facts_of(product, but=("gtin",))


def offer_facts(offer: Offer) -> dict[str, str]:
    """Give what may be edited of an offer, as text."""
    told = facts_of(offer, but=("gtin", "promotion"))
    price = told.pop("price")
    promotion = {name: text_of(part) for name, part in parts(offer.promotion).items()}
    return {"price": price, **promotion, **told}


def stock_facts(level: StockLevel) -> dict[str, str]:
    """Give what may be edited of a stock level, as text; what orders hold is not."""
    return {"on_hand": str(level.on_hand), "safety": str(level.safety)}


def stock_told(level: StockLevel, sold: Product) -> dict[str, str]:
    """Give what is put on record of a stock level: its figures with their unit."""
    unit = Unit.GRAM if sold.sale_unit == "kg" else Unit.PIECE
    return {name: f"{value} {unit.value}" for name, value in stock_facts(level).items()}


async def edit_product(
    uow: UnitOfWork,
    *,
    by: Member,
    gtin: str,
    edit: Callable[[Product], Product],
    seen: Facts | None = None,
) -> Product:
    """Edit what every store says of a product.

    :raises Refusal: when it is not theirs to edit, a field cannot be, it was changed since it was
        `seen`, or a store sells it and the unit of sale would be another one.
    """
    check(by, Act.EDIT_PRODUCTS, CHAIN)
    await catalog.lock(uow)
    before = await products.product(uow, gtin=gtin)
    check_unchanged(seen, product_facts(before))
    wanted = edit(before)
    changed = differences(product_facts(before), product_facts(wanted))
    if not changed:
        return before
    if wanted.sale_unit != before.sale_unit and await offers.offered(uow, gtins=[gtin]):
        raise Refusal(Kind.CONFLICT, "sale_unit_in_use", {"gtin": gtin})
    await catalog.put_products(uow, products=[wanted])
    change = Change(kind=Thing.PRODUCT, object=gtin, label=wanted.name, fields=changed)
    await audit.record(uow, by=by, store=CHAIN, changes=[change])
    return await products.product(uow, gtin=gtin)


async def edit_offer(
    uow: UnitOfWork,
    *,
    by: Member,
    store: str,
    gtin: str,
    edit: Callable[[Offer], Offer],
    seen: Facts | None = None,
) -> Offer:
    """Edit what a store asks for a product, its promotion and its place on the shelf.

    :raises Refusal: when it is not theirs to edit, the store has never offered it, a field cannot
        be, the law caps the promotion lower, or it was changed since it was `seen`.
    """
    check(by, Act.EDIT_OFFERS, store)
    await pricing.lock(uow, store=store)
    before = await offers.offer(uow, store=store, gtin=gtin)
    check_unchanged(seen, offer_facts(before))
    wanted = edit(before)
    changed = differences(offer_facts(before), offer_facts(wanted))
    if not changed:
        return before
    name = (await products.product(uow, gtin=gtin)).name
    await pricing.set_offers(uow, store=store, offers=[wanted])
    change = Change(kind=Thing.OFFER, object=gtin, label=name, fields=changed)
    await audit.record(uow, by=by, store=store, changes=[change])
    return await offers.offer(uow, store=store, gtin=gtin)


async def count_stock(
    uow: UnitOfWork,
    *,
    by: Member,
    store: str,
    gtin: str,
    on_hand: int,
    safety: int,
    seen: Facts | None = None,
) -> StockLevel:
    """Set what was counted of a product and what is kept back: pieces, or grams by weight.

    What orders hold stays on the books, whatever was counted.

    :raises Refusal: when it is not theirs to count, the store or the product is unknown, a figure
        cannot be, or the level was changed since it was `seen`.
    """
    check(by, Act.COUNT_STOCK, store)
    sold = await products.product(uow, gtin=gtin)
    await inventory.lock(uow, store=store, gtins=[gtin])
    known = (await levels.levels(uow, store=store, gtins=[gtin])).get(gtin)
    before = known or StockLevel(gtin, 0, 0, 0)
    check_unchanged(seen, stock_facts(before))
    await inventory.set_counts(uow, store=store, counts={gtin: on_hand}, safety={gtin: safety})
    after = (await levels.levels(uow, store=store, gtins=[gtin]))[gtin]
    change = Change(
        kind=Thing.STOCK,
        object=gtin,
        label=sold.name,
        action=Action.CHANGED if known else Action.CREATED,
        fields=differences(stock_told(before, sold), stock_told(after, sold)),
    )
    await audit.record(uow, by=by, store=store, changes=[change])
    return after

"""The page of a product in a store: its price, its stock, what the chain says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.desk import goods as desk_goods
from comptoir.desk.facts import Facts
from comptoir.desk.making import offer_of, product_of
from comptoir.goods.catalog import legal
from comptoir.goods.catalog import queries as products
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.inventory import queries as levels
from comptoir.goods.inventory.model import StockLevel
from comptoir.goods.pricing import queries as offers
from comptoir.goods.pricing.mechanics import Terms, announced
from comptoir.goods.pricing.model import Offer
from comptoir.goods.pricing.notation import PARTS
from comptoir.goods.pricing.rules import promotion_cap
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Unit
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Act
from comptoir.street.bargains import percent
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import desk_of, history
from comptoir.surfaces.console.editing import (
    ActOn,
    Choices,
    Desk,
    FormView,
    Tried,
    attempt,
    form_view,
)
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.goods import told
from comptoir.surfaces.console.house import caller, house_of

_THINGS = (Thing.OFFER, Thing.STOCK, Thing.PRODUCT)
_KEPT_HISTORY = 8


@dataclass(frozen=True, slots=True)
class Good:
    """A product as a store keeps it."""

    product: Product
    offer: Offer
    level: StockLevel
    categories: Sequence[Category]

    @property
    def unit(self) -> Unit:
        """Tell whether it is sold by the piece or by the gram."""
        return Unit.GRAM if self.product.sale_unit == "kg" else Unit.PIECE


async def show(request: Request, visit: Visit) -> Response:
    """Show a product."""
    return await _page(request, visit, {})


async def edit_offer(request: Request, visit: Visit) -> Response:
    """Edit the price, the promotion and the place on the shelf."""

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_goods.edit_offer(
                uow,
                by=visit.member,
                store=visit.here.id,
                gtin=_gtin(request),
                edit=lambda it: offer_of(it, _priced(facts, seen)),
                seen=seen,
            )

    return await _answer(request, visit, "offer", sheets.OFFER, act)


async def count(request: Request, visit: Visit) -> Response:
    """Set what was counted."""
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        unit = (await _read(on, visit, _gtin(request))).unit

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_goods.count_stock(
                uow,
                by=visit.member,
                store=visit.here.id,
                gtin=_gtin(request),
                on_hand=int(facts["on_hand"]),
                safety=int(facts["safety"]),
                seen=seen,
            )

    return await _answer(request, visit, "stock", sheets.stock(unit), act)


async def edit_product(request: Request, visit: Visit) -> Response:
    """Edit what every store says of the product."""

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_goods.edit_product(
                uow,
                by=visit.member,
                gtin=_gtin(request),
                edit=lambda it: product_of(it, _taxed(facts, seen)),
                seen=seen,
            )

    return await _answer(request, visit, "product", sheets.PRODUCT, act)


def _priced(facts: Facts, seen: Facts) -> Facts:
    """Take the promotion away whole when how it works is, and a sample price for real."""
    priced = dict(facts)
    if not facts["promotion"]:
        priced |= dict.fromkeys(PARTS, "")
    if facts["price"] != seen.get("price"):
        priced["sample"] = "no"
    return priced


def _taxed(facts: Facts, seen: Facts) -> Facts:
    """Let the rate of VAT follow its ground; one that nobody touched stays as it was."""
    ground = facts["vat_reason"]
    if ground in {seen.get("vat_reason"), legal.vat_ground(seen.get("vat_reason", ""))}:
        return {name: fact for name, fact in facts.items() if name != "vat_reason"}
    rate = legal.VAT_RATES.get(ground)
    return {**facts, "vat_rate": str(-1 if rate is None else rate)}


async def _answer(
    request: Request,
    visit: Visit,
    name: str,
    specs: Sequence[sheets.Spec],
    act: ActOn,
) -> Response:
    tried = await attempt(desk_of(request, visit), specs, act)
    if tried is not None:
        return await _page(request, visit, {name: tried})
    return RedirectResponse(f"{visit.base}/goods/{_gtin(request)}?saved={name}#{name}", 303)


def _gtin(request: Request) -> str:
    return str(request.path_params["gtin"])


async def _read(on: Reading, visit: Visit, gtin: str) -> Good:
    product = await products.product(on, gtin=gtin)
    offer = await offers.offer(on, store=visit.here.id, gtin=gtin)
    found = await levels.levels(on, store=visit.here.id, gtins=[gtin])
    return Good(
        product,
        offer,
        found.get(gtin, StockLevel(gtin, 0, 0, 0)),
        await products.categories(on),
    )


async def _page(request: Request, visit: Visit, tried: Mapping[str, Tried]) -> Response:
    desk, gtin = desk_of(request, visit), _gtin(request)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        good = await _read(on, visit, gtin)
        prices = await offers.price_history(on, store=visit.here.id, gtin=gtin, limit=_KEPT_HISTORY)
        prior = await offers.prior_price(on, store=visit.here.id, gtin=gtin)
        past = await history(on, desk, kinds=_THINGS, thing=gtin, store=visit.here.id)
    cap = promotion_cap(vat_rate=good.product.vat_rate, vat_reason=good.product.vat_reason)
    return entry.page(
        request,
        visit,
        "good.html",
        next((each.status for each in tried.values()), 200),
        product=good.product,
        forms=_forms(desk, good, tried),
        per_kilo=good.unit is Unit.GRAM,
        held=desk.figures.amount(good.level.held, good.unit) if good.level.held else "",
        promisable=desk.figures.amount(good.level.promisable, good.unit),
        rate=desk.figures.rate(good.product.vat_rate),
        cap=cap,
        announced=_announced(desk, good.offer, prior),
        missing=tuple(sheets.field_words(name, desk.words) for name in legal.missing(good.product)),
        prices=tuple(
            (
                desk.figures.moment(each.at),
                desk.figures.money(each.price),
                told(each.promotion, desk),
            )
            for each in prices
        ),
        history=past,
        saved=request.query_params.get("saved", ""),
    )


def _announced(desk: Desk, offer: Offer, prior: int | None) -> str:
    """Tell the grocer what the shop may not announce of a reduction, and why."""
    terms = Terms(offer.price, offer.promotion)
    if prior is None or prior >= offer.price:
        return ""
    off, amount = announced(terms, prior), desk.figures.money(prior)
    if off is None:
        return desk.words("not_announced", prior=amount)
    return desk.words("announced_less", percent=percent(off, desk.words.language), prior=amount)


def _forms(desk: Desk, good: Good, tried: Mapping[str, Tried]) -> dict[str, FormView | None]:
    """Give the forms that somebody may fill in, by their names."""
    visit, gtin = desk.visit, good.product.gtin
    action = f"{visit.base}/goods/{gtin}"
    ground = {"vat_reason": legal.vat_ground(good.product.vat_reason)}
    chain = replace(visit, store=None)
    wanted = (
        ("offer", Act.EDIT_OFFERS, sheets.OFFER, desk_goods.offer_facts(good.offer), visit),
        ("stock", Act.COUNT_STOCK, sheets.stock(good.unit), desk_goods.stock_facts(good.level),
         visit),
        ("product", Act.EDIT_PRODUCTS, sheets.PRODUCT, desk_goods.product_facts(good.product),
         chain),
    )  # fmt: skip
    made: dict[str, FormView | None] = {}
    for name, act, specs, facts, where in wanted:
        made[name] = None
        if where.may(act):
            made[name] = form_view(
                desk,
                name=name,
                action=f"{action}/{name}",
                specs=specs,
                facts=facts,
                shown=ground if name == "product" else {},
                submit=desk.words(f"save_{name}"),
                tried=tried.get(name),
                choices=_choices(desk, good) if name == "product" else None,
            )
    return made


def _choices(desk: Desk, good: Good) -> Mapping[str, Choices]:
    french = desk.words.language is Language.FRENCH
    parents = {each.parent for each in good.categories if each.parent}
    named = [
        (each.id, each.name_fr if french else each.name_en or each.name_fr)
        for each in good.categories
        if each.id not in parents or each.id == good.product.category
    ]
    grounds = list(legal.VAT_RATES)
    known = legal.vat_ground(good.product.vat_reason)
    if known not in grounds:
        grounds.insert(0, known)
    return {
        "category": (("", desk.words("choice_category_none")), *sorted(named, key=_by_name)),
        "vat_reason": tuple(
            (each, desk.words.first(f"choice_vat_reason_{each or 'none'}", each))
            for each in grounds
        ),
        "allergens": _allergens(desk),
        "traces": _allergens(desk),
    }


def _allergens(desk: Desk) -> Choices:
    return tuple((each, desk.words(f"allergen_{each}")) for each in legal.ALLERGENS)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()

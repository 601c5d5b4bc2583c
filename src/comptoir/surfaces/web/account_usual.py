"""The list of what a household usually takes: looked at, edited, put into the cart at once."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from comptoir.db.unit_of_work import Reading
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.search import search
from comptoir.goods.stores.model import Store
from comptoir.kernel.ids import HouseholdId
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import invalid
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.habits import queries as usual
from comptoir.shopping.habits.model import Habit
from comptoir.street.figures import figures
from comptoir.surfaces.web import members, visits
from comptoir.surfaces.web.account_orders import to_cart
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.members import Member

PATH = "/account/usual"
GRAMS_A_STEP = 100
_MOST_FOUND, _MOST_STEPS = 8, 99
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class UsualView:
    """A product of the list, or one that may come onto it."""

    gtin: str
    name: str
    what: str
    price: str
    quantity: str


async def show(request: Request) -> Response:
    """Show the list of the store that one shops in, and what a search for more has found."""
    member = await members.member_of(request)
    query = request.query_params.get("q", "").strip()[:_LONGEST_QUERY]
    async with house_of(request).shop.database.read(member.caller) as on:
        store = await visits.store_of(on, member.reader.session)
        household = member.me.household
        listed = await usual.usual(on, store=store.id, household=household)
        left = await usual.left_out(on, store=store.id, household=household)
        goods = await shelf.items(
            on, store=store.id, gtins=[each.gtin for each in (*listed, *left)]
        )
        found = await _found(on, store, query, {each.gtin for each in listed}, member)
        views = [
            _view(goods[each.gtin], each, store, member, on)
            for each in listed
            if each.gtin in goods
        ]
        out = [
            _view(goods[each.gtin], each, store, member, on) for each in left if each.gtin in goods
        ]
    return await members.show(
        request,
        member,
        "usual.html",
        place="usual",
        store=store.name,
        usual=views,
        out=out,
        query=query,
        found=found,
    )


async def edit(request: Request) -> Response:
    """Take more or less of a product usually, leave it out, or have it on the list again."""
    member, form = await members.acting(request)
    gtin, act = form.get("gtin", ""), form.get("do", "")
    async with house_of(request).shop.database.work(member.caller) as uow:
        store = await visits.store_of(uow, member.reader.session)
        item = await shelf.item(uow, store=store.id, gtin=gtin)
        named = {"store": store.id, "household": member.me.household, "gtin": gtin}
        step = GRAMS_A_STEP if item.unit == Unit.GRAM.value else 1
        match act:
            case "remove":
                await habits.leave_out(uow, **named)
            case "put":
                await habits.put(uow, **named, quantity=step if step == 1 else 5 * step)
            case "more" | "less":
                by, most = step if act == "more" else -step, step * _MOST_STEPS
                await habits.change(uow, **named, by=by, least=step, most=most)
            case _:
                raise invalid("do", "use_one_of", choices=["more", "less", "remove", "put"])
    return members.done(PATH, "removed" if act == "remove" else "saved")


async def into_cart(request: Request) -> Response:
    """Put the whole list into the household's cart, and go there."""
    member, _ = await members.acting(request)
    household = member.me.household
    async with house_of(request).shop.database.work(member.caller) as uow:
        store = await visits.store_of(uow, member.reader.session)
        listed = await usual.usual(uow, store=store.id, household=household)
        goods = await shelf.items(uow, store=store.id, gtins=[each.gtin for each in listed])
        cart = await carts.open_cart(uow, store=store.id, household=HouseholdId(household))
        await carts.add_what_is_sold(
            uow,
            cart=cart,
            quantities={
                each.gtin: Quantity(each.usual_quantity, Unit(goods[each.gtin].unit))
                for each in listed
                if each.gtin in goods
            },
        )
    return await to_cart(request, member, store.id)


async def _found(
    on: Reading, store: Store, query: str, listed: set[str], member: Member
) -> list[UsualView]:
    if not query:
        return []
    hits = await search(on, store=store.id, words=query, limit=_MOST_FOUND)
    return [_view(item, None, store, member, on) for item in hits.items if item.gtin not in listed]


def _view(
    item: ShelfItem, habit: Habit | None, store: Store, member: Member, on: Reading
) -> UsualView:
    language = member.reader.language
    printer = figures(language, currency=store.currency, timezone=store.timezone, now=on.now)
    english = item.name_en if language is Language.ENGLISH else ""
    weighed = item.unit == Unit.GRAM.value
    price = printer.money(item.price)
    quantity = (
        "" if habit is None else printer.quantity(Quantity(habit.usual_quantity, Unit(item.unit)))
    )
    return UsualView(
        gtin=item.gtin,
        name=english or item.name,
        what=item.brand,
        price=member.words("per_kg", price=price) if weighed else price,
        quantity=quantity,
    )

"""What stands around every page: store, aisles, cart, the counter and what robots read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from comptoir.conversation import queries as conversations
from comptoir.conversation.commands import MOST_SHOWN
from comptoir.conversation.queries import Told
from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.categories import lineage
from comptoir.goods.catalog.model import Category
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.stores.model import Store
from comptoir.kernel.caller import Caller
from comptoir.kernel.ids import secret
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart
from comptoir.street.figures import Figures, figures
from comptoir.street.session import Session
from comptoir.street.typography import apostrophes
from comptoir.surfaces.web import basket, social, talk, visits
from comptoir.surfaces.web.caching import kept_page
from comptoir.surfaces.web.frame import AisleLink, FrameView
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import page
from comptoir.surfaces.web.pictures import pictogram
from comptoir.surfaces.web.social import Card
from comptoir.surfaces.web.views import CartView, Print, cart_view, no_cart
from comptoir.surfaces.web.visits import Glance
from comptoir.surfaces.web.words import Words

_FOOT = (
    ("all_aisles", "/aisles"),
    ("stores", "/stores"),
    ("list", "/list"),
    ("terms", "/terms"),
    ("withdraw_here", "/withdrawal"),
    ("legal", "/legal"),
    ("privacy_page", "/privacy"),
    ("accessibility", "/accessibility"),
)

_PLACES = {
    "aisles": ("/aisles", "/products"),
    "cart": ("/cart", "/checkout"),
    "account": ("/account", "/sign-in", "/orders", "/invitations"),
}
_OF_ONE_STORE = ("/products", "/cart/", "/orders", "/account", "/sign-in", "/invitations")
"""Pages that another store has no page of."""

TILL = "/checkout"
"""Where one goes on to order."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to an aisle, with its pictogram and how many goods it has."""

    label: str
    url: str
    pictogram: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page tells those who find it: title, description, and its true address.

    `data` are JSON-LD objects (schema.org); a page that is not to be found has `hidden`. `card` is
    the picture that goes with a shared link, the shop's own when there is none.
    """

    title: str
    about: str = ""
    path: str = ""
    data: Sequence[Mapping[str, object]] = ()
    hidden: bool = False
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Framed:
    """One request for a page: who looks, on which connection, with which cart."""

    request: Request
    on: Reading
    glance: Glance
    tree: Mapping[str, Category]
    cart: Cart | None
    token: str
    told: tuple[Told, ...] = ()
    """What was said last at the counter."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """The names of what is in the cart, where they are others in the language of the page."""

    @property
    def store(self) -> Store:
        """Give the store that is looked at."""
        return self.glance.store

    @property
    def language(self) -> Language:
        """Give the language of the page."""
        return self.glance.language

    @property
    def printed(self) -> Print:
        """Give the words and figures of the page."""
        return Print(Words(self.language), self.figures)

    @property
    def figures(self) -> Figures:
        """Give the figures of the store's currency and time."""
        store = self.store
        return figures(
            self.language, currency=store.currency, timezone=store.timezone, now=self.on.now
        )

    @property
    def base(self) -> str:
        """Give the shop's own address, without a slash at its end."""
        return base_of(self.request)

    def is_in(self, aisle: str) -> bool:
        """Tell whether the page is of an aisle or of one below it."""
        code = str(self.request.path_params.get("code", ""))
        return any(each.id == aisle for each in lineage(self.tree, code))

    def name(self, category: Category) -> str:
        """Give a category's name in the language of the page."""
        english = self.language is Language.ENGLISH and category.name_en
        return apostrophes(category.name_en if english else category.name_fr)


def base_of(request: Request) -> str:
    """Give the shop's own address, without a slash at its end."""
    return str(request.base_url).rstrip("/")


def who(glance: Glance) -> Caller:
    """Say who looks."""
    return caller(glance.language)


async def frame(request: Request, on: Reading, glance: Glance) -> Framed:
    """Read what stands around a page."""
    tree = {each.id: each for each in await catalog.categories(on)}
    cart, told = None, ()
    if glance.conversation is not None:
        cart = await carts.cart(on, cart=glance.conversation.cart)
        told = await conversations.turns(
            on, conversation=glance.conversation.id, limit=talk.MOST_BESIDE + 1
        )
    elif glance.person is not None:
        open_cart = await carts.open_cart_of(
            on, store=glance.store.id, household=glance.person.household
        )
        cart = None if open_cart is None else await carts.cart(on, cart=open_cart)
    token = ""
    if glance.session is not None:
        token = (await house_of(request).seal()).token(glance.session)
    names = await names_of(on, glance.language, cart)
    return Framed(request, on, glance, tree, cart, token, told, names)


async def names_of(on: Reading, language: Language, cart: Cart | None) -> Mapping[str, str]:
    """Give the names of what is in a cart, where they are others in a language."""
    if language is Language.FRENCH or cart is None or not cart.lines:
        return {}
    gtins = [line.gtin for line in cart.lines]
    return basket.names_of(await shelf.items(on, store=cart.store, gtins=gtins), language)


async def page_of(
    framed: Framed,
    template: str,
    head: Head,
    *,
    shown: Sequence[str] = (),
    said: str = "",
    kind: str = "goods",
    private: bool = False,
    status: int = 200,
    **context: object,
) -> Response:
    """Answer with a page; `shown` are the goods that a sentence may point at.

    `kind` names what on it may change while somebody looks, as `windows` writes it. A `private`
    page is kept by nobody.
    """
    glance, request = framed.glance, framed.request
    whole = {
        **around(framed, head),
        "kind": kind,
        "shown": " ".join(shown[:MOST_SHOWN]),
        "shown_words": said,
        **context,
    }
    if private or status != HTTPStatus.OK:
        response = page(request, template, framed.language, status, turn=secret(), **whole)
    else:
        personal = glance.session is not None
        response = kept_page(request, template, framed.language, personal=personal, **whole)
    await _remember(framed, response)
    return response


async def private_page(
    request: Request,
    session: Session,
    template: str,
    views: Mapping[str, object],
    status: int = 200,
) -> Response:
    """Answer whoever has a session with a page of their own, in the frame of every page.

    Its template has its title; nobody keeps it and no robot finds it.
    """
    glance = await visits.look_as(request, session)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
    head = Head("", hidden=True)
    whole = {**around(framed, head), "kind": "own", "shown": "", "shown_words": "", **views}
    response = page(request, template, glance.language, status, turn=secret(), **whole)
    await visits.remember(request, response, glance.session or session)
    return response


def around(framed: Framed, head: Head) -> dict[str, object]:
    """Give what every template with a frame needs."""
    path = head.path or framed.request.url.path
    shop = house_of(framed.request).shop
    card = head.card or social.of_shop(framed.printed.words)
    return {
        **beside(framed),
        "store": framed.store,
        "frame": _view(framed),
        "head": head,
        "canonical": f"{framed.base}{path}" if head.path or not head.hidden else "",
        "card_of": card,
        "card_picture": f"{framed.base}{card.address(framed.language)}",
        "live": _live(framed.glance, framed.cart),
        "demo": shop.demo,
        "listens": shop.recogniser is not None,
        "here_url": here(framed.request),
        "away": framed.glance.noted("panel") == "away",
        "muted": framed.glance.noted("voice") == "off",
        "till": TILL,
    }


def beside(framed: Framed) -> dict[str, object]:
    """Give what stands beside a page and changes while one looks: the conversation, the cart."""
    conversation = framed.glance.conversation
    return {
        "talk": talk.view(framed.told, framed.printed.words, most=talk.MOST_BESIDE),
        "cart": cart_of(framed),
        "csrf": framed.token,
        "since": 0 if conversation is None else conversation.version,
    }


def here(request: Request) -> str:
    """Give the address that the page was opened at, to come back to."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def _live(glance: Glance, cart: Cart | None) -> str:
    """Give the versions from which a page follows its conversation; empty where it has none."""
    talk = glance.conversation
    if talk is None or cart is None or talk.language is not glance.language:
        return ""
    return f"{talk.version}-{cart.version}"


def _view(framed: Framed) -> FrameView:
    """Give what the templates draw around the page."""
    path, words = framed.request.url.path, framed.printed.words
    return FrameView(
        stores=framed.glance.every,
        store=framed.store.id,
        back="/" if path.startswith(_OF_ONE_STORE) else here(framed.request),
        here="home" if path == "/" else _place(path),
        search="/search",
        query=framed.request.query_params.get("q", "") if path == "/search" else "",
        aisles=tuple(
            AisleLink(each.id, framed.name(each), pictogram(each.id), here=framed.is_in(each.id))
            for each in framed.tree.values()
            if each.parent is None
        ),
        account="/account",
        who="" if framed.glance.person is None else framed.glance.person.name,
        talk="#panel",
        cart="/cart",
        foot=tuple((words(key), href) for key, href in _FOOT),
    )


def _place(path: str) -> str:
    """Name the place of the dock that a page belongs to."""
    return next((name for name, paths in _PLACES.items() if path.startswith(paths)), "")


def cart_of(framed: Framed) -> CartView:
    """Work out what to show of the cart beside a page."""
    if framed.cart is None:
        return no_cart(framed.printed)
    return cart_view(framed.cart, framed.store, framed.printed, names=framed.names)


async def _remember(framed: Framed, response: Response) -> None:
    """Note a visit just begun, or a language just asked for; a robot that asks keeps no notes."""
    glance = framed.glance
    asked = framed.request.query_params.get("lang")
    if glance.session is None or not (glance.begun or asked == glance.language.value):
        return
    await visits.remember(framed.request, response, visits.speak(glance.session, glance.language))

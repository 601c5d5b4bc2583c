"""The pages that the law asks of a shop: who answers for it, terms, privacy, accessibility."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Seller
from comptoir.street.typography import typeset
from comptoir.surfaces.web import visits
from comptoir.surfaces.web.framing import Head, frame, page_of, who
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.text_words import text
from comptoir.surfaces.web.words import Words

PAGES = ("legal", "terms", "privacy", "accessibility")


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a text: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


async def show(request: Request) -> Response:
    """Show one of the texts, with the shop's own particulars in it."""
    name = request.url.path.strip("/")
    glance = await visits.look_in(request)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        seller = await stores.seller(on, store=glance.store.id)
    words = framed.printed.words
    return await page_of(
        framed,
        "text.html",
        Head(words(_title(name)), path=f"/{name}"),
        sections=sections(name, seller, words),
        particulars=particulars(seller, words) if name == "legal" else (),
        missing=words("particulars_missing") if seller is None else "",
    )


def sections(name: str, seller: Seller | None, words: Words) -> tuple[SectionView, ...]:
    """Give the sections of a text; what is not known of the shop is left out with its sentence."""
    facts = _facts(seller)
    views: list[SectionView] = []
    for section in text(name, words.language):
        told = [
            typeset(each, words.language).format(**facts)
            for each in section.paragraphs
            if all(facts[key] for key in facts if f"{{{key}}}" in each)
        ]
        if told:
            views.append(SectionView(typeset(section.title, words.language), tuple(told)))
    return tuple(views)


def particulars(seller: Seller | None, words: Words) -> tuple[tuple[str, str], ...]:
    """Give who answers for the site, line by line."""
    if seller is None:
        return ()
    told = {each.name: str(getattr(seller, each.name)) for each in fields(seller)}
    town = f"{seller.postcode} {seller.city}".strip()
    told["address"] = ", ".join(part for part in (seller.street, town) if part)
    order = (
        "legal_name", "legal_form", "address", "registration", "vat_number", "email", "phone",
        "publisher", "host", "mediator",
    )  # fmt: skip
    return tuple((words(f"particular_{key}"), told[key]) for key in order if told[key])


def _title(name: str) -> str:
    return "privacy_page" if name == "privacy" else name


def _facts(seller: Seller | None) -> Mapping[str, str]:
    keys = ("legal_name", "email", "mediator")
    return {key: "" if seller is None else str(getattr(seller, key)) for key in keys}

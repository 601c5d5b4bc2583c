"""What robots read: which pages there are, and which are nobody's business but the visitor's."""

from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from comptoir.goods.catalog import queries as catalog
from comptoir.goods.shelf import listing
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import not_found
from comptoir.surfaces.web.caching import kept
from comptoir.surfaces.web.framing import base_of
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import alternate

URLS_A_MAP = 10_000
"""A sitemap may name 50,000 addresses in 50 MB; each of ours has its alternates beside it."""

_FIXED = ("/", "/aisles", "/stores", "/terms", "/legal", "/privacy", "/accessibility")
_PRIVATE = (
    "/cart", "/counter", "/checkout/", "/orders/", "/account", "/sign-in", "/desk", "/live",
    "/search/suggest", "/api/", "/mcp",
)  # fmt: skip
_NARROWED = ("label", "without", "nutriscore", "stock", "max", "sort")
"""What leads through ever other addresses to the same goods (RFC 9309, 2.2.3, has the `*`)."""
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


async def robots(request: Request) -> Response:
    """Tell robots where there is something to find, and what is private."""
    paths = [*_PRIVATE, *(f"/*?*{name}=" for name in _NARROWED)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths), "Allow: /"]
    lines.append(f"Sitemap: {base_of(request)}/sitemap.xml")
    return PlainTextResponse(
        "\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=3600"}
    )


async def sitemap(request: Request) -> Response:
    """List the sitemaps: one of the shop's own pages, and one for so many products each."""
    base, after, number = base_of(request), "", 0
    async with house_of(request).shop.database.read(caller(Language.FRENCH)) as on:
        while chunk := await listing.every_gtin(on, after=after, limit=URLS_A_MAP):
            after, number = chunk[-1], number + 1
    names = ["pages", *(str(each) for each in range(number))]
    maps = "".join(
        f"<sitemap><loc>{escape(base)}/sitemap-{name}.xml</loc></sitemap>" for name in names
    )
    return _xml(request, f'<sitemapindex xmlns="{_XMLNS}">{maps}</sitemapindex>')


async def sitemap_part(request: Request) -> Response:
    """List the addresses of one sitemap."""
    name, base = str(request.path_params["part"]), base_of(request)
    async with house_of(request).shop.database.read(caller(Language.FRENCH)) as on:
        if name == "pages":
            codes = [f"/aisles/{each.id}" for each in await catalog.categories(on)]
            paths = [*_FIXED, *codes]
        elif name.isdecimal() and len(name) < 6:
            after = ""
            for _ in range(int(name)):
                before = await listing.every_gtin(on, after=after, limit=URLS_A_MAP)
                if not before:
                    raise not_found("sitemap", name)
                after = before[-1]
            chunk = await listing.every_gtin(on, after=after, limit=URLS_A_MAP)
            paths = [f"/products/{gtin}" for gtin in chunk]
        else:
            paths = []
    if not paths:
        raise not_found("sitemap", name)
    urls = "".join(_url(f"{base}{path}") for path in paths)
    xhtml = "http://www.w3.org/1999/xhtml"
    return _xml(request, f'<urlset xmlns="{_XMLNS}" xmlns:xhtml="{xhtml}">{urls}</urlset>')


def _url(address: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{each.value}" '
        f'href="{escape(alternate(address, each.value))}"/>'
        for each in Language
    )
    return f"<url><loc>{escape(address)}</loc>{links}</url>"


def _xml(request: Request, body: str) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return kept(request, text, personal=False, media_type="application/xml")

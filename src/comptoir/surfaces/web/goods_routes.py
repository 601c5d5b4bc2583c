"""The addresses of the pages on which goods are found, looked at and put into the cart."""

from starlette.routing import Route

from comptoir.surfaces.web import (
    cart_page,
    crossing,
    found,
    goods,
    home,
    line_forms,
    product,
    shop,
    stores_page,
    texts,
)

ROUTES = (
    Route("/", home.show),
    Route("/aisles", goods.aisles),
    Route("/aisles/{code}", goods.aisle),
    Route("/search", goods.search),
    Route("/search/suggest", goods.suggest),
    Route("/products/{gtin}", product.show),
    Route("/stores", stores_page.show),
    Route("/cart", cart_page.show),
    Route("/cart/changed", crossing.show),
    Route("/cart/code", cart_page.code, methods=["POST"]),
    Route("/cart/lines/{gtin}", cart_page.line),
    Route("/cart/lines/{gtin}", cart_page.wish, methods=["POST"]),
    Route("/mode", shop.change_mode, methods=["POST"]),
    Route("/cart/lines", line_forms.change, methods=["POST"]),
    *(Route(f"/{name}", texts.show) for name in texts.PAGES),
    Route("/robots.txt", found.robots),
    Route("/sitemap.xml", found.sitemap),
    Route("/sitemap-{part}.xml", found.sitemap_part),
)

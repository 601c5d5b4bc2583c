"""What search engines read of a page: schema.org objects as JSON-LD."""

from collections.abc import Sequence

from comptoir.goods.catalog.model import Product
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.stores.model import Store, Weekday

_CONTEXT = "https://schema.org"
_UNIT = {"kg": "KGM", "l": "LTR", "piece": "C62"}
"""UN/CEFACT common codes."""
_FEW = 5


def shop(base: str, name: str) -> dict[str, object]:
    """Describe the site and how it is searched."""
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": name,
        "url": f"{base}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{base}/search?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def store(base: str, of: Store) -> dict[str, object]:
    """Describe a store: where it is and when it is open."""
    told: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "GroceryStore",
        "@id": store_id(base, of.id),
        "name": of.name,
        "url": store_id(base, of.id),
        "currenciesAccepted": of.currency,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": of.street,
            "postalCode": of.postcode,
            "addressLocality": of.city,
            "addressCountry": of.country,
        },
        "openingHoursSpecification": _hours(of),
    }
    if of.latitude_e6 is not None and of.longitude_e6 is not None:
        told["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": _degrees(of.latitude_e6),
            "longitude": _degrees(of.longitude_e6),
        }
    return told


def store_id(base: str, store: str) -> str:
    """Give the address by which a store is known."""
    return f"{base}/stores#{store}"


def product(
    base: str, item: ShelfItem, of: Product, sold_by: Store, *, name: str
) -> dict[str, object]:
    """Describe a product and what a store asks for it now."""
    url = f"{base}/products/{item.gtin}"
    told: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "Product",
        "@id": url,
        "url": url,
        "name": name,
        "sku": item.gtin,
        "gtin": item.gtin,
        "description": of.legal_name or name,
        "offers": _offer(base, item, sold_by, url),
    }
    if item.brand:
        told["brand"] = {"@type": "Brand", "name": item.brand}
    if item.origin:
        told["countryOfOrigin"] = item.origin
    if of.image_url:
        told["image"] = of.image_url
    return told


def trail(base: str, steps: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Describe the way from the home page to where one is: names and paths."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": f"{base}{path}"}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def _offer(base: str, item: ShelfItem, sold_by: Store, url: str) -> dict[str, object]:
    offer: dict[str, object] = {
        "@type": "Offer",
        "url": url,
        "price": _money(item.price),
        "priceCurrency": sold_by.currency,
        "availability": f"{_CONTEXT}/{_availability(item)}",
        "itemCondition": f"{_CONTEXT}/NewCondition",
        "availableAtOrFrom": {"@type": "GroceryStore", "@id": store_id(base, sold_by.id)},
        "seller": {"@type": "GroceryStore", "name": sold_by.name},
    }
    promotion = item.promotion
    if promotion is not None and promotion.ends is not None and not promotion.by_lot:
        offer["priceValidUntil"] = promotion.ends.isoformat()
    per = item.unit_price
    if per is not None:
        offer["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "price": _money(per.amount),
            "priceCurrency": sold_by.currency,
            "valueAddedTaxIncluded": True,
            "referenceQuantity": {
                "@type": "QuantitativeValue",
                "value": "1",
                "unitCode": _UNIT[per.per],
            },
        }
    return offer


def _availability(item: ShelfItem) -> str:
    if item.available <= 0:
        return "OutOfStock"
    few = item.sale_unit == "piece" and item.available <= _FEW
    return "LimitedAvailability" if few else "InStock"


def _hours(of: Store) -> list[dict[str, object]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"{_CONTEXT}/{day.value.capitalize()}",
            "opens": opens,
            "closes": "23:59" if closes == "24:00" else closes,
        }
        for day in Weekday
        for opens, closes in of.hours.get(day.value, ())
    ]


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _degrees(millionths: int) -> str:
    whole, rest = divmod(abs(millionths), 1_000_000)
    return f"{'-' if millionths < 0 else ''}{whole}.{rest:06}"

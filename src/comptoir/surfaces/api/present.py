"""Models as the JSON that `docs/reference/api.md` promises."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from comptoir.conversation.saying.card import Card
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.mechanics import Step
from comptoir.goods.pricing.model import Promotion
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.stores.model import Store
from comptoir.kernel.measure import Quantity
from comptoir.kernel.money import VatShare
from comptoir.shopping.carts import model as carts
from comptoir.shopping.orders import model as orders
from comptoir.shopping.slots.model import Held, Window

Json = dict[str, Any]


def money(amount: int, currency: str) -> Json:
    """Write an amount in minor units."""
    return {"amount": amount, "currency": currency}


def quantity(of: Quantity) -> Json:
    """Write a quantity."""
    return {"value": of.value, "unit": of.unit.value}


def moment(at: datetime | None) -> str | None:
    """Write an instant in RFC 3339."""
    return None if at is None else at.isoformat()


def store(of: Store) -> Json:
    """Write a store."""
    return {
        "id": of.id,
        "name": of.name,
        "kind": of.kind,
        "address": {
            "street": of.street,
            "postcode": of.postcode,
            "city": of.city,
            "country": of.country,
        },
        "timezone": of.timezone,
        "currency": of.currency,
        "modes": list(of.modes),
        "hours": dict(of.hours),
        "minimum_order": money(of.minimum_order, of.currency),
        "delivery_postcodes": list(of.delivery_postcodes),
    }


def promotion(of: Promotion | None, currency: str) -> Json | None:
    """Write how a promotion works; what its mechanic does not use is null."""
    if of is None:
        return None
    return {
        "mechanic": of.mechanic.value,
        "percent": of.percent,
        "price": None if of.price is None else money(of.price, currency),
        "size": of.size,
        "paid": of.paid,
        "limit_per_order": of.order_most,
        "limit_per_household": of.household_most,
        "until": moment(of.ends),
    }


def next_step(of: Step | None, currency: str) -> Json | None:
    """Write what would complete a lot of a line's promotion."""
    if of is None:
        return None
    return {
        "pieces": of.pieces,
        "adds": money(of.adds, currency),
        "saves": money(of.saves, currency),
    }


def item(of: ShelfItem, currency: str) -> Json:
    """Write a product as a store sells it now."""
    per = of.unit_price
    return {
        "gtin": of.gtin,
        "name": of.name,
        "brand": of.brand,
        "category": of.category,
        "price": money(of.price, currency),
        "price_per": "kg" if of.sale_unit == "kg" else "piece",
        "list_price": money(of.list_price, currency),
        "unit_price": None if per is None else {**money(per.amount, currency), "per": per.per},
        "promotion": promotion(of.promotion, currency),
        "prior_price": None if of.prior_price is None else money(of.prior_price, currency),
        "available": of.available > 0,
        "net_quantity": None
        if of.net_value is None
        else {"value": of.net_value, "unit": of.net_unit},
        "nutriscore": of.nutriscore,
        "labels": list(of.labels),
        "allergens": list(of.allergens),
        "minimum_age": of.minimum_age,
        "deposit": money(of.deposit, currency) if of.deposit else None,
        "origin": of.origin or None,
    }


def sheet(of: Product, on_shelf: ShelfItem, currency: str) -> Json:
    """Write a product with every field the law asks to be shown before purchase."""
    return {
        **item(on_shelf, currency),
        "name_en": of.name_en,
        "legal_name": of.legal_name,
        "ingredients": of.ingredients,
        "traces": list(of.traces),
        "nutrition": None if of.nutrition is None else dict(of.nutrition),
        "storage": of.storage,
        "operator": of.operator,
        "vat_rate": of.vat_rate,
        "vat_reason": of.vat_reason,
        "drained_weight": None if of.drained_g is None else {"value": of.drained_g, "unit": "g"},
        "source": of.source,
        "licence": of.licence,
    }


def window(of: Window, currency: str) -> Json:
    """Write a window."""
    return {
        "id": of.id,
        "mode": of.mode.value,
        "starts": moment(of.starts),
        "ends": moment(of.ends),
        "cut_off": moment(of.cut_off),
        "fee": money(of.fee, currency),
        "left": of.left,
    }


def held(of: Held | None, currency: str) -> Json | None:
    """Write the place a cart has chosen."""
    if of is None:
        return None
    return {**window(of.window, currency), "held_until": moment(of.expires_at)}


def vat(shares: Iterable[VatShare], currency: str) -> list[Json]:
    """Write a VAT split; rates in hundredths of a percent."""
    return [
        {
            "rate": share.rate,
            "gross": money(share.gross, currency),
            "net": money(share.net, currency),
            "vat": money(share.vat, currency),
        }
        for share in shares
    ]


def totals(of: carts.Totals, currency: str) -> Json:
    """Write what a cart or an order comes to, part by part."""
    return {
        "goods": money(of.goods, currency),
        "deposits": money(of.deposits, currency),
        "discount": money(of.discount, currency),
        "fee": money(of.fee, currency),
        "total": money(of.total, currency),
    }


def cart_line(of: carts.CartLine, currency: str) -> Json:
    """Write a cart's line."""
    return {
        "gtin": of.gtin,
        "name": of.name,
        "brand": of.brand,
        "quantity": quantity(of.quantity),
        "price": money(of.price, currency),
        "price_was": None if of.price_was is None else money(of.price_was, currency),
        "list_price": money(of.terms.list_price, currency),
        "promotion": promotion(of.terms.promotion, currency),
        "saved": money(of.saved, currency),
        "next_step": next_step(of.next_step, currency),
        "total": money(of.total, currency),
        "deposit": money(of.deposit, currency),
        "discount": money(of.discount, currency),
        "note": of.note,
        "substitution": of.substitution.value,
        "substitute": of.substitute,
        "promisable": of.promisable,
    }


def cart(of: carts.Cart) -> Json:
    """Write a cart."""
    currency = of.currency
    return {
        "id": of.id,
        "store": of.store,
        "state": of.state,
        "version": of.version,
        "mode": None if of.mode is None else of.mode.value,
        "window": held(of.slot, currency),
        "lines": [cart_line(line, currency) for line in of.lines],
        "totals": totals(of.totals, currency),
        "total": money(of.totals.total, currency),
        "saved": money(of.saved, currency),
        "vat": vat(of.vat, currency),
        "discount_code": of.discount_code,
        "discount_refused": of.discount_refused,
        "minimum_missing": money(of.minimum_missing, currency),
        "age_required": of.age_required,
    }


def outcome(of: carts.Outcome) -> Json:
    """Write what became of a wish to add."""
    match of:
        case carts.Added():
            return {
                "gtin": of.gtin,
                "outcome": "added",
                "quantity": quantity(of.added),
                "now": quantity(of.now),
            }
        case carts.OnlySome():
            return {
                "gtin": of.gtin,
                "outcome": "only_some",
                "quantity": quantity(of.asked),
                "left": quantity(of.left),
            }
        case carts.SoldOut():
            return {"gtin": of.gtin, "outcome": "sold_out", "quantity": quantity(of.asked)}


def card(of: Card) -> Json:
    """Write what a device with a screen shows beside the voice."""
    return {"title": of.title, "text": of.text, "chips": list(of.chips)}


def order_line(of: orders.OrderLine, currency: str) -> Json:
    """Write an order's line."""
    return {
        "gtin": of.gtin,
        "name": of.name,
        "brand": of.brand,
        "quantity": quantity(of.quantity),
        "price": money(of.price, currency),
        "list_price": money(of.list_price, currency),
        "promotion": promotion(of.promotion, currency),
        "saved": money(of.saved, currency),
        "total": money(of.total, currency),
        "deposit": money(of.deposit, currency),
        "discount": money(of.discount, currency),
        "vat_rate": of.vat_rate,
        "note": of.note,
        "substitution": of.substitution.value,
        "substitute": of.substitute,
    }


def order(of: orders.Order) -> Json:
    """Write an order."""
    currency = of.currency
    return {
        "id": of.id,
        "number": of.number,
        "store": of.store,
        "state": of.state.value,
        "version": of.version,
        "mode": of.mode.value,
        "window": {
            "id": of.window_id,
            "starts": moment(of.window_starts),
            "ends": moment(of.window_ends),
            "cut_off": moment(of.cut_off),
        },
        "address": None
        if of.address is None
        else {
            "recipient": of.address.recipient,
            "street": of.address.street,
            "postcode": of.address.postcode,
            "city": of.address.city,
            "country": of.address.country,
            "instructions": of.address.instructions,
        },
        "lines": [order_line(line, currency) for line in of.lines],
        "totals": totals(of.totals, currency),
        "total": money(of.totals.total, currency),
        "saved": money(of.saved, currency),
        "vat": vat(of.vat, currency),
        "payment": of.payment_method,
        "held_until": moment(of.hold_expires_at),
        "created_at": moment(of.created_at),
        "placed_at": moment(of.placed_at),
    }


def order_outcome(of: orders.Outcome) -> Json:
    """Write where an order stands after the payment was asked for."""
    match of:
        case orders.Placed():
            return {**order(of.order), "payment_state": "accepted"}
        case orders.PaymentChallenged():
            return {
                **order(of.order),
                "payment_state": "challenged",
                "challenge_url": of.url,
                "held_until": moment(of.until),
            }
        case orders.PaymentPending():
            return {
                **order(of.order),
                "payment_state": "pending",
                "held_until": moment(of.until),
            }

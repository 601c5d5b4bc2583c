"""The SQL that joins catalogue, offer and stock into what a store sells now."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.db.query import Query, Statement
from comptoir.goods.catalog.rules import NetUnit, SaleUnit
from comptoir.goods.shelf.model import Called, Sales, ShelfItem


@dataclass(frozen=True, slots=True)
class Original:
    """What a substitute is measured against; `price` is None where the store never sold it."""

    gtin: str
    name_stems: Sequence[str]
    brand: str
    sale_unit: SaleUnit
    net_value: int | None
    net_unit: NetUnit | None
    labels: Sequence[str]
    price: int | None


@dataclass(frozen=True, slots=True)
class Stems:
    """A candidate and the stems of its name."""

    gtin: str
    name_stems: Sequence[str]


# What a store's goods are called: as they are labelled, and as shoppers also say it.
CALLED = Query(
    """
    select product.name, product.name_en, product.brand, product.aliases
    from offer
    join product on product.gtin = offer.gtin
    where offer.store = %(store)s and offer.listed
    """,
    Called,
)
SALES = Query(
    """
    select offer.gtin, offer.popularity, coalesce(sold.orders, 0) as orders
    from offer
    left join sold on sold.store = offer.store and sold.gtin = offer.gtin
    where offer.store = %(store)s and offer.gtin = any(%(gtins)s)
    """,
    Sales,
)
COUNT_SOLD_ORDER = Statement(
    """
    insert into sold_order (store, order_id) values (%(store)s, %(order_id)s)
    on conflict do nothing
    """
)
COUNT_SOLD = Statement(
    """
    insert into sold (store, gtin, orders)
    select %(store)s, taken.gtin, 1 from unnest(%(gtins)s::text[]) as taken (gtin)
    order by taken.gtin
    on conflict (store, gtin) do update set orders = sold.orders + 1
    """
)

ITEMS = Query(
    """
    select
        product.gtin, product.name, product.name_en, product.brand, product.category,
        product.legal_name, product.net_value, product.net_unit, product.sale_unit,
        product.each_g, product.step_g, product.drained_g, product.vat_rate,
        product.minimum_age, product.deposit, product.labels, product.allergens,
        product.nutriscore,
        selling_price(offer.price, offer.promo, %(now)s) as price,
        offer.price as list_price,
        running(offer.promo, %(now)s) as promotion,
        case when runs(offer.promo, %(now)s) then
            prior_price(offer.store, offer.gtin, offer.price, offer.promo) end as prior_price,
        greatest(0, coalesce(stock.on_hand - stock.safety - stock.held, 0)) as available,
        offer.aisle, offer.origin, offer.class <> '' as graded
    from offer
    join product on product.gtin = offer.gtin
    left join stock on stock.store = offer.store and stock.gtin = offer.gtin
    where offer.store = %(store)s and offer.gtin = any(%(gtins)s) and offer.listed
    """,
    ShelfItem,
)

ORIGINAL = Query(
    """
    select gtin, name_stems, brand, sale_unit, net_value, net_unit, labels,
        (select selling_price(price, promo, %(now)s)
            from offer where offer.store = %(store)s and offer.gtin = product.gtin) as price
    from product where gtin = %(gtin)s
    """,
    Original,
)

# Never a new allergen or trace, never an older age, never a diet given up.
ALIKE = Query(
    """
    select other.gtin, other.name_stems
    from product as original
    join product as other on other.category = original.category and other.gtin <> original.gtin
    join offer on offer.store = %(store)s and offer.gtin = other.gtin and offer.listed
    join stock on stock.store = offer.store and stock.gtin = other.gtin
    where original.gtin = %(gtin)s
        and stock.on_hand - stock.safety - stock.held
            >= case when other.sale_unit = 'kg' then coalesce(other.each_g, other.step_g, 1)
                else 1 end
        and other.allergens <@ original.allergens
        and other.traces <@ (original.traces || original.allergens)
        and coalesce(other.minimum_age, 0) <= coalesce(original.minimum_age, 0)
        and other.labels @> array(
            select label from unnest(original.labels) as label where label = any(%(diets)s))
    """,
    Stems,
)

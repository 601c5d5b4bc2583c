"""The SQL of aisles: what a store sells of some categories, narrowed, in order, and counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from comptoir.db.query import Query
from comptoir.goods.shelf.model import ShelfItem


@dataclass(frozen=True, slots=True)
class Listed(ShelfItem):
    """A shelf item on a page of goods, and how many goods all pages have."""

    total: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many goods have what one may narrow them by; allergens count the goods with them."""

    goods: int
    promotions: int
    available: int
    labels: Mapping[str, int]
    nutriscores: Mapping[str, int]
    allergens: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Aisle:
    """How many goods a store lists of a category itself, not of those below it."""

    category: str
    goods: int


# The store's own goods, joined once: an aisle has hundreds of them, a store some ten thousand.
LISTED = Query(
    """
    with sold as (
        select product.gtin, product.name, product.name_en, product.brand, product.category,
            product.legal_name, product.net_value, product.net_unit, product.sale_unit,
            product.each_g, product.step_g, product.drained_g, product.vat_rate,
            product.minimum_age, product.deposit, product.labels, product.allergens,
            product.nutriscore,
            selling_price(offer.price, offer.promo, %(now)s) as price,
            offer.price as list_price, offer.promo,
            greatest(0, coalesce(stock.on_hand - stock.safety - stock.held, 0)) as available,
            offer.aisle, offer.origin, offer.class <> '' as graded,
            offer.popularity
        from offer
        join product on product.gtin = offer.gtin
        left join stock on stock.store = offer.store and stock.gtin = offer.gtin
        where offer.store = %(store)s and offer.listed
            and (%(categories)s::text[] is null or product.category = any(%(categories)s))
            and (%(labels)s::text[] is null or product.labels @> %(labels)s)
            and (%(without)s::text[] is null or not product.allergens && %(without)s)
            and (%(nutriscore)s::text is null or product.nutriscore <= %(nutriscore)s)
            and (not %(promotion)s or runs(offer.promo, %(now)s))
    )
    select gtin, name, name_en, brand, category, legal_name, net_value, net_unit, sale_unit,
        each_g, step_g, drained_g, vat_rate, minimum_age, deposit, labels, allergens, nutriscore,
        price, list_price, running(promo, %(now)s) as promotion,
        case when runs(promo, %(now)s) then
            prior_price(%(store)s, gtin, list_price, promo) end as prior_price,
        available, aisle, origin, graded, count(*) over () as total
    from sold
    where (%(max_price)s::integer is null or price <= %(max_price)s)
        and (not %(only_available)s or available > 0)
    order by
        available = 0,
        case %(sort)s
            when 'price' then price
            when 'unit_price' then case
                when sale_unit = 'kg' then price
                else price * 1000.0 / coalesce(drained_g, net_value)
                    * case when net_unit = 'piece' and drained_g is null then 0.001 else 1 end end
            when 'relevance' then - popularity
            end,
        case when %(sort)s = 'name' then name end, popularity desc, gtin
    limit %(limit)s offset %(offset)s
    """,
    Listed,
)

COUNTS = Query(
    """
    with sold as materialized (
        select product.labels, product.nutriscore, product.allergens,
            runs(offer.promo, %(now)s) as promo,
            coalesce(stock.on_hand - stock.safety - stock.held, 0) > 0 as available
        from offer
        join product on product.gtin = offer.gtin
        left join stock on stock.store = offer.store and stock.gtin = offer.gtin
        where offer.store = %(store)s and offer.listed
            and (%(categories)s::text[] is null or product.category = any(%(categories)s))
    )
    select count(*) as goods, count(*) filter (where promo) as promotions,
        count(*) filter (where available) as available,
        (select coalesce(jsonb_object_agg(label, n), '{}') from (
            select label, count(*) as n from sold cross join unnest(labels) as label
            group by label) as each) as labels,
        (select coalesce(jsonb_object_agg(nutriscore, n), '{}') from (
            select nutriscore, count(*) as n from sold where nutriscore is not null
            group by nutriscore) as each) as nutriscores,
        (select coalesce(jsonb_object_agg(allergen, n), '{}') from (
            select allergen, count(*) as n from sold cross join unnest(allergens) as allergen
            group by allergen) as each) as allergens
    from sold
    """,
    Counts,
)

AISLES = Query(
    """
    select product.category, count(*) as goods
    from offer
    join product on product.gtin = offer.gtin
    where offer.store = %(store)s and offer.listed and product.category is not null
        and (%(categories)s::text[] is null or product.category = any(%(categories)s))
    group by product.category
    """,
    Aisle,
)

# One of each kind, the plainest: a store has a dozen sorts of apples.
SEASONAL = Query(
    """
    select * from (
        select distinct on (product.name_stems[1])
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
            greatest(0, stock.on_hand - stock.safety - stock.held) as available,
            offer.aisle, offer.origin, true as graded
        from offer
        join product on product.gtin = offer.gtin
        join stock on stock.store = offer.store and stock.gtin = offer.gtin
        where offer.store = %(store)s and offer.listed and offer.class <> ''
            and product.search @@ %(heads)s::tsquery
            and stock.on_hand - stock.safety - stock.held > 0
        order by product.name_stems[1], 'french' = any(product.labels) desc,
            offer.popularity desc, product.gtin
    ) as kind
    order by 'french' = any(labels) desc, gtin
    limit %(limit)s
    """,
    ShelfItem,
)

EVERY_GTIN = Query(
    """
    select distinct gtin from offer where listed and gtin > %(after)s order by gtin limit %(limit)s
    """,
    str,
)

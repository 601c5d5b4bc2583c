"""The SQL of search: candidates from the term index, ranked, as one store sells them now."""

from dataclasses import dataclass

from comptoir.db.query import Query
from comptoir.goods.shelf.model import ShelfItem


@dataclass(frozen=True, slots=True)
class Match(ShelfItem):
    """A shelf item that was found, and the version of the catalogue it was found in."""

    catalogue: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Every term of the catalogue, one a line with its number of products."""

    version: int
    lines: str


VERSION = Query("select version from catalogue", int)

TERMS = Query(
    """
    select version, (
        select coalesce(string_agg(term || ' ' || products, e'\\n'), '') from search_term
    ) as lines
    from catalogue
    """,
    Terms,
)

# Candidates come from the term index alone and are ranked by their text; only then, in that
# order and no further than the pool, is it asked what the store sells.
SEARCH = Query(
    """
    with found as materialized (
        select gtin,
            ts_rank('{0.1, 0.3, 0.6, 1}', search, %(terms)s::tsquery)
            * case when search @@ %(head)s::tsquery then 1.5 else 1 end
            * case when search @@ %(preferred)s::tsquery then 1.5 else 1 end
            * case when search @@ %(avoided)s::tsquery then 0.4 else 1 end
            * case when search @@ %(sizes)s::tsquery then 1.6 else 1 end
            / (0.6 + 0.1 * cardinality(name_stems)) as score
        from product
        where search @@ %(must)s::tsquery
            and (%(brand)s::text is null or brand = %(brand)s)
            and (%(labels)s::text[] is null or labels @> %(labels)s)
            and (%(without)s::text[] is null or not allergens && %(without)s)
            and (%(nutriscore)s::text is null or nutriscore <= %(nutriscore)s)
        order by score desc, gtin
    ),
    sold as (
        select found.gtin, found.score, here.*
        from found
        cross join lateral (
            select offer.price as list_price, offer.promo_percent, offer.promo_until, offer.aisle,
                offer.origin, offer.popularity,
                selling_price(offer.price, offer.promo_percent, offer.promo_from,
                    offer.promo_until, %(now)s) as price,
                offer.promo_percent is not null
                    and %(now)s >= coalesce(offer.promo_from, %(now)s)
                    and %(now)s < coalesce(offer.promo_until, 'infinity') as promo,
                greatest(0, coalesce(stock.on_hand - stock.safety - stock.held, 0)) as available
            from offer
            left join stock on stock.store = offer.store and stock.gtin = offer.gtin
            where offer.store = %(store)s and offer.gtin = found.gtin and offer.listed
            limit 1
        ) as here
        where (%(max_price)s::integer is null or here.price <= %(max_price)s)
            and (not %(promotion)s or here.promo)
            and (not %(available)s or here.available > 0)
        limit %(pool)s
    ),
    ranked as (
        select sold.*
        from sold
        order by score * case when available > 0 then 1 else 0.5 end
            * (1 + least(popularity, 1000) / 10000.0) desc, gtin
        limit %(limit)s offset %(offset)s
    )
    select
        product.gtin, product.name, product.name_en, product.brand, product.category,
        product.legal_name, product.net_value, product.net_unit, product.sale_unit,
        product.each_g, product.step_g, product.drained_g, product.vat_rate,
        product.minimum_age, product.deposit, product.labels, product.allergens,
        product.nutriscore, ranked.price, ranked.list_price,
        case when ranked.promo then ranked.promo_percent end as promo_percent,
        case when ranked.promo then ranked.promo_until end as promo_until,
        ranked.available, ranked.aisle, ranked.origin,
        (select version from catalogue) as catalogue
    from ranked
    join product on product.gtin = ranked.gtin
    order by ranked.score * case when ranked.available > 0 then 1 else 0.5 end
        * (1 + least(ranked.popularity, 1000) / 10000.0) desc, ranked.gtin
    """,
    Match,
)

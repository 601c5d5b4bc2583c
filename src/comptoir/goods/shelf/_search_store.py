"""The SQL of search: candidates from the term index, ranked, as one store sells them now."""

from dataclasses import dataclass
from typing import LiteralString

from comptoir.db.query import Query
from comptoir.goods.shelf.model import ShelfItem


@dataclass(frozen=True, slots=True)
class Match(ShelfItem):
    """A shelf item that was found, and the version of the catalogue it was found in."""

    catalogue: int = 0


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
# order and no further than the pool, is it asked what the store sells. Everything is bounded:
# a word that many thousands of products have is looked for as the head of names first (`tier`),
# and those stay first when a later page has to look further.
SEARCH = Query(
    """
    with found as materialized (
        select gtin,
            (ts_rank('{0.1, 0.5, 0.6, 1}', search, %(terms)s::tsquery)
                + ts_rank('{0.1, 0.5, 0.6, 1}', search, %(others)s::tsquery))
            * case when search @@ %(head)s::tsquery then float8 '1.4'
                when search @@ %(heads)s::tsquery then float8 '1.2' else float8 '1' end
            * case when search @@ %(exact)s::tsquery then float8 '1.4' else float8 '1' end
            * case when search @@ %(section)s::tsquery then float8 '1.6' else float8 '1' end
            * case when search @@ %(preferred)s::tsquery then float8 '2.5' else float8 '1' end
            * case when search @@ %(brands)s::tsquery then float8 '3' else float8 '1' end
            * case when search @@ %(sizes)s::tsquery then float8 '1.6' else float8 '1' end
            * case when search @@ %(avoided)s::tsquery then float8 '0.4' else float8 '1' end
            * case when search @@ %(foreign)s::tsquery then float8 '0.6' else float8 '1' end
            * case when search @@ %(tier)s::tsquery then float8 '1000' else float8 '1' end
            / (float8 '0.6' + float8 '0.1' * cardinality(name_stems)) as score
        from (
            select gtin, search, name_stems
            from product
            where search @@ %(must)s::tsquery
                and (%(labels)s::text[] is null or labels @> %(labels)s)
                and (%(without)s::text[] is null or not allergens && %(without)s)
                and (%(vouched)s::tsquery is null or search @@ %(vouched)s::tsquery
                    or ingredients <> '')
                and (%(nutriscore)s::text is null or nutriscore <= %(nutriscore)s)
            limit %(most)s
        ) as candidate
        order by score desc, gtin
    ),
    sold as (
        select found.gtin, found.score, here.*
        from found
        cross join lateral (
            select offer.price as list_price, offer.promo, offer.aisle,
                offer.origin, offer.class <> '' as graded, offer.popularity,
                selling_price(offer.price, offer.promo, %(now)s) as price,
                greatest(0, coalesce(stock.on_hand - stock.safety - stock.held, 0)) as available
            from offer
            left join stock on stock.store = offer.store and stock.gtin = offer.gtin
            where offer.store = %(store)s and offer.gtin = found.gtin and offer.listed
            limit 1
        ) as here
        where (%(max_price)s::integer is null or here.price <= %(max_price)s)
            and (not %(promotion)s or runs(here.promo, %(now)s))
            and (not %(available)s or here.available > 0)
        limit %(pool)s
    )
    select
        product.gtin, product.name, product.name_en, product.brand, product.category,
        product.legal_name, product.net_value, product.net_unit, product.sale_unit,
        product.each_g, product.step_g, product.drained_g, product.vat_rate,
        product.minimum_age, product.deposit, product.labels, product.allergens,
        product.nutriscore, sold.price, sold.list_price,
        running(sold.promo, %(now)s) as promotion,
        case when runs(sold.promo, %(now)s) then
            prior_price(%(store)s, sold.gtin, sold.list_price, sold.promo) end as prior_price,
        sold.available, sold.aisle, sold.origin, sold.graded,
        (select version from catalogue) as catalogue
    from sold
    join product on product.gtin = sold.gtin
    order by
        case %(sort)s
            when 'price' then sold.price
            when 'unit_price' then case
                when product.sale_unit = 'kg' then sold.price
                else sold.price * 1000.0 / coalesce(product.drained_g, product.net_value)
                    * case when product.net_unit = 'piece' then 0.001 else 1 end end
            when 'name' then null
            else - sold.score * case when sold.available > 0 then float8 '1' else float8 '0.5' end
                * (1 + case when %(bare)s then float8 '1' else float8 '0.2' end
                    * (1 - 150 / (greatest(sold.popularity, 0) + float8 '150'))) end,
        case when %(sort)s = 'name' then product.name end, product.gtin
    limit %(limit)s offset %(offset)s
    """,
    Match,
)

# Without words and without a category: what the store sells, the best sold first.
BROWSE = Query(
    """
    with sold as (
        select offer.gtin, offer.price as list_price, offer.promo,
            offer.aisle, offer.origin, offer.class <> '' as graded, offer.popularity,
            selling_price(offer.price, offer.promo, %(now)s) as price,
            greatest(0, coalesce(stock.on_hand - stock.safety - stock.held, 0)) as available
        from offer
        left join stock on stock.store = offer.store and stock.gtin = offer.gtin
        where offer.store = %(store)s and offer.listed
    )
    select
        product.gtin, product.name, product.name_en, product.brand, product.category,
        product.legal_name, product.net_value, product.net_unit, product.sale_unit,
        product.each_g, product.step_g, product.drained_g, product.vat_rate,
        product.minimum_age, product.deposit, product.labels, product.allergens,
        product.nutriscore, sold.price, sold.list_price,
        running(sold.promo, %(now)s) as promotion,
        case when runs(sold.promo, %(now)s) then
            prior_price(%(store)s, sold.gtin, sold.list_price, sold.promo) end as prior_price,
        sold.available, sold.aisle, sold.origin, sold.graded,
        (select version from catalogue) as catalogue
    from sold
    join product on product.gtin = sold.gtin
    where (%(labels)s::text[] is null or product.labels @> %(labels)s)
        and (%(without)s::text[] is null or not product.allergens && %(without)s)
        and (%(nutriscore)s::text is null or product.nutriscore <= %(nutriscore)s)
        and (%(max_price)s::integer is null or sold.price <= %(max_price)s)
        and (not %(promotion)s or runs(sold.promo, %(now)s))
        and (not %(available)s or sold.available > 0)
    order by
        case %(sort)s
            when 'price' then sold.price
            when 'unit_price' then case
                when product.sale_unit = 'kg' then sold.price
                else sold.price * 1000.0 / coalesce(product.drained_g, product.net_value)
                    * case when product.net_unit = 'piece' then 0.001 else 1 end end
            when 'name' then null
            else - sold.popularity * case when sold.available > 0 then 1 else 0.5 end end,
        case when %(sort)s = 'name' then product.name end, product.gtin
    limit %(limit)s offset %(offset)s
    """,
    Match,
)

# Keys are looked up by their first one, two or four letters, in the order of their weight, so that
# a short beginning of which there are thousands is answered as soon as the store sells enough.
_BEGUN: LiteralString = """
    select phrase from (
        select distinct on (lower(phrase)) phrase, weight
        from (
            select completion.phrase, completion.weight
            from completion
            join offer on offer.store = %(store)s and offer.gtin = completion.gtin and offer.listed
            where starts_with(completion.key, %(prefix)s::text)
    """
_SOLD: LiteralString = """
            order by completion.weight
            limit %(pool)s
        ) as sold
        order by lower(phrase), weight
    ) as once
    order by weight, phrase
    limit %(limit)s
    """
COMPLETE_1 = Query(_BEGUN + "and substr(completion.key, 1, 1) = %(prefix)s::text" + _SOLD, str)
COMPLETE_2 = Query(
    _BEGUN + "and substr(completion.key, 1, 2) = substr(%(prefix)s::text, 1, 2)" + _SOLD, str
)
COMPLETE_4 = Query(
    _BEGUN + "and substr(completion.key, 1, 4) = substr(%(prefix)s::text, 1, 4)" + _SOLD, str
)

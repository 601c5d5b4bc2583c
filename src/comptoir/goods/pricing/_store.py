"""The SQL of offers, their history and discount codes."""

from dataclasses import dataclass

from comptoir.db.query import Query, Statement
from comptoir.goods.catalog.rules import SaleUnit
from comptoir.goods.pricing.model import DiscountCode, Offer, PriceChange


@dataclass(frozen=True, slots=True)
class Taxed:
    """What decides which promotions a product may have, and how far they may go."""

    gtin: str
    sale_unit: SaleUnit
    vat_rate: int
    vat_reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """An offer row that was written, and whether it is a new one."""

    gtin: str
    added: bool


ONE_WRITER = Query(
    "select 1 from pg_advisory_xact_lock(hashtextextended('offers/' || %(store)s, 0))", int
)

STORE_EXISTS = Query("select exists (select from store where id = %(store)s)", bool)

UNKNOWN = Query(
    """
    select asked.gtin from unnest(%(gtins)s::text[]) as asked (gtin)
    where not exists (select from product where product.gtin = asked.gtin)
    """,
    str,
)

TAXED = Query(
    "select gtin, sale_unit, vat_rate, vat_reason from product where gtin = any(%(gtins)s)", Taxed
)

RECORD_PRICES = Statement(
    """
    insert into price_change (store, gtin, price, promo, at)
    select %(store)s, new.gtin, new.price, new.promo, %(now)s
    from json_to_recordset(%(rows)s::json) as new (gtin text, price integer, promo promotion)
    left join offer on offer.store = %(store)s and offer.gtin = new.gtin
    where offer.gtin is null
        or (offer.price, offer.promo) is distinct from (new.price, new.promo)
    """
)

PUT = Query(
    """
    insert into offer (store, gtin, price, promo, aisle, origin, class, variety, calibre,
        popularity, sample, listed, updated_at)
    select %(store)s, new.*, %(now)s
    from json_to_recordset(%(rows)s::json) as new (gtin text, price integer, promo promotion,
        aisle text, origin text, class text, variety text, calibre text, popularity integer,
        sample boolean, listed boolean)
    on conflict (store, gtin) do update set
        price = excluded.price, promo = excluded.promo,
        aisle = excluded.aisle, origin = excluded.origin, class = excluded.class,
        variety = excluded.variety, calibre = excluded.calibre,
        popularity = excluded.popularity, sample = excluded.sample, listed = excluded.listed,
        updated_at = excluded.updated_at
    where (offer.price, offer.promo, offer.aisle, offer.origin, offer.class, offer.variety,
            offer.calibre, offer.popularity, offer.sample, offer.listed)
        is distinct from (excluded.price, excluded.promo, excluded.aisle, excluded.origin,
            excluded.class, excluded.variety, excluded.calibre, excluded.popularity,
            excluded.sample, excluded.listed)
    returning gtin, xmax = 0 as added
    """,
    Written,
)

OFFERS = Query(
    """
    select gtin, price, to_jsonb(promo) as promotion, aisle, origin, class as class_, variety,
        calibre, popularity, sample, listed
    from offer where store = %(store)s and gtin = any(%(gtins)s)
    """,
    Offer,
)

OFFERED = Query("select distinct gtin from offer where gtin = any(%(gtins)s)", str)

LISTED = Query(
    """
    select gtin, price, to_jsonb(promo) as promotion, aisle, origin, class as class_, variety,
        calibre, popularity, sample, listed
    from offer where store = %(store)s and listed
    """,
    Offer,
)

HISTORY = Query(
    """
    select gtin, price, to_jsonb(promo) as promotion, at
    from price_change where store = %(store)s and gtin = %(gtin)s
    order by id desc limit %(limit)s
    """,
    PriceChange,
)

PRIOR = Query(
    """
    select prior_price(store, gtin, price, promo) from offer
    where store = %(store)s and gtin = %(gtin)s and (promo).mechanic in ('percent', 'price')
    """,
    int,
)

ADD_CODE = Query(
    """
    insert into discount_code (store, code, percent, amount, minimum, valid_from, valid_until,
        uses_most, household_most, counts)
    select %(store)s, %(code)s, %(percent)s, %(amount)s, %(minimum)s, %(valid_from)s,
        %(valid_until)s, %(uses_most)s, %(household_most)s, %(counts)s
    where not exists (
        select from discount_code d
        where d.store = %(store)s and replace(d.code, '-', '') = replace(%(code)s, '-', '')
    )
    on conflict (store, code) do nothing
    returning code
    """,
    str,
)

EDIT_CODE = Statement(
    """
    update discount_code set valid_from = %(valid_from)s,
        valid_until = %(valid_until)s, uses_most = %(uses_most)s,
        household_most = %(household_most)s, counts = %(counts)s
    where store = %(store)s and code = %(code)s
    """
)

LOCK_CODE = Query(
    "select code from discount_code where store = %(store)s and code = %(code)s for update", str
)

CODE = Query(
    """
    select code, percent, amount, minimum, valid_from, valid_until, uses_most, household_most,
        counts
    from discount_code
    where store = %(store)s and replace(code, '-', '') = replace(%(code)s, '-', '')
    order by code <> %(code)s
    limit 1
    """,
    DiscountCode,
)

CODES = Query(
    """
    select code, percent, amount, minimum, valid_from, valid_until, uses_most, household_most,
        counts
    from discount_code where store = %(store)s
    order by counts desc, valid_until desc nulls first, code
    """,
    DiscountCode,
)

"""The SQL that joins catalogue, offer and stock into what a store sells now."""

from comptoir.db.query import Query
from comptoir.goods.shelf.model import ShelfItem

ITEMS = Query(
    """
    select
        product.gtin, product.name, product.name_en, product.brand, product.category,
        product.legal_name, product.net_value, product.net_unit, product.sale_unit,
        product.each_g, product.step_g, product.drained_g, product.vat_rate,
        product.minimum_age, product.deposit, product.labels, product.allergens,
        product.nutriscore,
        selling_price(offer.price, offer.promo_percent, offer.promo_from, offer.promo_until,
            %(now)s) as price,
        offer.price as list_price,
        case when running.promo then offer.promo_percent end as promo_percent,
        case when running.promo then offer.promo_until end as promo_until,
        greatest(0, coalesce(stock.on_hand - stock.safety - stock.held, 0)) as available,
        offer.aisle, offer.origin
    from offer
    join product on product.gtin = offer.gtin
    left join stock on stock.store = offer.store and stock.gtin = offer.gtin
    cross join lateral (
        select offer.promo_percent is not null
            and %(now)s >= coalesce(offer.promo_from, %(now)s)
            and %(now)s < coalesce(offer.promo_until, 'infinity') as promo
    ) as running
    where offer.store = %(store)s and offer.gtin = any(%(gtins)s) and offer.listed
    """,
    ShelfItem,
)

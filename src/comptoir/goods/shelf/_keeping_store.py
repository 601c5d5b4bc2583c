"""The SQL of a store's list."""

from comptoir.db.query import Query
from comptoir.goods.shelf.model import Kept

LISTING = Query(
    """
    select product.gtin, product.name, product.brand, product.sale_unit, product.net_value,
        product.net_unit, offer.price, to_jsonb(offer.promo) as promotion,
        selling_price(offer.price, offer.promo, %(now)s) as asked,
        offer.listed, coalesce(stock.on_hand, 0) as on_hand, coalesce(stock.held, 0) as held,
        coalesce(stock.safety, 0) as safety
    from offer
    join product on product.gtin = offer.gtin
    left join stock on stock.store = offer.store and stock.gtin = offer.gtin
    where offer.store = %(store)s
        and (%(code)s::text is null or offer.gtin like '%%' || %(code)s || '%%')
        and (%(asked)s::text is null or product.search @@ (%(asked)s::text)::tsquery)
        and case %(only)s
            when 'listed' then offer.listed
            when 'delisted' then not offer.listed
            when 'promotion' then offer.listed and (offer.promo).mechanic is not null
                and %(now)s < coalesce((offer.promo).ends, 'infinity')
            when 'short' then offer.listed
                and coalesce(stock.on_hand - stock.safety - stock.held, 0) <= 0
            else true end
    order by product.name, offer.gtin
    limit %(limit)s offset %(offset)s
    """,
    Kept,
)

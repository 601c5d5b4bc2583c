"""The SQL of stores."""

from comptoir.db.query import Query, Statement
from comptoir.goods.stores.model import Seller, Store

STORE = Query(
    """
    select id, name, kind, street, postcode, city, country, latitude_e6, longitude_e6, timezone,
        currency, tax_regime, modes, hours, delivery_postcodes, minimum_order, version,
        created_at, updated_at
    from store where id = %(store)s
    """,
    Store,
)

STORES = Query(
    """
    select id, name, kind, street, postcode, city, country, latitude_e6, longitude_e6, timezone,
        currency, tax_regime, modes, hours, delivery_postcodes, minimum_order, version,
        created_at, updated_at
    from store order by name, id
    """,
    Store,
)

LOCK = Query("select version from store where id = %(store)s for update", int)

CREATE = Query(
    """
    insert into store (id, name, kind, street, postcode, city, country, latitude_e6,
        longitude_e6, timezone, currency, tax_regime, modes, hours, delivery_postcodes,
        minimum_order, created_at, updated_at)
    values (%(store)s, %(name)s, %(kind)s, %(street)s, %(postcode)s, %(city)s, %(country)s,
        %(latitude_e6)s, %(longitude_e6)s, %(timezone)s, %(currency)s, %(tax_regime)s,
        %(modes)s, %(hours)s::jsonb, %(delivery_postcodes)s, %(minimum_order)s, %(now)s, %(now)s)
    on conflict (id) do nothing
    returning id
    """,
    str,
)

EDIT = Query(
    """
    update store set
        name = %(name)s, kind = %(kind)s, street = %(street)s, postcode = %(postcode)s,
        city = %(city)s, country = %(country)s, latitude_e6 = %(latitude_e6)s,
        longitude_e6 = %(longitude_e6)s, timezone = %(timezone)s, currency = %(currency)s,
        tax_regime = %(tax_regime)s, modes = %(modes)s, hours = %(hours)s::jsonb,
        delivery_postcodes = %(delivery_postcodes)s, minimum_order = %(minimum_order)s,
        version = version + 1, updated_at = %(now)s
    where id = %(store)s and version = coalesce(%(version)s, version)
    returning version
    """,
    int,
)

SELLER = Query(
    """
    select legal_name, legal_form, street, postcode, city, registration, vat_number, phone, email,
        mediator, publisher, host
    from seller where store = %(store)s
    """,
    Seller,
)

PUT_SELLER = Statement(
    """
    insert into seller (store, legal_name, legal_form, street, postcode, city, registration,
        vat_number, phone, email, mediator, publisher, host, updated_at)
    values (%(store)s, %(legal_name)s, %(legal_form)s, %(street)s, %(postcode)s, %(city)s,
        %(registration)s, %(vat_number)s, %(phone)s, %(email)s, %(mediator)s,
        %(publisher)s, %(host)s, %(now)s)
    on conflict (store) do update set
        legal_name = excluded.legal_name, legal_form = excluded.legal_form,
        street = excluded.street, postcode = excluded.postcode, city = excluded.city,
        registration = excluded.registration, vat_number = excluded.vat_number,
        phone = excluded.phone, email = excluded.email, mediator = excluded.mediator,
        publisher = excluded.publisher, host = excluded.host, updated_at = excluded.updated_at
    """
)

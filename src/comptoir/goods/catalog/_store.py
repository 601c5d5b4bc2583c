"""The SQL of the national catalogue."""

from dataclasses import dataclass

from comptoir.db.query import Query, Statement
from comptoir.goods.catalog.model import Category, NetChange, Product


@dataclass(frozen=True, slots=True)
class Terms:
    """The search terms of a product; `added` tells whether its row is new."""

    gtin: str
    terms: list[str]
    added: bool = False


ONE_WRITER = Query("select 1 from pg_advisory_xact_lock(hashtextextended('catalog', 0))", int)

TERMS = Query(
    """
    select gtin, tsvector_to_array(search) as terms, false as added
    from product where gtin = any(%(gtins)s)
    """,
    Terms,
)

PUT = Query(
    """
    insert into product (gtin, name, name_en, brand, category, legal_name, net_value, net_unit,
        sale_unit, each_g, step_g, drained_g, vat_rate, vat_reason, ingredients, allergens,
        traces, nutrition, nutriscore, nutriscore_version, nutriscore_source, storage, operator,
        labels, minimum_age, deposit, aliases, image_url, source, licence, search, name_stems,
        updated_at)
    select new.*, %(now)s
    from json_to_recordset(%(rows)s::json) as new (gtin text, name text, name_en text, brand text,
        category text, legal_name text, net_value integer, net_unit text, sale_unit text,
        each_g integer, step_g integer, drained_g integer, vat_rate integer, vat_reason text,
        ingredients text, allergens text[], traces text[], nutrition jsonb, nutriscore char(1),
        nutriscore_version text, nutriscore_source text, storage text, operator text,
        labels text[], minimum_age smallint, deposit integer, aliases text[], image_url text,
        source text, licence text, search tsvector, name_stems text[])
    on conflict (gtin) do update set
        name = excluded.name, name_en = excluded.name_en, brand = excluded.brand,
        category = excluded.category, legal_name = excluded.legal_name,
        net_value = excluded.net_value, net_unit = excluded.net_unit,
        sale_unit = excluded.sale_unit, each_g = excluded.each_g, step_g = excluded.step_g,
        drained_g = excluded.drained_g, vat_rate = excluded.vat_rate,
        vat_reason = excluded.vat_reason, ingredients = excluded.ingredients,
        allergens = excluded.allergens, traces = excluded.traces,
        nutrition = excluded.nutrition, nutriscore = excluded.nutriscore,
        nutriscore_version = excluded.nutriscore_version,
        nutriscore_source = excluded.nutriscore_source, storage = excluded.storage,
        operator = excluded.operator, labels = excluded.labels,
        minimum_age = excluded.minimum_age, deposit = excluded.deposit,
        aliases = excluded.aliases, image_url = excluded.image_url, source = excluded.source,
        licence = excluded.licence, search = excluded.search, name_stems = excluded.name_stems,
        updated_at = excluded.updated_at
    where (product.name, product.name_en, product.brand, product.category, product.legal_name,
            product.net_value, product.net_unit, product.sale_unit, product.each_g,
            product.step_g, product.drained_g, product.vat_rate, product.vat_reason,
            product.ingredients, product.allergens, product.traces, product.nutrition,
            product.nutriscore, product.nutriscore_version, product.nutriscore_source,
            product.storage, product.operator, product.labels, product.minimum_age,
            product.deposit, product.aliases, product.image_url, product.source,
            product.licence, product.search, product.name_stems)
        is distinct from (excluded.name, excluded.name_en, excluded.brand, excluded.category,
            excluded.legal_name, excluded.net_value, excluded.net_unit, excluded.sale_unit,
            excluded.each_g, excluded.step_g, excluded.drained_g, excluded.vat_rate,
            excluded.vat_reason, excluded.ingredients, excluded.allergens, excluded.traces,
            excluded.nutrition, excluded.nutriscore, excluded.nutriscore_version,
            excluded.nutriscore_source, excluded.storage, excluded.operator, excluded.labels,
            excluded.minimum_age, excluded.deposit, excluded.aliases, excluded.image_url,
            excluded.source, excluded.licence, excluded.search, excluded.name_stems)
    returning gtin, tsvector_to_array(search) as terms, xmax = 0 as added
    """,
    Terms,
)

RECORD_NETS = Statement(
    """
    insert into product_net_change (gtin, net_value, net_unit, at)
    select product.gtin, product.net_value, product.net_unit, %(now)s
    from json_to_recordset(%(rows)s::json) as new (gtin text, net_value integer, net_unit text)
    join product on product.gtin = new.gtin
    where product.net_unit = new.net_unit and product.net_value <> new.net_value
    """
)

NET_CHANGES = Query(
    """
    select gtin, net_value, net_unit, at from product_net_change
    where gtin = %(gtin)s and at >= %(since)s
    order by id desc
    """,
    NetChange,
)

COUNT_TERMS = Statement(
    """
    insert into search_term (term, products)
    select change.term, change.products
    from unnest(%(terms)s::text[], %(changes)s::integer[]) as change (term, products)
    on conflict (term) do update set products = search_term.products + excluded.products
    """
)

DROP_TERMS = Statement("delete from search_term where products <= 0")

NEW_VERSION = Statement("update catalogue set version = nextval('catalogue_version')")

DROP_COMPLETIONS = Statement("delete from completion where gtin = any(%(gtins)s)")

PUT_COMPLETIONS = Statement(
    """
    insert into completion (gtin, key, phrase, weight)
    select new.gtin, new.key, new.phrase, new.weight
    from unnest(%(gtins)s::text[], %(keys)s::text[], %(phrases)s::text[], %(weights)s::smallint[])
        as new (gtin, key, phrase, weight)
    """
)

PRODUCTS = Query(
    """
    select gtin, name, name_en, brand, category, legal_name, net_value, net_unit, sale_unit,
        each_g, step_g, drained_g, vat_rate, vat_reason, ingredients, allergens, traces,
        nutrition, nutriscore, nutriscore_version, nutriscore_source, storage, operator, labels,
        minimum_age, deposit, aliases, image_url, source, licence
    from product where gtin = any(%(gtins)s)
    """,
    Product,
)

PRODUCTS_AFTER = Query(
    """
    select gtin, name, name_en, brand, category, legal_name, net_value, net_unit, sale_unit,
        each_g, step_g, drained_g, vat_rate, vat_reason, ingredients, allergens, traces,
        nutrition, nutriscore, nutriscore_version, nutriscore_source, storage, operator, labels,
        minimum_age, deposit, aliases, image_url, source, licence
    from product
    where gtin > %(after)s
        and (%(categories)s::text[] is null or category = any(%(categories)s))
    order by gtin
    limit %(limit)s
    """,
    Product,
)

KNOWN = Query("select gtin from product where gtin = any(%(gtins)s)", str)

CATEGORIES = Query(
    "select id, parent, name_fr, name_en, position from category order by position, id",
    Category,
)

PUT_CATEGORIES = Query(
    """
    insert into category (id, parent, name_fr, name_en, position)
    select new.id, new.parent, new.name_fr, new.name_en, new.position
    from json_to_recordset(%(rows)s::json)
        as new (id text, parent text, name_fr text, name_en text, position integer)
    on conflict (id) do update set
        parent = excluded.parent, name_fr = excluded.name_fr, name_en = excluded.name_en,
        position = excluded.position
    where (category.parent, category.name_fr, category.name_en, category.position)
        is distinct from (excluded.parent, excluded.name_fr, excluded.name_en, excluded.position)
    returning id
    """,
    str,
)

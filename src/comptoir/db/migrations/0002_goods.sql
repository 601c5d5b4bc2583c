-- Stores, the national catalogue, and what each store sells of it.

create table store (
    id text primary key check (id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name text not null check (name <> ''),
    kind text not null check (kind in ('hypermarket', 'supermarket', 'city', 'dark')),
    street text not null default '',
    postcode text not null default '',
    city text not null default '',
    country char(2) not null default 'FR',
    latitude_e6 integer,
    longitude_e6 integer,
    timezone text not null default 'Europe/Paris',
    currency char(3) not null default 'EUR',
    tax_regime text not null default 'FR',
    modes text[] not null default '{pickup}',
    -- {"monday": [["08:30", "20:00"]], …}, local time
    hours jsonb not null default '{}',
    delivery_postcodes text[] not null default '{}',
    minimum_order integer not null default 0 check (minimum_order >= 0),
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create table category (
    id text primary key,
    parent text references category (id),
    name_fr text not null,
    name_en text not null default '',
    position integer not null default 0
);

create table product (
    gtin text primary key check (gtin ~ '^[0-9]{8,14}$'),
    name text not null check (name <> ''),
    name_en text not null default '',
    brand text not null default '',
    category text references category (id),
    legal_name text not null default '',
    net_value integer check (net_value > 0),
    net_unit text check (net_unit in ('piece', 'g', 'ml')),
    sale_unit text not null default 'piece' check (sale_unit in ('piece', 'kg')),
    each_g integer check (each_g > 0),
    step_g integer check (step_g > 0),
    drained_g integer check (drained_g > 0),
    vat_rate integer not null check (vat_rate between 0 and 10000),
    vat_reason text not null default '',
    ingredients text not null default '',
    allergens text[] not null default '{}',
    traces text[] not null default '{}',
    -- per 100 g or 100 ml, decimals as text: {"energy_kj": "195", "fat": "1.6", …}
    nutrition jsonb,
    nutriscore char(1) check (nutriscore in ('A', 'B', 'C', 'D', 'E')),
    nutriscore_version text not null default '',
    nutriscore_source text not null default '',
    storage text not null default '',
    operator text not null default '',
    labels text[] not null default '{}',
    minimum_age smallint check (minimum_age > 0),
    deposit integer not null default 0 check (deposit >= 0),
    aliases text[] not null default '{}',
    image_url text not null default '',
    source text not null default '',
    licence text not null default '',
    -- written by goods.catalog from its own text analysis: head of the name A, the rest of it B,
    -- brand and leaf category C, the rest D
    search tsvector not null default '',
    -- the stems of the name, in order: ranking looks at the first and at how many there are
    name_stems text[] not null default '{}',
    updated_at timestamptz not null
);
create index product_search on product using gin (search) with (fastupdate = off);
create index product_category on product (category);

-- Every term that occurs in the catalogue, with the number of products that have it.
create table search_term (
    term text primary key,
    products integer not null
);

-- One row: whoever keeps the terms in memory reads them again when the version is another one.
create sequence catalogue_version;
create table catalogue (
    single boolean primary key default true check (single),
    version bigint not null default nextval('catalogue_version')
);
insert into catalogue default values;

-- Type-ahead: what may be typed (folded, from a word on) and the words to go on with.
create table completion (
    gtin text not null references product (gtin),
    key text collate "C" not null,
    phrase text not null,
    -- lower comes first: short phrases say more than long ones
    weight smallint not null,
    primary key (gtin, key)
);
create index completion_1 on completion (substr(key, 1, 1), weight);
create index completion_2 on completion (substr(key, 1, 2), weight);
create index completion_4 on completion (substr(key, 1, 4), weight);

-- What a store asks for one piece, or for one kilogram of goods sold by weight, at a moment.
create function selling_price(
    price integer, percent integer, from_ timestamptz, until_ timestamptz, at timestamptz
) returns integer language sql immutable parallel safe
return case
    when percent is not null and at >= coalesce(from_, at) and at < coalesce(until_, 'infinity')
        then price - price * percent / 100
    else price
end;

create table offer (
    store text not null references store (id),
    gtin text not null references product (gtin),
    price integer not null check (price > 0),
    promo_percent integer check (promo_percent between 1 and 90),
    promo_from timestamptz,
    promo_until timestamptz,
    aisle text not null default '',
    origin text not null default '',
    class text not null default '',
    variety text not null default '',
    calibre text not null default '',
    -- higher sells more; ranks equals
    popularity integer not null default 0,
    sample boolean not null default false,
    listed boolean not null default true,
    updated_at timestamptz not null,
    primary key (store, gtin)
);
create index offer_gtin on offer (gtin);

create table price_change (
    store text not null,
    gtin text not null,
    id bigint generated always as identity,
    price integer not null,
    promo_percent integer,
    promo_from timestamptz,
    promo_until timestamptz,
    at timestamptz not null,
    primary key (store, gtin, id)
);

-- In pieces, or in grams for goods sold by weight.
create table stock (
    store text not null references store (id),
    gtin text not null references product (gtin),
    on_hand integer not null check (on_hand >= 0),
    held integer not null default 0 check (held >= 0),
    safety integer not null default 0 check (safety >= 0),
    primary key (store, gtin),
    constraint stock_never_oversold check (held <= on_hand)
);

create table stock_movement (
    store text not null,
    id bigint generated always as identity,
    gtin text not null,
    kind text not null check (kind in ('receipt', 'count', 'loss', 'sale')),
    -- signed change of on_hand
    quantity integer not null,
    on_hand_after integer not null check (on_hand_after >= 0),
    reference text not null default '',
    at timestamptz not null,
    primary key (store, id)
);
create index stock_movement_gtin on stock_movement (store, gtin, id);
-- A movement that names a document is taken once.
create unique index stock_movement_once on stock_movement (store, gtin, kind, reference)
where reference <> '';

create table discount_code (
    store text not null references store (id),
    code text not null check (code = upper(code)),
    percent integer check (percent between 1 and 100),
    amount integer check (amount > 0),
    minimum integer not null default 0,
    valid_from timestamptz,
    valid_until timestamptz,
    primary key (store, code),
    check ((percent is null) <> (amount is null))
);

-- Customers, carts, slots, orders and payments.

create table household (
    id text primary key,
    name text not null default '',
    language char(2) not null default 'fr',
    created_at timestamptz not null
);

create table person (
    household text not null references household (id),
    id text not null,
    name text not null,
    email text,
    phone text not null default '',
    primary key (household, id)
);
create unique index person_email on person (lower(email)) where email is not null;

create table address (
    household text not null references household (id),
    id text not null,
    recipient text not null,
    street text not null,
    postcode text not null,
    city text not null,
    country char(2) not null default 'FR',
    instructions text not null default '',
    preferred boolean not null default false,
    primary key (household, id)
);

create table cart (
    store text not null references store (id),
    id text not null,
    household text,
    language char(2) not null default 'fr',
    state text not null default 'open' check (state in ('open', 'ordered', 'merged')),
    mode text check (mode in ('pickup', 'delivery')),
    discount_code text,
    age_confirmed boolean not null default false,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (store, id)
);
create unique index cart_one_open on cart (store, household)
where state = 'open' and household is not null;

create table cart_line (
    store text not null,
    cart text not null,
    gtin text not null references product (gtin),
    -- pieces, or grams for goods sold by weight
    quantity integer not null check (quantity > 0),
    -- the price kept for the life of the cart: cents a piece or a kilogram
    price integer not null check (price > 0),
    note text not null default '',
    substitution text not null default 'similar'
        check (substitution in ('similar', 'this', 'ask', 'refund')),
    substitute text,
    added_at timestamptz not null,
    position bigint generated always as identity,
    primary key (store, cart, gtin),
    foreign key (store, cart) references cart (store, id)
);

-- The weekly pattern from which a store's windows are opened; minutes after local midnight.
create table slot_template (
    store text not null references store (id),
    id text not null,
    mode text not null check (mode in ('pickup', 'delivery')),
    weekday smallint not null check (weekday between 0 and 6),
    starts_minute integer not null check (starts_minute between 0 and 1439),
    ends_minute integer not null check (ends_minute between 1 and 1440),
    capacity integer not null check (capacity >= 0),
    fee integer not null default 0 check (fee >= 0),
    cut_off_minutes integer not null check (cut_off_minutes >= 0),
    primary key (store, id),
    check (ends_minute > starts_minute)
);

create table slot_window (
    store text not null references store (id),
    id text not null,
    mode text not null check (mode in ('pickup', 'delivery')),
    starts timestamptz not null,
    ends timestamptz not null,
    cut_off timestamptz not null,
    capacity integer not null check (capacity >= 0),
    fee integer not null default 0 check (fee >= 0),
    primary key (store, id),
    unique (store, mode, starts, ends),
    check (ends > starts),
    check (cut_off <= starts)
);

-- One place in a window: a cart's until it expires, an order's until that lets it go.
create table slot_hold (
    store text not null,
    cart text not null,
    window_id text not null,
    order_id text,
    expires_at timestamptz,
    primary key (store, cart),
    foreign key (store, window_id) references slot_window (store, id),
    check (order_id is not null or expires_at is not null)
);
create index slot_hold_window on slot_hold (store, window_id);

create table shop_order (
    store text not null references store (id),
    id text not null,
    number text not null,
    cart text not null,
    household text,
    -- the frozen customer: {"name", "phone", "email"}
    customer jsonb not null default '{}',
    language char(2) not null default 'fr',
    state text not null check (state in (
        'held', 'placed', 'released', 'picking', 'picked', 'staged', 'out_for_delivery',
        'ready_for_pickup', 'handed_over', 'settled', 'expired', 'cancelled')),
    mode text not null check (mode in ('pickup', 'delivery')),
    window_id text not null,
    window_starts timestamptz not null,
    window_ends timestamptz not null,
    cut_off timestamptz not null,
    address jsonb,
    currency char(3) not null,
    goods_total integer not null check (goods_total >= 0),
    deposit_total integer not null check (deposit_total >= 0),
    discount_total integer not null check (discount_total >= 0),
    fee integer not null check (fee >= 0),
    total integer not null check (total >= 0),
    -- [{"rate", "gross", "net", "vat"}]
    vat jsonb not null,
    discount_code text,
    payment_method text not null,
    age_confirmed boolean not null default false,
    hold_expires_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    placed_at timestamptz,
    primary key (store, id),
    unique (store, number),
    check (total = goods_total + deposit_total + fee - discount_total)
);
create unique index shop_order_cart on shop_order (store, cart)
where state not in ('expired', 'cancelled');
create index shop_order_household on shop_order (store, household, created_at desc);
create index shop_order_held on shop_order (store, hold_expires_at) where state = 'held';

create table order_line (
    store text not null,
    order_id text not null,
    gtin text not null,
    position integer not null,
    name text not null,
    brand text not null,
    quantity integer not null check (quantity > 0),
    unit text not null check (unit in ('piece', 'g')),
    price integer not null check (price > 0),
    vat_rate integer not null,
    deposit integer not null default 0,
    discount integer not null default 0,
    -- goods only: price × quantity, before discount and deposit
    total integer not null check (total >= 0),
    note text not null default '',
    substitution text not null,
    substitute text,
    primary key (store, order_id, gtin),
    foreign key (store, order_id) references shop_order (store, id)
);

create table order_step (
    store text not null,
    order_id text not null,
    id bigint generated always as identity,
    from_state text,
    to_state text not null,
    reason text not null default '',
    at timestamptz not null,
    primary key (store, order_id, id)
);

create table payment_intent (
    store text not null,
    id text not null,
    order_id text not null,
    method text not null,
    amount integer not null check (amount >= 0),
    -- what the provider keeps; an amended order may cost less, and as much again
    authorised integer check (authorised >= 0),
    currency char(3) not null,
    state text not null check (state in (
        'open', 'challenged', 'authorised', 'declined', 'voiding', 'voided', 'captured',
        'refunded')),
    provider_reference text,
    challenge_url text,
    reason text not null default '',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (store, id),
    foreign key (store, order_id) references shop_order (store, id)
);
create index payment_intent_order on payment_intent (store, order_id);
create index payment_intent_unsettled on payment_intent (store, updated_at)
where state in ('open', 'challenged');

-- How often a household took a product from a store, and when last: its usual goods.
create table habit (
    store text not null,
    household text not null,
    gtin text not null,
    orders integer not null check (orders > 0),
    usual_quantity integer not null check (usual_quantity > 0),
    last_at timestamptz not null,
    primary key (store, household, gtin)
);
-- An order counts once, however often its event is handed over.
create table habit_order (
    store text not null,
    order_id text not null,
    primary key (store, order_id)
);

-- Carts that were copied from one store to another.

create table cart_move (
    store text not null,
    cart text not null,
    -- the cart of another store that goods were copied from
    source text not null,
    -- {gtin: [what the source had, what this cart had afterwards]}, pieces or grams, null for none
    given jsonb not null,
    -- what was told of it
    told jsonb not null,
    at timestamptz not null,
    primary key (store, cart, source),
    foreign key (store, cart) references cart (store, id)
);

-- Where whoever shopped in a cart has gone with it, for the windows in which it still stands open.
create table cart_left (
    store text not null,
    cart text not null,
    gone_to text not null,
    at timestamptz not null,
    primary key (store, cart),
    foreign key (store, cart) references cart (store, id)
);

-- In how many orders a store has sold a product: what tells the plain flour from the rare one.

create table sold (
    store text not null references store (id),
    gtin text not null references product (gtin),
    orders integer not null check (orders > 0),
    primary key (store, gtin)
);
-- An order counts once, however often its event is handed over.
create table sold_order (
    store text not null,
    order_id text not null,
    primary key (store, order_id)
);

-- Who sells in a store, as the law wants it named; invoices, numbered without a gap.

create table seller (
    store text primary key references store (id),
    legal_name text not null,
    -- "SAS au capital de 10 000 €"
    legal_form text not null default '',
    street text not null default '',
    postcode text not null default '',
    city text not null default '',
    -- "RCS Rennes 123 456 789"
    registration text not null default '',
    vat_number text not null default '',
    phone text not null default '',
    email text not null default '',
    -- the consumer mediator: name, address, site
    mediator text not null default '',
    updated_at timestamptz not null
);

-- The last number given out in a store, for invoices and credit notes alike.
create table invoice_series (
    store text primary key references store (id),
    last bigint not null check (last > 0)
);

-- An invoice says what was so when it was issued: it is never changed, only cancelled by another.
create table invoice (
    store text not null,
    number bigint not null,
    kind text not null check (kind in ('invoice', 'credit')),
    order_id text not null,
    cancels bigint,
    issued_at timestamptz not null,
    document jsonb not null,
    primary key (store, number),
    foreign key (store, order_id) references shop_order (store, id),
    foreign key (store, cancels) references invoice (store, number),
    unique (store, cancels),
    check ((kind = 'credit') = (cancels is not null))
);
create index invoice_order on invoice (store, order_id);

-- Statements of withdrawal from an order, or from a part of it (code de la consommation, L. 221-21).

create table withdrawal (
    store text not null,
    id text not null,
    order_id text not null,
    -- as it was stated
    name text not null,
    email text not null,
    -- [{"gtin", "name", "quantity", "unit", "right"}]
    lines jsonb not null,
    -- by who knew the order's number and did not come by its own address
    by_number boolean not null default false,
    state text not null check (state in ('stated', 'credited', 'declined')),
    stated_at timestamptz not null,
    settled_at timestamptz,
    -- why it was declined, in the store's own words
    reason text not null default '',
    -- the credit note that gives the money back
    credit bigint,
    primary key (store, id),
    foreign key (store, order_id) references shop_order (store, id),
    foreign key (store, credit) references invoice (store, number),
    check ((state = 'stated') = (settled_at is null))
);
create index withdrawal_order on withdrawal (store, order_id);
create index withdrawal_waiting on withdrawal (store, stated_at) where state = 'stated';

-- A credit note cancels an invoice whole, or gives a part of one back.
alter table invoice add column corrects bigint;
alter table invoice add foreign key (store, corrects) references invoice (store, number);
alter table invoice drop constraint invoice_check;
alter table invoice add check (
    case kind when 'credit' then num_nonnulls(cancels, corrects) = 1
        else num_nonnulls(cancels, corrects) = 0 end
);

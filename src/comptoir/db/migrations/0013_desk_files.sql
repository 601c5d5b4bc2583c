-- Files brought to the desk: looked at first, then applied once.

create table desk_file (
    store text not null references store (id),
    id text not null,
    kind text not null check (kind in ('assortment', 'prices', 'stock')),
    name text not null,
    content bytea not null,
    member text not null,
    member_name text not null,
    made_at timestamptz not null,
    applied_at timestamptz,
    changes integer not null default 0,
    primary key (store, id)
);
create index desk_file_age on desk_file (made_at);

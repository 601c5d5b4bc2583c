-- What every room stands on: events, answered requests, secrets of this installation.

create table outbox (
    store text not null,
    id bigint generated always as identity,
    kind text not null,
    payload jsonb not null,
    at timestamptz not null,
    -- when its reactions are to be tried next; null once they have all followed, or been given up
    due timestamptz,
    attempts integer not null default 0,
    primary key (store, id)
);
create index outbox_due on outbox (due, store, id) where due is not null;

create table idempotency_key (
    store text not null,
    scope text not null,
    key text not null,
    fingerprint text not null,
    answer jsonb not null,
    at timestamptz not null,
    primary key (store, scope, key)
);
create index idempotency_key_age on idempotency_key (at);

-- Keys with which this installation signs what it hands out; drawn when first needed.
create table signing_key (
    name text primary key,
    value text not null,
    made_at timestamptz not null
);

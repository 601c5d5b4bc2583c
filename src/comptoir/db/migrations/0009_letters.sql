-- Letters to shoppers: posted with the change they tell of, sent after the commit.

create table letter (
    store text not null references store (id),
    id bigint generated always as identity,
    -- what it is about: one letter a key
    key text not null,
    household text,
    -- its own for good, from which its Message-ID is made
    reference text not null,
    recipient text not null,
    language char(2) not null,
    subject text not null,
    text text not null,
    html text not null,
    state text not null check (state in (
        'waiting', 'sending', 'sent', 'refused', 'unknown', 'lapsed')),
    attempts integer not null default 0,
    -- when to try next, or when nobody will tell any more how the last attempt ended
    due timestamptz,
    until timestamptz not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    primary key (store, id),
    unique (store, key)
);
create index letter_due on letter (store, due) where due is not null;
create index letter_age on letter (created_at);
create index letter_household on letter (household) where household is not null;

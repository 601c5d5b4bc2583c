-- Who works for the chain, how they come in, and what they have changed.

create table staff_member (
    id text primary key,
    name text not null check (name <> ''),
    email text not null check (email <> ''),
    role text not null check (role in ('administrator', 'manager', 'clerk')),
    language char(2) not null default 'fr',
    active boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null
);
create unique index staff_member_email on staff_member (lower(email));

-- The stores a manager or a clerk acts for; an administrator acts for all.
create table staff_store (
    store text not null references store (id),
    member text not null references staff_member (id),
    primary key (store, member)
);
create index staff_store_member on staff_store (member);

-- Links that let somebody in once. Of what they carry only a digest is kept.
create table staff_link (
    digest text primary key,
    member text not null references staff_member (id),
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index staff_link_member on staff_link (member);

-- Open sessions. The secret in the cookie changes while it is used: the next one is drawn first and
-- counts once it has come back, the one before it for a moment longer.
create table staff_session (
    id text primary key,
    member text not null references staff_member (id),
    digest text not null unique,
    next_digest text unique,
    last_digest text,
    began_at timestamptz not null,
    seen_at timestamptz not null,
    drawn_at timestamptz not null
);
create index staff_session_member on staff_session (member);
create index staff_session_last on staff_session (last_digest) where last_digest is not null;

-- Who changed what, from which value to which. The chain's own things are under the store ''.
create table staff_change (
    store text not null,
    id bigint generated always as identity,
    at timestamptz not null,
    member text not null,
    -- as they were called then
    member_name text not null,
    action text not null check (action in ('created', 'changed', 'removed')),
    kind text not null check (kind in (
        'store', 'pattern', 'window', 'product', 'offer', 'stock', 'order', 'member')),
    object text not null,
    label text not null default '',
    -- [{"field", "was", "now"}]
    fields jsonb not null,
    -- the file it came with
    file text,
    primary key (store, id)
);
create index staff_change_object on staff_change (store, kind, object, id desc);
create index staff_change_at on staff_change (at desc);

create function staff_change_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what was changed stays on record';
end $$;
create trigger staff_change_stays before update or delete or truncate on staff_change
for each statement execute function staff_change_stays();

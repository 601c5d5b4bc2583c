-- Conversations and their turns; a repeated turn gives its first answer.

create table conversation (
    store text not null references store (id),
    id text not null,
    cart text not null,
    household text,
    language char(2) not null default 'fr',
    memory jsonb not null default '{}',
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (store, id)
);

create table turn (
    store text not null,
    conversation text not null,
    turn_id text not null,
    text text not null,
    answer jsonb not null,
    at timestamptz not null,
    position bigint generated always as identity,
    primary key (store, conversation, turn_id),
    foreign key (store, conversation) references conversation (store, id)
);
create index turn_in_order on turn (store, conversation, position);

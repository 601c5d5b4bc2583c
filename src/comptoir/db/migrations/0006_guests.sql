-- Who comes in by a door that has ids of its own: a speaker, an account of an assistant's maker.
-- Of those ids only keyed digests are kept.

create table door_guest (
    store text not null references store (id),
    door text not null,
    guest text not null,
    household text references household (id),
    seen_at timestamptz not null,
    primary key (store, door, guest)
);
create index door_guest_age on door_guest (seen_at);

-- Which conversation goes on in a session of a door; one a language.
create table door_session (
    store text not null,
    door text not null,
    guest text not null,
    session text not null,
    language char(2) not null,
    conversation text not null,
    seen_at timestamptz not null,
    primary key (store, door, guest, session, language),
    foreign key (store, door, guest) references door_guest (store, door, guest) on delete cascade,
    foreign key (store, conversation) references conversation (store, id)
);
create index door_session_age on door_session (seen_at);

-- Signed requests that were taken, kept until their own time is over: one that comes again is a
-- replay.
create table door_request (
    store text not null references store (id),
    door text not null,
    request text not null,
    until timestamptz not null,
    primary key (store, door, request)
);
create index door_request_age on door_request (until);

-- Who a shopper is: codes sent by mail, sessions of browsers, passkeys, invitations.

-- Of a session's key and of a code only digests are kept.
create table browser_session (
    key text primary key,
    household text not null,
    person text not null,
    device text not null default '',
    created_at timestamptz not null,
    seen_at timestamptz not null,
    foreign key (household, person) references person (household, id) on delete cascade
);
create index browser_session_person on browser_session (household, person);
create index browser_session_age on browser_session (seen_at);

create table sign_in_code (
    id text primary key,
    -- the browser that asked for it: nobody else can use it
    session text not null,
    email text not null,
    salt text not null,
    hash text not null,
    attempts integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);
create unique index sign_in_code_open on sign_in_code (session) where ended_at is null;
create index sign_in_code_age on sign_in_code (created_at);

-- What is counted to set it bounds: codes asked for and guessed, by address and by caller.
create table identity_attempt (
    kind text not null,
    subject text not null,
    at timestamptz not null
);
create index identity_attempt_subject on identity_attempt (kind, subject, at);
create index identity_attempt_age on identity_attempt (at);

create table passkey (
    -- the authenticator's own id for it, base64url
    id text primary key,
    household text not null,
    person text not null,
    name text not null,
    public_key bytea not null,
    sign_count bigint not null,
    backed_up boolean not null default false,
    transports text[] not null default '{}',
    created_at timestamptz not null,
    used_at timestamptz,
    foreign key (household, person) references person (household, id) on delete cascade
);
create index passkey_person on passkey (household, person);

create table passkey_challenge (
    session text not null,
    purpose text not null check (purpose in ('register', 'sign_in')),
    challenge text not null,
    expires_at timestamptz not null,
    primary key (session, purpose)
);
create index passkey_challenge_age on passkey_challenge (expires_at);

create table invitation (
    -- the digest of what the link brings
    id text primary key,
    household text not null references household (id) on delete cascade,
    email text not null,
    invited_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index invitation_household on invitation (household);
create unique index invitation_once on invitation (household, lower(email));

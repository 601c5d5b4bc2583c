-- Codes by which the staff come in: sent by mail, typed in the browser that asked.

create table staff_code (
    -- what the browser that asked for it keeps; only a digest of it
    id text primary key,
    member text not null references staff_member (id),
    digest text not null,
    attempts integer not null default 0,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index staff_code_member on staff_code (member, made_at);

"""The SQL of the staff's directory."""

from comptoir.db.query import Query, Statement
from comptoir.staff.directory.model import Member

MEMBERS = Query(
    """
    select id, name, email, role, language, active, version, created_at,
        array(select store from staff_store where member = staff_member.id order by store)
            as stores
    from staff_member
    where (%(id)s::text is null or id = %(id)s)
        and (%(email)s::text is null or lower(email) = lower(%(email)s))
    order by active desc, name, id
    """,
    Member,
)

LOCK = Query("select version from staff_member where id = %(id)s for update", int)

ADD = Query(
    """
    insert into staff_member (id, name, email, role, language, active, created_at)
    values (%(id)s, %(name)s, %(email)s, %(role)s, %(language)s, %(active)s, %(now)s)
    on conflict (lower(email)) do nothing
    returning id
    """,
    str,
)

EDIT = Statement(
    """
    update staff_member
    set name = %(name)s, role = %(role)s, language = %(language)s, active = %(active)s,
        version = version + 1
    where id = %(id)s
    """
)

LEAVE_STORES = Statement("delete from staff_store where member = %(member)s")

ACT_FOR = Statement(
    """
    insert into staff_store (store, member)
    select store.id, %(member)s from store where store.id = any(%(stores)s)
    """
)

OTHER_ADMINISTRATORS = Query(
    """
    select exists (
        select from staff_member
        where role = 'administrator' and active and id <> %(id)s
    )
    """,
    bool,
)

ONE_EDITOR = Query("select 1 from pg_advisory_xact_lock(hashtextextended('staff', 0))", int)

"""The SQL of the record of changes: rows are added, and nothing else."""

from comptoir.db.query import Query, Statement
from comptoir.staff.audit.model import Recorded

RECORD = Statement(
    """
    insert into staff_change
        (store, at, member, member_name, action, kind, object, label, fields, file)
    select %(store)s, %(now)s, %(member)s, %(member_name)s, new.action, new.kind, new.object,
        new.label, new.fields, %(file)s
    from json_to_recordset(%(rows)s::json)
        as new (action text, kind text, object text, label text, fields jsonb)
    """
)

CHANGES = Query(
    """
    select store, id, at, member, member_name, action, kind, object, label, fields, file
    from staff_change
    where store = any(%(stores)s)
        and (%(kind)s::text is null or kind = %(kind)s)
        and (%(object)s::text is null or object = %(object)s)
        and (%(member)s::text is null or member = %(member)s)
        and (%(from_)s::timestamptz is null or at >= %(from_)s)
        and (%(until)s::timestamptz is null or at < %(until)s)
        and id < %(before)s
    order by id desc
    limit %(limit)s
    """,
    Recorded,
)

"""The SQL of files brought to the desk."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file without its content."""

    id: str
    kind: str
    name: str
    member_name: str
    made_at: datetime
    applied_at: datetime | None
    changes: int


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A file with its content."""

    id: str
    kind: str
    name: str
    content: bytes
    applied_at: datetime | None
    changes: int


KEEP = Statement(
    """
    insert into desk_file (store, id, kind, name, content, member, member_name, made_at)
    values (%(store)s, %(id)s, %(kind)s, %(name)s, %(content)s, %(member)s, %(member_name)s,
        %(now)s)
    """
)
FILE = Query(
    """
    select id, kind, name, content, applied_at, changes from desk_file
    where store = %(store)s and id = %(id)s
    """,
    ContentRow,
)
LOCK = Query("select id from desk_file where store = %(store)s and id = %(id)s for update", str)
FILES = Query(
    """
    select id, kind, name, member_name, made_at, applied_at, changes from desk_file
    where store = %(store)s
    order by made_at desc, id
    limit %(limit)s
    """,
    FileRow,
)
APPLIED = Statement(
    """
    update desk_file set applied_at = %(now)s, changes = %(changes)s
    where store = %(store)s and id = %(id)s
    """
)
FORGET = Statement("delete from desk_file where made_at <= %(before)s")

"""The SQL of the street."""

from comptoir.db.query import Query, Statement

KEY = Query("select value from signing_key where name = %(name)s", str)

PUT_KEY = Statement(
    """
    insert into signing_key (name, value, made_at) values (%(name)s, %(value)s, %(now)s)
    on conflict (name) do nothing
    """
)

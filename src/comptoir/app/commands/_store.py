"""The SQL of the doctor."""

from dataclasses import dataclass

from comptoir.db.query import Query


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a shop holds."""

    stores: int
    products: int


ENCODING = Query("select getdatabaseencoding()::text", str)

BEGUN = Query("select to_regclass('schema_migration') is not null", bool)

COUNTS = Query(
    """
    select (select count(*) from store) as stores, (select count(*) from product) as products
    """,
    Counts,
)

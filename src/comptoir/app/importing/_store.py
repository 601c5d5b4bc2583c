"""The SQL of imports."""

from comptoir.db.query import Statement

ANALYZE = Statement("analyze product, offer, stock, search_term, completion, category")

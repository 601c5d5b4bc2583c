"""The SQL of imports."""

from comptoir.db.query import Statement

# The long texts of products are left out: nobody asks for them by value.
ANALYZE = Statement(
    """
    analyze product (gtin, category, brand, search), offer, stock, search_term, completion, category
    """
)

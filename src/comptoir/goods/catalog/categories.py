"""The category tree: lineages and descendants."""

from collections.abc import Iterable, Mapping

from comptoir.goods.catalog.model import Category
from comptoir.kernel.refusals import invalid


def lineage(tree: Mapping[str, Category], leaf: str | None) -> tuple[Category, ...]:
    """Give a category and those above it, itself first; nothing for an unknown one."""
    found: list[Category] = []
    while leaf is not None and leaf in tree:
        found.append(tree[leaf])
        leaf = tree[leaf].parent
    return tuple(found)


def check_tree(tree: Mapping[str, Category]) -> None:
    """Check that the categories form trees.

    :raises Refusal: when a parent is unknown or a category stands above itself.
    """
    for each in tree.values():
        if not each.id or not each.name_fr:
            raise invalid("category", "not_empty", id=each.id[:80])
        above, seen = each.parent, {each.id}
        while above is not None:
            if above in seen:
                raise invalid("parent", "no_ring", id=each.id[:80])
            if above not in tree:
                raise invalid("parent", "known_category", id=each.id[:80])
            seen.add(above)
            above = tree[above].parent


def below(tree: Mapping[str, Category], roots: Iterable[str]) -> frozenset[str]:
    """Give these categories with everything below them."""
    wanted = set(roots)
    return frozenset(
        name for name in tree if any(each.id in wanted for each in lineage(tree, name))
    )

"""Lists of goods as pages show them: what narrows them, how they are sorted, and their pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from comptoir.goods.catalog.legal import ALLERGENS
from comptoir.goods.shelf.listing import Counts
from comptoir.goods.shelf.substitutes import DIETS
from comptoir.surfaces.web.cards import CardView, label_name
from comptoir.surfaces.web.narrowing import GRADES, PAGE, SORTS, Narrowing
from comptoir.surfaces.web.views import Print

_AROUND = 2
"""So many pages before and after the open one are named."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One thing to tick: what the form sends, its words, of how many goods it is true."""

    name: str
    value: str
    label: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """Things to tick of one sort; of `single` ones only one counts."""

    key: str
    title: str
    single: bool
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class ChosenView:
    """A filter that is on, and the address of the page without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to go to; the open one has no address, a gap has no number."""

    number: int | None
    url: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of a list of goods with everything around it.

    `said` names how many there are; `groups` are what they may be narrowed by.
    """

    path: str
    words: str
    said: str
    items: tuple[CardView, ...]
    near: tuple[CardView, ...]
    groups: tuple[GroupView, ...]
    chosen: tuple[ChosenView, ...]
    reset: str
    sort: str
    sorts: tuple[tuple[str, str], ...]
    page: int
    pages: tuple[PageView, ...]
    before: str
    after: str
    caution: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found: the cards of a page, how many there are, and what narrows them.

    `more` tells that there are more than `total`; `near` are goods that nearly fit.
    """

    items: tuple[CardView, ...]
    total: int
    counts: Counts
    near: tuple[CardView, ...] = ()
    more: bool = False
    counted: bool = True
    """Whether the counts are of all there are, and may be shown."""


def list_view(path: str, asked: Narrowing, listed: Listed, printed: Print) -> ListView:
    """Work out what to show of a list."""
    last = max(1, -(-listed.total // PAGE)) + (1 if listed.more else 0)
    said = printed.words("goods", count=listed.total)
    if listed.more:
        said = printed.words("goods_or_more", number=listed.total)
    return ListView(
        path=path,
        words=asked.words,
        said=said,
        items=listed.items,
        near=listed.near,
        groups=_groups(asked, listed, printed),
        chosen=_chosen(path, asked, printed),
        reset=Narrowing(words=asked.words, sort=asked.sort).address(path),
        sort=asked.sort,
        sorts=tuple((each, printed.words(f"sort_{each}")) for each in SORTS),
        page=asked.page,
        pages=_pages(path, asked, last, more=listed.more) if last > 1 else (),
        before=asked.address(path, page=asked.page - 1) if 1 < asked.page <= last + 1 else "",
        after=asked.address(path, page=asked.page + 1) if asked.page < last else "",
        caution=bool(asked.without),
    )


def _groups(asked: Narrowing, listed: Listed, printed: Print) -> tuple[GroupView, ...]:
    counts = listed.counts
    labels = {**dict.fromkeys(asked.labels, 0), **counts.labels}
    diets = {code: number for code, number in labels.items() if code in DIETS}
    others = {code: number for code, number in labels.items() if code not in DIETS}
    groups = (
        _offer_group(asked, listed, printed),
        _label_group("diet", diets, asked, listed, printed),
        _label_group("label", others, asked, listed, printed),
        _allergen_group(asked, listed, printed),
        _grade_group(asked, listed, printed),
    )
    return tuple(group for group in groups if group.choices)


def _offer_group(asked: Narrowing, listed: Listed, printed: Print) -> GroupView:
    words, counts = printed.words, listed.counts
    choices: list[ChoiceView] = []
    if counts.promotions or asked.promotion:
        number = _number(counts.promotions, listed)
        choices.append(ChoiceView("promo", "1", words("filter_promo"), number, asked.promotion))
    if counts.available < counts.goods or asked.available:
        number = _number(counts.available, listed)
        choices.append(ChoiceView("stock", "1", words("filter_stock"), number, asked.available))
    return GroupView("offer", words("filter_offer"), False, tuple(choices))


def _label_group(
    key: str, counted: Mapping[str, int], asked: Narrowing, listed: Listed, printed: Print
) -> GroupView:
    codes = sorted(counted, key=lambda code: (-counted[code], code))
    return GroupView(
        key,
        printed.words(f"filter_{key}"),
        False,
        tuple(
            ChoiceView(
                "label",
                code,
                label_name(code, printed),
                _number(counted[code], listed),
                code in asked.labels,
            )
            for code in codes
        ),
    )


def _allergen_group(asked: Narrowing, listed: Listed, printed: Print) -> GroupView:
    counts = listed.counts
    there = [code for code in ALLERGENS if counts.allergens.get(code) or code in asked.without]
    return GroupView(
        "without",
        printed.words("filter_without"),
        False,
        tuple(
            ChoiceView(
                "without",
                code,
                _without(code, printed),
                _number(counts.goods - counts.allergens.get(code, 0), listed),
                code in asked.without,
            )
            for code in there
        ),
    )


def _grade_group(asked: Narrowing, listed: Listed, printed: Print) -> GroupView:
    counts, words = listed.counts.nutriscores, printed.words
    title = words("filter_nutriscore")
    if not counts and asked.nutriscore is None:
        return GroupView("nutriscore", title, True, ())
    choices = [ChoiceView("nutriscore", "", words("nutriscore_any"), "", asked.nutriscore is None)]
    for place, grade in enumerate(GRADES[:-1], start=1):
        number = sum(counts.get(each, 0) for each in GRADES[:place])
        label = words("nutriscore_at_least", grade=grade)
        chosen = asked.nutriscore == grade
        choices.append(ChoiceView("nutriscore", grade, label, _number(number, listed), chosen))
    return GroupView("nutriscore", title, True, tuple(choices))


def _number(count: int, listed: Listed) -> str:
    return str(count) if listed.counted else ""


def _without(code: str, printed: Print) -> str:
    return printed.words("without", allergen=printed.words(f"allergen_{code}"))


def _chosen(path: str, asked: Narrowing, printed: Print) -> tuple[ChosenView, ...]:
    words, chosen = printed.words, list[ChosenView]()

    def off(label: str, **changes: object) -> None:
        chosen.append(ChosenView(label, asked.address(path, page=1, **changes)))

    for code in asked.labels:
        rest = tuple(each for each in asked.labels if each != code)
        off(label_name(code, printed), labels=rest)
    for code in asked.without:
        off(_without(code, printed), without=tuple(each for each in asked.without if each != code))
    if asked.nutriscore:
        grade = words("nutriscore_at_least", grade=asked.nutriscore)
        off(f"{words('filter_nutriscore')} {grade}", nutriscore=None)
    if asked.promotion:
        off(words("filter_promo"), promotion=False)
    if asked.available:
        off(words("filter_stock"), available=False)
    if asked.max_price:
        off(words("filter_max", amount=printed.figures.money(asked.max_price)), max_price=None)
    return tuple(chosen)


def _pages(path: str, asked: Narrowing, last: int, *, more: bool) -> tuple[PageView, ...]:
    """Name the first page, those around the open one, and the last where it is known."""
    ends = {1} if more else {1, last}
    around = range(asked.page - _AROUND, asked.page + _AROUND + 1)
    numbers = sorted({*ends, *(each for each in around if 1 <= each <= last)})
    views: list[PageView] = []
    before = 0
    for number in numbers:
        if number > before + 1:
            views.append(PageView(None, ""))
        url = "" if number == asked.page else asked.address(path, page=number)
        views.append(PageView(number, url))
        before = number
    return tuple(views)

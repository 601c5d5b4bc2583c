"""Read what a language's page of talk and its frames say."""

from fractions import Fraction

from comptoir.conversation.hearing import pages
from comptoir.conversation.hearing.answer_rules import AnswerRules
from comptoir.conversation.hearing.clause_rules import ClauseRules
from comptoir.conversation.hearing.frames import Frame, Side, Takes
from comptoir.conversation.hearing.guests import GuestWords
from comptoir.conversation.hearing.pages import Page, ordinals
from comptoir.conversation.hearing.recipes import RecipeRules
from comptoir.conversation.hearing.references import PointingRules
from comptoir.conversation.hearing.tokens import stem
from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Filter, Intent, Mode


def pointing_rules(page: Page) -> PointingRules:
    """Return how one of several is pointed at."""
    return PointingRules(
        ordinals=ordinals(page.inner("ordinals")),
        periods=page.words("periods"),
        of=page.words("of"),
        numbered=page.pattern("numbered"),
        cheapest=page.pattern("cheapest"),
        largest=page.pattern("largest"),
        smallest=page.pattern("smallest"),
        leading=page.words("leading"),
        other=page.pattern("other"),
        graded=page.pattern("graded"),
        any_one=page.pattern("any_one"),
        several=page.pattern("several"),
        demonstrative=page.pattern("demonstrative"),
        openings=page.pattern("openings"),
        denied=page.pattern("denied"),
        this_one=page.pattern("this_one"),
        makers=page.pattern("makers"),
        closings=page.pattern("closings"),
        new_goods=page.pattern("new_goods"),
        centilitres=page.words("centilitres"),
        not_attributes=page.words("not_attributes"),
        relatives=page.words("relatives"),
    )


def recipe_rules(page: Page, language: str) -> RecipeRules:
    """Return how dishes and those who eat are named."""
    return RecipeRules(
        servings=page.pattern("servings"),
        servings_bare=page.pattern("servings_bare"),
        openings=page.pattern("openings"),
        closings=page.pattern("closings"),
        with_goods=page.pattern("with_goods"),
        generic=frozenset(stem(word) for word in page.words("generic")),
        dishes=frozenset(key(dish) for dish in pages.dishes(language)),
        guests=GuestWords(
            selves=page.words("selves"),
            persons=frozenset(stem(word) for word in page.words("persons")),
            couples=frozenset(stem(word) for word in page.words("couples")),
            little=page.words("around_persons"),
        ),
    )


def clause_rules(page: Page) -> ClauseRules:
    """Return the small words of clauses."""
    factors = page.inner("factors")
    return ClauseRules(
        nothing_goods=page.words("nothing_goods"),
        generic_goods=page.words("generic_goods"),
        delivery=page.pattern("delivery"),
        pickup=page.pattern("pickup"),
        in_cart=page.pattern("in_cart"),
        store=page.pattern("store"),
        after_store=page.words("after_store"),
        instead=page.pattern("instead"),
        instead_alone=page.pattern("instead_alone"),
        swap_by=page.pattern("swap_by"),
        prefer_to=page.words("prefer_to"),
        points_back=page.pattern("points_back"),
        more=page.pattern("more"),
        less=page.pattern("less"),
        again=page.pattern("again"),
        factors=tuple((Fraction(number), factors.pattern(number)) for number in factors.keys),
        same_amount=page.pattern("same_amount"),
        exclusion=page.pattern("exclusion"),
        elsewhere=page.pattern("elsewhere"),
        sentence_words=page.spelt("sentence_words"),
        rather=page.pattern("rather"),
        too=page.pattern("too"),
        also=page.pattern("also"),
        only=page.pattern("only"),
        not_number=page.pattern("not_number"),
        ones=page.words("ones"),
        from_to=page.pattern("from_to"),
        each=page.pattern("each"),
        finally_=page.pattern("finally"),
        not_this=page.pattern("not_this"),
        time_talk=page.pattern("time_talk"),
        time_joints=page.words("time_joints"),
        subjects=page.pattern("subjects"),
    )


def answer_rules(page: Page) -> AnswerRules:
    """Return how questions are answered."""
    return AnswerRules(
        yes=page.pattern("yes"),
        no=page.pattern("no"),
        padding=page.pattern("padding"),
        opening_yes=page.pattern("opening_yes"),
        opening_no=page.pattern("opening_no"),
        opening_padding=page.pattern("opening_padding"),
        whole_yes=page.pattern("whole_yes"),
        whole_no=page.pattern("whole_no"),
        keeps=page.pattern("keeps"),
        too_dear=page.pattern("too_dear"),
        age=page.pattern("age"),
        minor=page.pattern("minor"),
        everything=page.pattern("everything"),
        nearest=page.pattern("nearest"),
        none_of_it=page.pattern("none_of_it"),
        undo=page.pattern("undo"),
        store_openings=page.pattern("store_openings"),
    )


def frames_of(page: Page) -> tuple[Frame, ...]:
    """Return the turns of phrase in the order of the page."""
    return tuple(_frame(row) for row in page.rows("frame"))


def _frame(row: Page) -> Frame:
    mode, factor, delta = row.text("mode"), row.text("factor"), row.table.get("delta")
    weight = row.table.get("weight")
    return Frame(
        name=row.text("name"),
        intent=Intent(row.text("intent")),
        pattern=row.pattern("say"),
        takes=Takes(row.text("takes") or "items"),
        side=Side(row.text("side") or "after"),
        mode=Mode(mode) if mode else None,
        order=row.text("order") or None,
        factor=Fraction(factor) if factor else None,
        delta=int(str(delta)) if delta is not None else None,
        question=bool(row.table.get("question")),
        filters=tuple(Filter(name) for name in row.text("filters").split()),
        manner=Manner[row.text("manner").upper() or "NONE"],
        weight=int(str(weight)) if weight is not None else 0,
    )

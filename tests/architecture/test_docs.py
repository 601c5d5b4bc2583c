"""The documentation is true to the code where a program can tell."""

import ast
import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(each for each in (ROOT / "bench").rglob("*.md") if "node_modules" not in each.parts),
    ]
)

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"|srcset=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_METHODS = ("get", "post", "put", "patch", "delete")


def targets(text: str) -> list[str]:
    """Give what a page links to, code left out."""
    found = _LINK.findall(_FENCE.sub("", text))
    return [one or two or three for one, two, three in found]


def anchors(text: str) -> set[str]:
    """Give the anchors that a page's headings make."""
    names: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        words = re.sub(r"[^\w\- ]", "", heading.lower())
        names.add(words.replace(" ", "-"))
    return names


def broken_links(page: Path, text: str) -> Iterator[str]:
    """Name each relative link of a page that leads nowhere."""
    for target in targets(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not (file.exists() and _has(file, anchor)):
            yield target


def _has(file: Path, anchor: str) -> bool:
    return not anchor or file.suffix != ".md" or anchor in anchors(file.read_text("utf-8"))


class TestLinks:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_lead_somewhere(self, page: Path) -> None:
        assert list(broken_links(page, page.read_text("utf-8"))) == []

    def test_a_planted_broken_one_is_seen(self) -> None:
        text = "[a](nowhere.md) ![b](docs/images/none.svg) [c](README.md#no-such) [d](http://x.y)"
        found = list(broken_links(ROOT / "README.md", text))
        assert found == ["nowhere.md", "docs/images/none.svg", "README.md#no-such"]

    def test_every_page_of_the_docs_is_linked_from_another(self) -> None:
        linked = {
            (page.parent / target.partition("#")[0]).resolve()
            for page in PAGES
            for target in targets(page.read_text("utf-8"))
            if not re.match(r"[a-z]+:", target)
        }
        alone = [page for page in PAGES if "docs" in page.parts and page.resolve() not in linked]
        assert alone == []


def _words(node: ast.expr) -> list[str]:
    """Give the texts that an expression may be: one, or those of a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_words(node.body), *_words(node.orelse)]
    return []


def refused(source: str) -> Iterator[str]:
    """Give the codes of refusals and the remedies that stand in a source as plain words."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        words = [_words(argument) for argument in call.args]
        match name, words:
            case "Refusal", [_, codes, *_]:
                yield from codes
            case "not_found", [things, *_]:
                yield from (f"{thing}_not_found" for thing in things)
            case "invalid", [names, remedies, *_]:
                yield from (f"invalid_{each}" for each in names)
                yield from remedies
            case "problem", _:
                for keyword in call.keywords:
                    if keyword.arg == "code":
                        yield from _words(keyword.value)
            case _:
                pass


class TestRefusals:
    def test_each_code_and_remedy_in_the_source_is_documented(self) -> None:
        text = (REFERENCE / "refusals.md").read_text("utf-8")
        raised = {
            code for file in SOURCE.rglob("*.py") for code in refused(file.read_text("utf-8"))
        }
        assert len(raised) > 40
        assert sorted(code for code in raised if f"`{code}`" not in text) == []

    def test_each_kind_is_documented_with_its_status(self) -> None:
        from comptoir.street.problems import STATUS  # noqa: PLC0415 (this test's own need)

        text = (REFERENCE / "refusals.md").read_text("utf-8")
        for kind, status in STATUS.items():
            assert f"| `{kind.value}` | {status} |" in text

    def test_a_planted_code_is_seen(self) -> None:
        source = (
            "raise Refusal(Kind.GONE, 'a' if x else 'b')\n"
            "raise not_found('shoe', i)\nraise invalid('size', 'bigger')\nproblem(code='c')"
        )
        found = ["a", "b", "shoe_not_found", "invalid_size", "bigger", "c"]
        assert sorted(refused(source)) == sorted(found)


def sections(text: str) -> dict[str, str]:
    """Cut a page at its headings: heading, without its marks, to the text below it."""
    parts = re.split(r"^#{2,4} +(.+?) *$", text, flags=re.MULTILINE)
    return {
        heading.replace("`", ""): body
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def routes() -> Iterator[tuple[str, set[str]]]:
    """Give each route of the API as its reference names it, with the fields that it takes."""
    from comptoir.street.shop import Shop  # noqa: PLC0415 (only these tests need the API)
    from comptoir.surfaces.api import application  # noqa: PLC0415

    app = application.build(cast("Shop", object()), lambda refusal, _: refusal.code)
    described: dict[str, Any] = app.openapi()
    for path, operations in described["paths"].items():
        for method in _METHODS:
            if method in operations:
                fields = set(_fields(operations[method], described))
                yield f"{method.upper()} /api{path}", fields


def _fields(operation: dict[str, Any], described: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            yield parameter["name"]
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    yield from schema.get("properties", {})


class TestApiReference:
    def test_has_a_section_for_each_route_and_names_each_field_that_it_takes(self) -> None:
        text = sections((REFERENCE / "api.md").read_text("utf-8"))
        taken = dict(routes())
        assert sorted(route for route in taken if route not in text) == []
        lacking = [
            f"{route}: {field}"
            for route, fields in taken.items()
            for field in sorted(fields)
            if not re.search(rf"[`\"]{field}[`\"]", text[route])
        ]
        assert lacking == []

    def test_has_no_section_for_a_route_that_is_not_there(self) -> None:
        text = sections((REFERENCE / "api.md").read_text("utf-8"))
        named = {heading for heading in text if re.match(r"[A-Z]+ /api/", heading)}
        assert named - {route for route, _ in routes()} == {"GET /api/openapi.json"}


class TestMcpReference:
    def test_is_what_the_code_writes(self) -> None:
        from tools import mcp_reference  # noqa: PLC0415 (only this test needs the tools)

        assert mcp_reference.PAGE.read_text("utf-8") == mcp_reference.page()


def helped(*words: str) -> str:
    """Give the help of a command of the program."""
    from comptoir.app.commands import application  # noqa: PLC0415 (only these tests need it)

    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        application.run([*words, "--help"])
    return shown.getvalue()


def commands(*words: str) -> Iterator[tuple[str, set[str]]]:
    """Give each command of the program with its options, as its help shows them."""
    text = helped(*words)
    _, group, inside = text.partition("\nCommands:\n")
    if group:
        for word in re.findall(r"^ {2}([a-z]+)\b", inside, re.MULTILINE):
            yield from commands(*words, word)
    else:
        options = set(re.findall(r"^ {2}(--[a-z-]+)", text, re.MULTILINE))
        yield " ".join(("comptoir", *words)), options - {"--help"}


COMMON = "Options of every command"


class TestCliReference:
    def test_has_a_section_for_each_command_and_names_each_option(self) -> None:
        text = sections((REFERENCE / "cli.md").read_text("utf-8"))
        known = dict(commands())
        assert "comptoir store create" in known
        assert "--port" in known["comptoir demo"]
        assert sorted(name for name in known if name not in text) == []
        lacking = [
            f"{name} {option}"
            for name, options in known.items()
            for option in sorted(options)
            if not re.search(rf"`{option}\b", text[name] + text[COMMON])
        ]
        assert lacking == []

    def test_names_no_option_that_a_command_does_not_take(self) -> None:
        text = sections((REFERENCE / "cli.md").read_text("utf-8"))
        surplus = [
            f"{name} {option}"
            for name, options in commands()
            for option in re.findall(r"^\| `(--[a-z-]+)", text[name], re.MULTILINE)
            if option not in options
        ]
        assert surplus == []

    def test_has_no_section_for_a_command_that_is_not_there(self) -> None:
        text = sections((REFERENCE / "cli.md").read_text("utf-8"))
        named = {heading for heading in text if heading.startswith("comptoir ")}
        assert named == {name for name, _ in commands()}


class TestImportReference:
    def test_names_each_reason_why_a_line_or_a_file_is_refused(self) -> None:
        from comptoir.adapters.catalogues.model import FileReason, Reason  # noqa: PLC0415

        text = (REFERENCE / "import-formats.md").read_text("utf-8")
        reasons = [*Reason, *FileReason]
        assert [reason.value for reason in reasons if f"`{reason.value}`" not in text] == []

    def test_names_each_heading_of_the_grocers_own_files(self) -> None:
        from comptoir.adapters.catalogues import columns  # noqa: PLC0415

        text = (REFERENCE / "import-formats.md").read_text("utf-8")
        shown = {columns.plain(each) for each in re.findall(r"`([^`]+)`", text)}
        headings = {name for names in columns.ASSORTMENT.values() for name in names}
        assert sorted(headings - shown) == []


class TestActsReference:
    def test_names_each_intent_filter_and_question(self) -> None:
        from comptoir.conversation.model import Filter, Intent, PendingKind  # noqa: PLC0415

        text = (REFERENCE / "conversation-acts.md").read_text("utf-8")
        names = [*Intent, *Filter, *PendingKind]
        assert [name.value for name in names if f"`{name.value}`" not in text] == []


class TestSettingsReference:
    def test_names_each_variable_of_the_environment(self) -> None:
        text = (REFERENCE / "settings.md").read_text("utf-8")
        sources = [file.read_text("utf-8") for file in SOURCE.rglob("*.py")]
        named = {name for each in sources for name in re.findall(r"\bCOMPTOIR_[A-Z_]+\b", each)}
        assert "COMPTOIR_DATABASE_URL" in named
        assert sorted(name for name in named if f"`{name}" not in text) == []

    def test_states_the_values_that_the_code_has(self) -> None:
        from comptoir.app import serving  # noqa: PLC0415 (this test's own need)
        from comptoir.conversation.model import LONGEST_SENTENCE  # noqa: PLC0415
        from comptoir.kernel.measure import MOST_GRAMS, MOST_PIECES  # noqa: PLC0415
        from comptoir.shopping.carts import model as carts  # noqa: PLC0415
        from comptoir.shopping.orders import model as orders  # noqa: PLC0415
        from comptoir.shopping.orders import process  # noqa: PLC0415
        from comptoir.shopping.slots.model import HOLD_FOR  # noqa: PLC0415
        from comptoir.street import passes  # noqa: PLC0415
        from comptoir.street.limits import MOST_BYTES  # noqa: PLC0415
        from comptoir.street.session import LIFE  # noqa: PLC0415
        from comptoir.surfaces.api.products import LONGEST_QUERY  # noqa: PLC0415
        from comptoir.surfaces.mcp.confirmation import GOOD_FOR  # noqa: PLC0415

        held, at_most = orders.HOLD_FOR.seconds // 60, orders.HOLD_AT_MOST.seconds // 60
        stated = [
            f"no result | {held} minutes, extended to at most {at_most} |",
            f"for a cart | {HOLD_FOR.seconds // 60} minutes |",
            f"was declined | {process.PLACE_AFTER_DECLINE.seconds // 60} minutes |",
            f"at the counter | {carts.PRICE_KEPT_FOR.total_seconds() // 3600:.0f} hours |",
            f"lines in a cart | {carts.MOST_LINES} |",
            f"a line | {MOST_PIECES} pieces or {MOST_GRAMS // 1000} kg |",
            f"request body | {MOST_BYTES:,} bytes |",
            f"spoken sentence | {LONGEST_SENTENCE:,} characters |",
            f"a search | {LONGEST_QUERY} characters |",
            f"payment provider | {process.PROVIDER_PATIENCE.seconds} seconds |",
            f"asked about | after {process.SETTLE_AFTER.seconds} seconds",
            f"at a stop | get {serving.DRAIN_SECONDS} seconds |",
            f"a page's session | {LIFE.days} days |",
            f"pass or session | {passes.LIFE.days} days |",
            f"order's preview | {GOOD_FOR.seconds // 60} minutes |",
        ]
        text = (REFERENCE / "settings.md").read_text("utf-8")
        assert [each for each in stated if each not in text] == []

"""A module whose name begins with an underscore is its package's own."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src"


def trespasses(source: str, module: str) -> Iterator[str]:
    """Name every private module of another package that `module` imports."""
    for node in ast.walk(ast.parse(source)):
        for target in _targets(node):
            parts = target.split(".")
            for place, part in enumerate(parts):
                private = part.startswith("_") and not part.startswith("__")
                if private and parts[0] == "comptoir":
                    owner = ".".join(parts[:place])
                    if not module.startswith(owner + "."):
                        yield target


def _targets(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def modules() -> Iterator[tuple[str, str]]:
    """Give every module's name and source."""
    for file in sorted(ROOT.rglob("*.py")):
        yield ".".join(file.relative_to(ROOT).with_suffix("").parts), file.read_text("utf-8")


class TestPrivateModules:
    def test_are_imported_by_their_own_package_alone(self) -> None:
        found = [(name, each) for name, source in modules() for each in trespasses(source, name)]
        assert found == []

    def test_a_planted_trespass_is_seen(self) -> None:
        source = "from comptoir.shopping.carts import _store\n"
        assert list(trespasses(source, "comptoir.shopping.orders.commands")) == [
            "comptoir.shopping.carts._store"
        ]
        assert not list(trespasses(source, "comptoir.shopping.carts.commands"))


class TestSizes:
    """A file ends before 400 lines and a function before 40."""

    def test_no_file_is_longer_than_400_lines(self) -> None:
        long = [name for name, source in modules() if len(source.splitlines()) >= 400]
        assert long == []

    def test_no_function_is_longer_than_40_lines(self) -> None:
        long = [
            f"{name}.{node.name}"
            for name, source in modules()
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno >= 40
        ]
        assert long == []

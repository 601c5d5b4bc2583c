"""The drawing of the house is enforced, and each of its contracts catches a planted fault."""

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / ".importlinter"

ROOMS = [
    "app.serving",
    "surfaces.api.carts",
    "surfaces.web.pages",
    "adapters.payments.sandbox",
    "adapters.catalogues.csv",
    "street.shop",
    "desk.facts",
    "conversation.hear",
    "conversation.follow",
    "conversation.model",
    "conversation.hearing.tokens",
    "shopping.withdrawals.model",
    "shopping.invoices.model",
    "shopping.orders.model",
    "shopping.orders.rules",
    "shopping.orders.events",
    "shopping.payments.model",
    "shopping.carts.rules",
    "shopping.slots.model",
    "shopping.habits.model",
    "shopping.identity.model",
    "shopping.customers.model",
    "goods.shelf.model",
    "goods.pricing.rules",
    "goods.inventory.rules",
    "goods.catalog.rules",
    "goods.stores.model",
    "staff.access.model",
    "staff.audit.model",
    "staff.directory.rules",
    "db.query",
    "kernel.money",
]

FAULTS = {
    "storeys": ("kernel/money.py", "import comptoir.db.query"),
    "shopping": ("shopping/carts/rules.py", "import comptoir.shopping.orders.rules"),
    "goods": ("goods/stores/model.py", "import comptoir.goods.shelf.model"),
    "staff": ("staff/directory/rules.py", "import comptoir.staff.access.model"),
    "surfaces": ("surfaces/api/carts.py", "import comptoir.surfaces.web.pages"),
    "adapters": ("adapters/payments/sandbox.py", "import comptoir.adapters.catalogues.csv"),
    "rings": (
        "surfaces/api/carts.py",
        "import comptoir.surfaces.api.other",
    ),
    "web_frameworks": ("conversation/hear.py", "import starlette"),
    "pure": ("shopping/orders/model.py", "import psycopg"),
}


def a_house(folder: Path) -> Path:
    """Build a package with the same rooms and nothing in them."""
    for room in ROOMS:
        file = folder / "comptoir" / Path(*room.split(".")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        for parent in file.parents:
            if parent == folder:
                break
            (parent / "__init__.py").touch()
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold a package against the contracts."""
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [linter, "--config", str(CONTRACTS), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def name_of(contract: str) -> str:
    """Read a contract's name from the file."""
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS)
    return parser[f"importlinter:contract:{contract}"]["name"]


class TestContracts:
    def test_an_empty_house_keeps_them_all(self, tmp_path: Path) -> None:
        result = lint(a_house(tmp_path))
        assert result.returncode == 0, result.stdout

    def test_each_contract_has_a_planted_fault(self) -> None:
        parser = configparser.ConfigParser()
        parser.read(CONTRACTS)
        contracts = {
            section.removeprefix("importlinter:contract:")
            for section in parser.sections()
            if section.startswith("importlinter:contract:")
        }
        assert contracts == set(FAULTS)

    @pytest.mark.parametrize("contract", sorted(FAULTS))
    def test_a_planted_fault_breaks_its_contract(self, tmp_path: Path, contract: str) -> None:
        house = a_house(tmp_path)
        file, fault = FAULTS[contract]
        (house / "comptoir" / file).write_text(fault + "\n")
        if contract == "rings":
            other = house / "comptoir/surfaces/api/other.py"
            other.write_text("import comptoir.surfaces.api.carts\n")
        result = lint(house)
        assert result.returncode == 1, result.stderr
        assert f"{name_of(contract)} BROKEN" in result.stdout

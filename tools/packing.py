"""What packing asks first: that the libraries of the page, which git does not keep, are there."""

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Complete(BuildHookInterface[Any]):
    """Refuses to pack a page without its libraries; an editable installation has them later."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Look for every file that set-up copies.

        :raises FileNotFoundError: when one is missing.
        """
        del build_data
        if version == "editable":
            return
        root = Path(self.root)
        plan: dict[str, str] = json.loads((root / "package.json").read_text())["comptoir"]["vendor"]
        vendor = root / "src/comptoir/surfaces/web/static/vendor"
        missing = [name for name in plan.values() if not (vendor / name).exists()]
        if missing:
            raise FileNotFoundError(f"{', '.join(missing)} missing: run ./dev setup first.")

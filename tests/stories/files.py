"""Files to import, as published or as a grocer writes them, and ways to break them."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from comptoir.goods.catalog.gtin import check_digit

PUBLISHED_COLUMNS = (
    "code", "url", "product_name", "generic_name", "quantity", "brands", "categories",
    "categories_tags", "labels_tags", "countries_tags", "ingredients_text", "allergens",
    "traces_tags", "nutriscore_grade", "unique_scans_n", "image_url", "energy-kj_100g",
    "energy-kcal_100g", "fat_100g", "saturated-fat_100g", "carbohydrates_100g", "sugars_100g",
    "fiber_100g", "proteins_100g", "salt_100g",
)  # fmt: skip


def a_code(number: int) -> str:
    """Make the nth barcode of an invented maker (GS1 prefix 376)."""
    body = f"3769{number:08}"
    return f"{body}{check_digit(body)}"


def a_record(number: int, **fields: object) -> dict[str, object]:
    """Make a record in the compact shape."""
    record: dict[str, object] = {
        "code": a_code(number),
        "name": f"Biscuits d’essai {number}",
        "brand": "Essai",
        "category_fr": "Biscuits",
        "quantity": "200 g",
        "sources": ["essai"],
    }
    return record | fields


def a_published_record(number: int, **fields: object) -> dict[str, object]:
    """Make a record as the published JSON lines have it."""
    record: dict[str, object] = {
        "code": a_code(number),
        "lang": "fr",
        "product_name": f"Chocolat noir {number}",
        "product_name_fr": f"Chocolat noir {number}",
        "product_name_en": f"Dark chocolate {number}",
        "generic_name_fr": "Chocolat noir 70 % de cacao",
        "brands": "Essai, Essai & Fils",
        "quantity": "100 g",
        "categories": "Snacks, Chocolats, Chocolats noirs",
        "categories_tags": ["en:snacks", "en:chocolates", "en:dark-chocolates"],
        "labels_tags": ["en:organic", "en:fair-trade", "en:green-dot"],
        "countries_tags": ["en:france"],
        "ingredients_text_fr": "Pâte de cacao, sucre, lécithine de soja.",
        "allergens_tags": ["en:soybeans"],
        "traces_tags": ["en:milk", "en:nuts"],
        "nutriscore_grade": "e",
        "nutriscore_version": "2023",
        "unique_scans_n": 41,
        "nutriments": {"energy-kj_100g": 2400, "fat_100g": 42.123456, "salt_100g": "0.02"},
    }
    return record | fields


def json_lines(path: Path, records: Iterable[object], *, packed: bool = False) -> Path:
    """Write one record a line; a string is written as it is."""
    text = "".join(
        (record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)) + "\n"
        for record in records
    )
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    return path


def published_csv(
    path: Path, rows: Iterable[Mapping[str, str]], *, separator: str = "\t", end: str = "\n"
) -> Path:
    """Write rows between tabs under the published header."""
    lines = [separator.join(PUBLISHED_COLUMNS)]
    lines += [separator.join(row.get(name, "") for name in PUBLISHED_COLUMNS) for row in rows]
    path.write_text("\n".join(lines) + end, encoding="utf-8")
    return path


def a_table(
    path: Path, rows: Sequence[Sequence[str]], *, separator: str = ";", encoding: str = "utf-8"
) -> Path:
    """Write a grocer's table."""
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    path.write_bytes(text.encode(encoding))
    return path


def a_workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a grocer's spreadsheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))  # pyright: ignore[reportUnknownMemberType]
    book.save(path)
    return path

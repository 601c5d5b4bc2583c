"""Reading what a form of the desk posts."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.posted import pairs

MOST_BYTES = 262_144
MOST_FIELDS = 300
_AROUND = 8_192
"""What the other fields of a form with a file, and its borders, may take."""
_KEPT = frozenset("\n")


@dataclass(frozen=True, slots=True)
class Posted:
    """A posted form: each field's last value, and every value of it."""

    fields: Mapping[str, str]
    every: Mapping[str, tuple[str, ...]]


NOTHING = Posted({}, {})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes


async def read(request: Request) -> Posted:
    """Read a posted form.

    :raises Refusal: when it is too large, or no form of ours.
    """
    said = await pairs(request, most_bytes=MOST_BYTES, most_fields=MOST_FIELDS)
    every: dict[str, tuple[str, ...]] = {}
    for name, value in said:
        every[name] = (*every.get(name, ()), clean(value))
    return Posted({name: values[-1] for name, values in every.items()}, every)


async def read_upload(request: Request, *, most: int) -> tuple[Posted, Upload | None]:
    """Read a form that brings a file.

    :raises Refusal: when it is too large, or no form of ours.
    """
    announced = request.headers.get("content-length", "")
    if not announced.isdecimal() or int(announced) > most + _AROUND:
        raise Refusal(Kind.TOO_LARGE, "too_large", {"most_bytes": most})
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal(Kind.INVALID, "bad_form")
    try:
        async with request.form(max_files=1, max_fields=8, max_part_size=1_024) as form:
            fields = {name: clean(value) for name, value in form.items() if isinstance(value, str)}
            sent = form.get("file")
            upload = None
            if isinstance(sent, UploadFile):
                upload = Upload(clean(sent.filename or ""), await sent.read())
    except (HTTPException, ValueError):
        raise Refusal(Kind.INVALID, "bad_form") from None
    return Posted(fields, {name: (value,) for name, value in fields.items()}), upload


def clean(text: str) -> str:
    """Turn control characters into spaces, but for line ends; compose accents (NFC); strip."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = (
        " " if unicodedata.category(each) in {"Cc", "Cs"} and each not in _KEPT else each
        for each in plain
    )
    return unicodedata.normalize("NFC", "".join(seen)).strip()

"""Files brought to the desk: chosen, looked at change by change, applied at once."""

import csv
import io
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.desk import files as desk_files
from comptoir.desk.files import Preview
from comptoir.desk.ports import FileKind, UnreadableFile
from comptoir.goods.catalog import queries as products
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import FieldChange, desk_of
from comptoir.surfaces.console.editing import Desk, explained
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.goods import page_of
from comptoir.surfaces.console.house import caller, house_of

PAGE = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class FileView:
    """A file in the list of those brought lately."""

    id: str
    name: str
    kind: str
    who: str
    at: str
    applied: str


@dataclass(frozen=True, slots=True)
class LineView:
    """What a line would change, in words."""

    line: int
    gtin: str
    label: str
    what: str
    created: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class FaultView:
    """A row that cannot be taken, in words: field, what it says, why not, and the remedy."""

    line: int
    gtin: str
    name: str
    field: str
    value: str
    why: str
    remedy: str


async def show(request: Request, visit: Visit) -> Response:
    """Show what may be brought, and what was lately."""
    return await _list_page(request, visit)


async def bring(request: Request, visit: Visit) -> Response:
    """Take a file in to be looked at."""
    desk, upload = desk_of(request, visit), visit.upload
    said = visit.posted.fields.get("kind", "")
    try:
        if said not in tuple(FileKind):
            raise Refusal(Kind.INVALID, "bad_form")
        if upload is None or not upload.content:
            raise Refusal(Kind.INVALID, "no_file")
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            identifier = await desk_files.keep(
                uow,
                by=visit.member,
                store=visit.here.id,
                kind=FileKind(said),
                name=upload.name,
                content=upload.content,
            )
    except Refusal as refusal:
        if refusal.kind is Kind.FORBIDDEN:
            raise
        return await _list_page(
            request, visit, notice=explained(desk, refusal), kind=said, status=422
        )
    return RedirectResponse(f"{visit.base}/files/{identifier}", 303)


async def look(request: Request, visit: Visit) -> Response:
    """Show every change and every fault of a file."""
    return await _preview_page(request, visit)


async def faults(request: Request, visit: Visit) -> Response:
    """Give every row of a file that cannot be taken as a table, for whoever mends it."""
    house, desk = house_of(request), desk_of(request, visit)
    async with house.shop.database.read(caller(visit.language)) as on:
        try:
            found, names = await _preview(request, visit, on)
        except UnreadableFile:
            return RedirectResponse(f"{visit.base}/files/{request.path_params['file']}", 303)
    heads = ("line_column", "field_gtin", "product_column", "field")
    said = (*heads, "value_column", "fault_column", "remedy_column")
    table = io.StringIO()
    rows = csv.writer(table, delimiter=";")
    rows.writerow([desk.words(key) for key in said])
    for each in _faults(request, desk, found, names):
        told = (each.line, each.gtin, each.name, each.field, each.value, each.why, each.remedy)
        rows.writerow([_plain_cell(str(cell)) for cell in told])
    return Response(
        table.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{desk.words("faults_file")}.csv"'},
    )


def _plain_cell(text: str) -> str:
    """Keep a spreadsheet from taking what stood in a file for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text


async def apply(request: Request, visit: Visit) -> Response:
    """Apply a file as it was looked at."""
    house, desk = house_of(request), desk_of(request, visit)
    file = str(request.path_params["file"])
    try:
        async with house.shop.database.work(caller(visit.language)) as uow:
            await desk_files.apply(
                uow,
                by=visit.member,
                store=visit.here.id,
                file=file,
                mark=visit.posted.fields.get("mark", ""),
                reads=house.files,
            )
    except Refusal as refusal:
        if refusal.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND}:
            raise
        return await _preview_page(request, visit, notice=explained(desk, refusal))
    return RedirectResponse(f"{visit.base}/files/{file}", 303)


async def _list_page(
    request: Request, visit: Visit, *, notice: str = "", kind: str = "", status: int = 200
) -> Response:
    desk = desk_of(request, visit)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        rows = await desk_files.files(on, store=visit.here.id)
    allowed = [each for each in FileKind if _may(visit, each)]
    return entry.page(
        request,
        visit,
        "files.html",
        status,
        notice=notice,
        kind=kind,
        kinds=tuple((each.value, desk.words(f"file_{each.value}")) for each in allowed),
        most=desk_files.MOST_BYTES // 1_000_000,
        rows=tuple(
            FileView(
                id=each.id if FileKind(each.kind) in allowed else "",
                name=each.name,
                kind=desk.words(f"file_{each.kind}"),
                who=each.member_name,
                at=desk.figures.moment(each.made_at),
                applied=(
                    desk.words("file_applied", count=each.changes)
                    if each.applied_at
                    else desk.words("file_waits")
                ),
            )
            for each in rows
        ),
    )


def _may(visit: Visit, kind: FileKind) -> bool:
    try:
        desk_files.check_kind(visit.member, kind, visit.here.id)
    except Refusal:
        return False
    return True


async def _preview_page(request: Request, visit: Visit, *, notice: str = "") -> Response:
    house, desk = house_of(request), desk_of(request, visit)
    number, sheet = page_of(request), page_of(request, "faults")
    async with house.shop.database.read(caller(visit.language)) as on:
        try:
            found, names = await _preview(request, visit, on)
        except UnreadableFile as refused:
            words = house.files.file_words(refused, visit.language)
            return entry.page(request, visit, "file_unreadable.html", 422, words=words)
    shown = found.changes[(number - 1) * PAGE : number * PAGE]
    wrong = _faults(request, desk, found, names)
    return entry.page(
        request,
        visit,
        "file.html",
        409 if notice else 200,
        file=found,
        applied=desk.figures.moment(found.applied_at) if found.applied_at else "",
        kind=desk.words(f"file_{found.kind.value}"),
        changes=tuple(_line(desk, each.line, each.change) for each in shown),
        faults=wrong[(sheet - 1) * PAGE : sheet * PAGE],
        wrong=len(wrong),
        sheet=sheet,
        faults_before=f"?faults={sheet - 1}#faults" if sheet > 1 else "",
        faults_after=f"?faults={sheet + 1}#faults" if len(wrong) > sheet * PAGE else "",
        notice=notice,
        number=number,
        before=f"?page={number - 1}" if number > 1 else "",
        after=f"?page={number + 1}" if len(found.changes) > number * PAGE else "",
    )


async def _preview(request: Request, visit: Visit, on: Reading) -> tuple[Preview, dict[str, str]]:
    """Look at a file, and give the names of the products whose rows cannot be taken.

    :raises UnreadableFile: when it cannot be read to its end.
    """
    found = await desk_files.preview(
        on,
        by=visit.member,
        store=visit.here.id,
        file=str(request.path_params["file"]),
        reads=house_of(request).files,
    )
    known = await products.products(on, gtins=[each.gtin for each in found.faults])
    return found, {gtin: product.name for gtin, product in known.items()}


def _line(desk: Desk, line: int, change: desk_files.Change) -> LineView:
    return LineView(
        line=line,
        gtin=change.object,
        label=change.label,
        what=desk.words(f"thing_{change.kind.value}"),
        created=change.action == "created",
        fields=tuple(
            FieldChange(
                sheets.field_words(each.field, desk.words),
                sheets.fact_words(each.field, each.was, desk.figures, desk.words),
                sheets.fact_words(each.field, each.now, desk.figures, desk.words),
            )
            for each in change.fields
        ),
    )


def _faults(
    request: Request, desk: Desk, found: Preview, names: dict[str, str]
) -> tuple[FaultView, ...]:
    reads = house_of(request).files
    made: list[FaultView] = []
    for fault in found.faults:
        why, remedy = reads.fault_words(fault, desk.words.language)
        field = "gtin" if not fault.field else fault.field
        made.append(
            FaultView(
                line=fault.line,
                gtin=fault.gtin,
                name=names.get(fault.gtin, ""),
                field=sheets.field_words(field, desk.words) if fault.field else "",
                value=fault.value,
                why=why,
                remedy=remedy,
            )
        )
    return tuple(made)

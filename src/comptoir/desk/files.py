"""Edits by file: looked at first, with every change and every fault, then applied at once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.desk import _files_store as _store
from comptoir.desk._files_store import FileRow
from comptoir.desk.facts import differences
from comptoir.desk.goods import offer_facts, product_facts, stock_told
from comptoir.desk.ports import Fault, FileKind, FileRead, ReadsFiles
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog import queries as products
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as levels
from comptoir.goods.inventory.model import StockLevel
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, Change, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import CHAIN, check

MOST_BYTES = 3_000_000
"""A larger file is imported by the command line, which does it in parts."""

KEPT_FOR = timedelta(days=30)
_LONGEST_NAME = 120

_ACTS: dict[FileKind, tuple[Act, ...]] = {
    FileKind.PRICES: (Act.EDIT_OFFERS,),
    FileKind.STOCK: (Act.COUNT_STOCK,),
    FileKind.ASSORTMENT: (Act.EDIT_OFFERS, Act.COUNT_STOCK),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a file would change."""

    line: int
    change: Change


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do; `mark` stands for all its changes, and is asked back to apply them."""

    id: str
    name: str
    kind: FileKind
    lines: int
    changes: tuple[Line, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...]
    mark: str
    applied_at: datetime | None
    applied: int


def check_kind(by: Member, kind: FileKind, store: str) -> None:
    """Check that somebody may bring a file of a kind to a store.

    :raises Refusal: when they may not.
    """
    for act in _ACTS[kind]:
        check(by, act, store)
    if kind is FileKind.ASSORTMENT:
        check(by, Act.EDIT_PRODUCTS, CHAIN)


async def keep(
    uow: UnitOfWork, *, by: Member, store: str, kind: FileKind, name: str, content: bytes
) -> str:
    """Keep a file to be looked at, and give its id; nothing of it counts yet.

    :raises Refusal: when it is not theirs to bring, or it is empty or too large.
    """
    check_kind(by, kind, store)
    if not content:
        raise invalid("file", "required")
    if len(content) > MOST_BYTES:
        raise Refusal(Kind.TOO_LARGE, "too_large", {"most_bytes": MOST_BYTES})
    identifier = secret()
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    await _store.KEEP.run(
        uow,
        store=store,
        id=identifier,
        kind=kind.value,
        name=plain[-_LONGEST_NAME:] or kind.value,
        content=content,
        member=by.id,
        member_name=by.name,
        now=uow.now,
    )
    return identifier


async def files(on: Reading, *, store: str, limit: int = 20) -> tuple[FileRow, ...]:
    """Give the files brought to a store lately, newest first."""
    return tuple(await _store.FILES.all(on, store=store, limit=limit))


async def preview(on: Reading, *, by: Member, store: str, file: str, reads: ReadsFiles) -> Preview:
    """Tell what a file would change now, and which of its rows cannot be taken.

    :raises Refusal: when it is not theirs to apply, or there is no such file.
    :raises UnreadableFile: when it cannot be read to its end.
    """
    row = await _row(on, by, store, file)
    kind = FileKind(row.kind)
    read = await reads.read(on, kind=kind, store=store, name=row.name, content=row.content)
    changes = await _changes(on, store, read)
    return Preview(
        id=row.id,
        name=row.name,
        kind=kind,
        lines=read.lines,
        changes=changes,
        faults=tuple(read.faults),
        unknown=tuple(read.unknown),
        mark=_mark(changes),
        applied_at=row.applied_at,
        applied=row.changes,
    )


async def apply(
    uow: UnitOfWork, *, by: Member, store: str, file: str, mark: str, reads: ReadsFiles
) -> int:
    """Apply a file's changes as they were looked at, all at once, and give how many they were.

    A file that was applied already changes nothing more.

    :raises Refusal: when it is not theirs to apply, there is no such file, or it would change
        something else by now.
    :raises UnreadableFile: when it cannot be read to its end.
    """
    if await _store.LOCK.first(uow, store=store, id=file) is None:
        raise not_found("file", file)
    row = await _row(uow, by, store, file)
    if row.applied_at is not None:
        return row.changes
    kind = FileKind(row.kind)
    if kind is FileKind.ASSORTMENT:
        await catalog.lock(uow)
    await pricing.lock(uow, store=store)
    read = await reads.read(uow, kind=kind, store=store, name=row.name, content=row.content)
    await inventory.lock(uow, store=store, gtins=[*read.counts, *read.safety])
    changes = await _changes(uow, store, read)
    if _mark(changes) != mark:
        raise Refusal(Kind.CONFLICT, "preview_outdated", {"file": row.name})
    await _write(uow, store, read)
    await _record(uow, by, store, row.name, changes)
    await _store.APPLIED.run(uow, store=store, id=file, changes=len(changes), now=uow.now)
    return len(changes)


async def forget(uow: UnitOfWork) -> int:
    """Forget files past their time, and give how many there were; the record of changes stays."""
    return await _store.FORGET.run(uow, before=uow.now - KEPT_FOR)


async def _row(on: Reading, by: Member, store: str, file: str) -> _store.ContentRow:
    check(by, Act.LOOK, store)
    row = await _store.FILE.first(on, store=store, id=file)
    if row is None:
        raise not_found("file", file)
    check_kind(by, FileKind(row.kind), store)
    return row


async def _write(uow: UnitOfWork, store: str, read: FileRead) -> None:
    if read.categories:
        await catalog.put_categories(uow, categories=read.categories)
    if read.products:
        await catalog.put_products(uow, products=read.products)
    if read.offers:
        await pricing.set_offers(uow, store=store, offers=read.offers)
    if read.counts or read.safety:
        await inventory.set_counts(uow, store=store, counts=read.counts, safety=read.safety)


async def _record(
    uow: UnitOfWork, by: Member, store: str, name: str, changes: Sequence[Line]
) -> None:
    for place in (CHAIN, store):
        mine = [
            each.change
            for each in changes
            if (each.change.kind is Thing.PRODUCT) == (place == CHAIN)
        ]
        await audit.record(uow, by=by, store=place, changes=mine, file=name)


async def _changes(on: Reading, store: str, read: FileRead) -> tuple[Line, ...]:
    """Hold what a file says against what is so now, in the order of its lines."""
    gtins = list(read.at)
    known = await products.products(on, gtins=gtins)
    offered = await offers.offers(on, store=store, gtins=gtins)
    stocked = await levels.levels(on, store=store, gtins=gtins)
    wanted = {**known, **{each.gtin: each for each in read.products}}
    found: list[Change] = []
    for product in read.products:
        before = known.get(product.gtin)
        was = {} if before is None else product_facts(before)
        found.append(_change(Thing.PRODUCT, product, was, product_facts(product)))
    for offer in read.offers:
        kept = offered.get(offer.gtin)
        was = {} if kept is None else offer_facts(kept)
        found.append(_change(Thing.OFFER, wanted[offer.gtin], was, offer_facts(offer)))
    for gtin in dict.fromkeys([*read.counts, *read.safety]):
        level = stocked.get(gtin)
        was = {} if level is None else stock_told(level, wanted[gtin])
        after = _counted(level or StockLevel(gtin, 0, 0, 0), read)
        found.append(_change(Thing.STOCK, wanted[gtin], was, stock_told(after, wanted[gtin])))
    lines = [Line(read.at.get(each.object, 0), each) for each in found if each.fields]
    return tuple(sorted(lines, key=lambda each: each.line))


def _counted(level: StockLevel, read: FileRead) -> StockLevel:
    """Work out a level after its count: what orders hold stays on the books."""
    counted = read.counts.get(level.gtin)
    on_hand = level.on_hand if counted is None else max(counted, level.held)
    return StockLevel(level.gtin, on_hand, level.held, read.safety.get(level.gtin, level.safety))


def _change(kind: Thing, product: Product, was: dict[str, str], now: dict[str, str]) -> Change:
    return Change(
        kind=kind,
        object=product.gtin,
        label=product.name,
        action=Action.CHANGED if was else Action.CREATED,
        fields=differences(was, now),
    )


def _mark(changes: Sequence[Line]) -> str:
    whole = json.dumps([asdict(each) for each in changes], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()

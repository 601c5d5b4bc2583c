"""The desk at which a conversation is taken up: its store, its cart and the voice of answers."""

from comptoir.conversation import _store
from comptoir.conversation.memory import Memory
from comptoir.conversation.saying.voice import voice
from comptoir.conversation.turning.desk import Desk
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.kernel.locale import language_of


async def desk_of(uow: UnitOfWork, row: _store.ConversationRow, memory: Memory) -> Desk:
    """Sit down where a conversation is held, with what is remembered of it."""
    store = await stores.store(uow, store=row.store)
    language = language_of(row.language)
    return Desk(
        uow=uow,
        store=store,
        cart=row.cart,
        household=row.household,
        language=language,
        voice=voice(language, currency=store.currency, zone=store.timezone, now=uow.now),
        memory=memory,
        shared=row.shared,
    )

"""Where a conversation's groceries are delivered: said at this door, told at none."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.conversation import queries as conversations
from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import not_found
from comptoir.shopping.customers.model import Address
from comptoir.street import doorstep
from comptoir.surfaces.api.common import caller_of, shop_of
from comptoir.surfaces.api.conversations import ConversationId
from comptoir.surfaces.api.requests import AddressBody, Text

router = APIRouter(tags=["conversations"])


class VisitorAddress(AddressBody):
    """Where to deliver, and how to reach whoever is there."""

    phone: Text = ""

    def address(self) -> Address:
        """Give it as the shop keeps it."""
        return Address(**self.model_dump(exclude={"phone"}))


@router.put("/conversations/{conversation}/address", status_code=204, summary="Where to deliver")
async def put_address(
    request: Request, conversation: ConversationId, body: VisitorAddress
) -> Response:
    """Note where to deliver what this conversation orders; nothing gives it back."""
    async with shop_of(request).database.work(caller_of(request)) as uow:
        held = await conversations.conversation(uow, conversation=conversation)
        if held.household is None:
            raise not_found("household", "")
        store = await stores.store(uow, store=held.store)
        await doorstep.keep_address(
            uow, household=held.household, store=store, address=body.address(), phone=body.phone
        )
    return Response(status_code=204, headers={"Cache-Control": "no-store"})

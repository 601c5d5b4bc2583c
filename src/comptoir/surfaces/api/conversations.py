"""Conversations: a turn in words, its acts, and the cart as it stands after it."""

from typing import Annotated

from fastapi import APIRouter, Path

router = APIRouter(tags=["conversations"])

ConversationId = Annotated[str, Path(max_length=100)]

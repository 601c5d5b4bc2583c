"""Tools: what a program may ask of a door, each with the shape of what it takes and gives."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar, cast

from mcp import types
from pydantic import BaseModel, ConfigDict, ValidationError

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from comptoir.street.rpc import errors
from comptoir.street.rpc.schemas import schema_of

log = logging.getLogger(__name__)


class Asker(Protocol):
    """Whoever calls a tool."""

    @property
    def language(self) -> Language:
        """Tell in which language to answer."""
        ...

    async def asking(self, asked: "Asked", /) -> Self:
        """Give whoever asks as known by what they ask.

        :raises Refusal: when nobody may ask that who is not better known.
        """
        ...


class Asked(BaseModel):
    """What a tool is asked: unknown fields are refused, and no value is turned into another."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Given(BaseModel):
    """What a tool gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Who = TypeVar("Who", bound=Asker)
Takes = TypeVar("Takes", bound=Asked)
Gives = TypeVar("Gives", bound=Given)


@dataclass(frozen=True, slots=True)
class Tool(Generic[Who, Takes, Gives]):
    """A tool: its names and shapes, what it does to the world, and how it is run.

    `reads` when it changes nothing, `destroys` when it may undo or bind, `repeats` when the same
    call again changes nothing more.
    """

    name: str
    title: str
    description: str
    takes: type[Takes]
    gives: type[Gives]
    run: Callable[[Who, Takes], Awaitable[Gives]]
    reads: bool = False
    destroys: bool = False
    repeats: bool = True

    def described(self) -> types.Tool:
        """Describe it as MCP does."""
        return types.Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=schema_of(self.takes, "validation"),
            output_schema=schema_of(self.gives, "serialization"),
            annotations=types.ToolAnnotations(
                title=self.title,
                read_only_hint=self.reads,
                destructive_hint=self.destroys,
                idempotent_hint=self.repeats or self.reads,
                open_world_hint=False,
            ),
        )


class Toolbox(Generic[Who]):
    """The tools of one door."""

    def __init__(
        self,
        tools: Iterable[Tool[Who, Any, Any]],
        explain: Callable[[Refusal, Language], str],
    ) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._explain = explain
        self.described = tuple(tool.described() for tool in self._tools.values())

    def __contains__(self, name: str) -> bool:
        return name in self._tools

    async def call(
        self, who: Who, name: str, arguments: Mapping[str, Any] | None
    ) -> types.CallToolResult:
        """Run a tool; a refusal and a request of the wrong shape are told in its result.

        :raises mcp.shared.exceptions.MCPError: when something of ours is broken.
        """
        tool = self._tools[name]
        try:
            asked = tool.takes.model_validate(dict(arguments or {}))
        except ValidationError as error:
            return errors.malformed_result(error, who.language)
        try:
            who = await who.asking(asked)
            given = cast("Given", await tool.run(who, asked))
        except Refusal as refusal:
            return errors.refused_result(refusal, who.language, self._explain)
        except Exception as error:
            log.exception("tool %s failed", name)
            raise errors.broken(who.language) from error
        return types.CallToolResult(
            content=[types.TextContent(text=given.model_dump_json())],
            structured_content=given.model_dump(mode="json"),
        )

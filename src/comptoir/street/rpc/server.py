"""One MCP server over a box of tools, whatever carries its messages."""

from collections.abc import Callable
from typing import Any

from mcp import types
from mcp.server import CacheHint, Server, ServerRequestContext

from comptoir.street.rpc.errors import unknown_tool
from comptoir.street.rpc.tools import Toolbox, Who

Context = ServerRequestContext[Any, Any]

LIST_KEPT_MS = 3_600_000
"""How long a client may keep the list of tools, which only another release changes."""


def serving(
    toolbox: Toolbox[Who],
    *,
    name: str,
    title: str,
    version: str,
    instructions: str,
    who: Callable[[Context], Who],
) -> Server[Any]:
    """Make an MCP server; `who` tells from a request who asks."""

    async def list_tools(
        _: Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=list(toolbox.described))

    async def call_tool(
        context: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        if params.name not in toolbox:
            raise unknown_tool(params.name)
        return await toolbox.call(who(context), params.name, params.arguments)

    schemas = {tool.name: tool.input_schema for tool in toolbox.described}
    return Server(
        name,
        title=title,
        version=version,
        instructions=instructions,
        cache_hints={"tools/list": CacheHint(ttl_ms=LIST_KEPT_MS, scope="public")},
        get_tool_input_schema=schemas.get,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )

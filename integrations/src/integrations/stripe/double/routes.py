"""How a resource says which requests it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object


class Params(dict[str, Any]):
    """A request's parameters, which remember what the handler looked at.

    Stripe knows hundreds that the double does not model. To take one and do nothing would be a lie, so the
    gateway refuses a request whose handler left something unread.
    """

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__(given)
        self._read: set[str] = {"expand"}

    def __getitem__(self, name: str) -> Any:
        self._read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, which counts as reading it."""
        self._read.add(name)
        return super().get(name, default)

    def unread(self) -> set[str]:
        """Return what the handler never looked at."""
        return set(self) - self._read


Handler = Callable[..., Object]


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path of the API. `schema` is the SDK's TypedDict of its parameters."""

    method: str
    path: re.Pattern[str]
    schema: type
    handler: Handler

    def run(self, account: Account, params: Params, parts: dict[str, str]) -> Object:
        """Answer a request."""
        return self.handler(account, params, **parts)


class Routes(list[Route]):
    """The requests one resource answers, filled by decorators: `@routes.post("/v1/refunds", Params)`."""

    def get(self, path: str, schema: type) -> Callable[[Handler], Handler]:
        """Answer GET on the path."""
        return self._add("GET", path, schema)

    def post(self, path: str, schema: type) -> Callable[[Handler], Handler]:
        """Answer POST on the path."""
        return self._add("POST", path, schema)

    def delete(self, path: str, schema: type) -> Callable[[Handler], Handler]:
        """Answer DELETE on the path."""
        return self._add("DELETE", path, schema)

    def _add(self, method: str, path: str, schema: type) -> Callable[[Handler], Handler]:
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[A-Za-z0-9_]+)", path))

        def add(handler: Handler) -> Handler:
            self.append(Route(method, pattern, schema, handler))
            return handler

        return add

"""Lists as Stripe pages them: newest first, by cursor; and `expand`, which puts objects in place of ids."""

from collections.abc import Sequence

from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object, invalid, public
from integrations.stripe.double.routes import Params

PAGE = 10
MOST = 100


def page(found: Sequence[Object], params: Params, url: str) -> Object:
    """Return one page of what was found.

    :raises Fault: 400, the limit or a cursor makes no sense.
    """
    limit = params.get("limit", PAGE)
    if not 1 <= limit <= MOST:
        raise invalid(f"Invalid limit: must be between 1 and {MOST}", param="limit")
    span = params.get("created")
    chosen = [entry for entry in found if _within(entry["created"], span)]
    ids = [entry["id"] for entry in chosen]
    after, before = params.get("starting_after"), params.get("ending_before")
    if before:
        newer = chosen[: _index(ids, before, "ending_before")]
        shown, more = newer[-limit:], len(newer) > limit
    else:
        rest = chosen[_index(ids, after, "starting_after") + 1 :] if after else chosen
        shown, more = rest[:limit], len(rest) > limit
    return {"object": "list", "data": [public(entry) for entry in shown], "has_more": more, "url": url}


def expanded(account: Account, answer: Object, paths: Sequence[str]) -> Object:
    """Return the answer with whole objects where the paths lead.

    :raises Fault: 400, a path leads nowhere.
    """
    for path in paths:
        _expand(account, answer, path.split("."), path)
    return answer


def _expand(account: Account, answer: Object, steps: Sequence[str], path: str) -> None:
    head, *rest = steps
    value = answer.get(head)
    if head not in answer:
        found = account.find(str(answer.get("id")))
        if not found or f"_{head}" not in found:
            raise invalid(f"This property cannot be expanded ({path}).", param="expand")
        value = answer[head] = found[f"_{head}"]
    if isinstance(value, str):
        whole = account.find(value)
        if whole is None:
            raise invalid(f"This property cannot be expanded ({path}).", param="expand")
        value = answer[head] = public(whole)
    for entry in value if isinstance(value, list) else [value]:
        if rest and isinstance(entry, dict):
            _expand(account, entry, rest, path)


def _within(created: int, span: int | dict[str, int] | None) -> bool:
    if span is None:
        return True
    if isinstance(span, int):
        return created == span
    return (
        span.get("gte", created) <= created <= span.get("lte", created)
        and created > span.get("gt", created - 1)
        and created < span.get("lt", created + 1)
    )


def _index(ids: Sequence[str], cursor: str, param: str) -> int:
    if cursor not in ids:
        raise invalid(f"No such object: '{cursor}'", code="resource_missing", param=param)
    return ids.index(cursor)

"""Request parameters, held to the SDK's own description of them with every enumeration closed.

Stripe answers a misspelt parameter with `parameter_unknown`; so does the double, because it reads the very
TypedDicts (`stripe/params/*.py`) that a type checker reads.
"""

import functools
import sys
import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl

from stripe import RequestOptions

from integrations.stripe.double.errors import Fault, invalid

NOT_SENT = frozenset(RequestOptions.__annotations__)


def parse(form: str) -> dict[str, Any]:
    """Return the tree that `a[b][0]=c` describes. Lists are mappings from their index at this point."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        head, *rest = name.replace("]", "").split("[")
        branch = tree
        for part in rest:
            branch = branch.setdefault(head, {})
            head = part or str(len(branch))
        branch[head] = value
    return tree


def checked(schema: type, given: Mapping[str, Any], at: str = "") -> dict[str, Any]:
    """Return the parameters with their types.

    :raises Fault: 400, one is unknown, missing, or not of its type.
    """
    known = _known(schema)
    for name in given:
        if name not in known:
            param = _under(at, name)
            raise invalid(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)
    for name in getattr(schema, "__required_keys__", frozenset()) - NOT_SENT - given.keys():
        param = _under(at, name)
        raise invalid(f"Missing required param: {param}.", code="parameter_missing", param=param)
    return {name: _value(known[name], raw, _under(at, name)) for name, raw in given.items()}


@functools.cache
def _known(schema: type) -> dict[str, Any]:
    """Resolve one annotation at a time: those of the SDK's request options cannot be, and are not needed."""
    names = vars(sys.modules[schema.__module__])
    hints = {}
    for name, annotation in schema.__annotations__.items():
        if name not in NOT_SENT:
            holder = type("_", (), {"__annotations__": {name: annotation}})
            hints[name] = get_type_hints(holder, names)[name]
    return hints


def _value(hint: Any, raw: Any, at: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _either(get_args(hint), raw, at)
    if origin is Literal:
        return _one_of(get_args(hint), raw, at)
    if _shaped(hint) or origin is dict or _untyped(hint) or origin is list:
        if not isinstance(raw, dict):
            raise invalid(f"Invalid {'array' if origin is list else 'object'}", param=at)
        if _shaped(hint):
            return checked(hint, raw, at)
        if origin is list:
            return [_value(get_args(hint)[0], item, _under(at, key)) for key, item in raw.items()]
        return {key: str(item) for key, item in raw.items()}
    return _scalar(hint, raw, at)


def _either(variants: tuple[Any, ...], raw: Any, at: str) -> Any:
    """An enumeration that the SDK leaves open (`Literal[...] | str`) is closed here."""
    if any(get_origin(variant) is Literal and get_args(variant) != ("",) for variant in variants):
        variants = tuple(variant for variant in variants if variant is not str)
    refusal: Fault | None = None
    for variant in sorted(variants, key=lambda variant: variant is str):
        try:
            return _value(variant, raw, at)
        except Fault as fault:
            if refusal is None or _shaped(variant) == isinstance(raw, dict):
                refusal = fault
    raise refusal or invalid(f"Invalid {at}", param=at)


def _one_of(allowed: tuple[str, ...], raw: Any, at: str) -> str:
    if raw not in allowed:
        raise invalid(f"Invalid {at}: must be one of {', '.join(allowed)}", param=at)
    return str(raw)


def _scalar(hint: Any, raw: Any, at: str) -> Any:
    if not isinstance(raw, str):
        raise invalid("Invalid string", param=at)
    if hint is bool and raw not in ("true", "false"):
        raise invalid(f"Invalid boolean: {raw}", param=at)
    if raw == "" and hint is not bool:
        raise invalid(f"You passed an empty value for {at}.", code="parameter_invalid_empty", param=at)
    if hint is bool:
        return raw == "true"
    try:
        return int(raw) if hint is int else float(raw) if hint in (float, Decimal) else raw
    except ValueError:
        raise invalid(f"Invalid integer: {raw}", code="parameter_invalid_integer", param=at) from None


def _shaped(hint: Any) -> bool:
    """Return whether it is a TypedDict, of `typing` or of its backport, which the SDK uses."""
    return hasattr(hint, "__required_keys__")


def _untyped(hint: Any) -> bool:
    return getattr(get_origin(hint), "__name__", "") == "UntypedStripeObject"


def _under(at: str, name: str) -> str:
    return f"{at}[{name}]" if at else name

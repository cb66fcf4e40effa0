"""Between a protocol's content and the fields of its form.

A field's name is the path to what it holds: `rules.2.when.lines.0.threshold`. A rule's condition is a
list of lines under `join` (`all_of` or `any_of`); a line is a comparison, or a list of its own. Whatever a
person typed is shown to them again as they typed it, until it can be read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared_lib.errors import Invalid

Json = dict[str, Any]
Form = dict[str, Any]

JOINS = ("all_of", "any_of")
SEVERAL = frozenset({"is_one_of", "includes_any_of", "includes_none_of"})
EMPTY_RULE: Json = {"code": "", "grade": "criterion", "statement": "", "source": ""}
EMPTY_LINE: Json = {"fact": "", "is": "", "threshold": "", "chosen": []}


class FormAltered(Invalid):
    """Fields came that this form does not have."""

    code = "form_altered"


def form_of(content: Json) -> Form:
    """Return the form that shows this content."""
    limits = {
        name: {"age_limit_days": str(each["age_limit_days"])} for name, each in content["facts"].items()
    }
    rules = [{**each, "when": _lines(each["when"])} for each in content["rules"]]
    return {"title": content["title"], "facts": limits, "rules": rules}


def read_form(fields: Iterable[tuple[str, str]]) -> Form:
    """Return the form that was sent, in the order of its rows.

    :raises FormAltered: a field's name is no path into such a form.
    """
    tree: Json = {}
    try:
        for name, value in fields:
            _put(tree, name.split("."), value)
        rules = [{**EMPTY_RULE, **each, "when": _sent(each["when"])} for each in _rows(tree.get("rules", {}))]
        return {"title": str(tree.get("title", "")), "facts": dict(tree.get("facts", {})), "rules": rules}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise FormAltered("This form cannot be read. Open the draft again.") from None


def act_on(form: Form, act: str) -> Form:
    """Return the form after a button that changes its rows: `add`, `rules.2.remove`, `rules.2.when.add`.

    :raises FormAltered: there are no such rows.
    """
    try:
        if act == "add":
            form["rules"].append({**EMPTY_RULE, "when": {"join": JOINS[0], "lines": [dict(EMPTY_LINE)]}})
            return form
        *way, verb = act.split(".")
        if verb == "add":
            _rows_at(form, [*way, "lines"]).append(dict(EMPTY_LINE))
        else:
            _rows_at(form, {"remove": way[:-1]}[verb]).pop(int(way[-1]))
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        raise FormAltered("That row is not there any more.") from None
    return form


def content_of(form: Form, key: str, facts: Mapping[str, Json]) -> Json:
    """Return the content that this form describes; `facts` are those that rules may read.

    What cannot be read is passed on as it was typed, for `parse` to refuse by name.
    """
    rules = [
        {name: each[name].strip() for name in EMPTY_RULE} | {"when": _condition(each["when"], facts)}
        for each in form["rules"]
    ]
    read = {name for each in rules for name in _read_by(each["when"])}
    declared = {name: each | _age_limit(form, name) for name, each in facts.items() if name in read}
    return {"key": key, "title": form["title"].strip(), "facts": declared, "rules": rules}


def _lines(condition: Json) -> Form:
    join = next((join for join in JOINS if join in condition), None)
    return {
        "join": join or JOINS[0],
        "lines": [_line(each) for each in condition[join]] if join else [_line(condition)],
    }


def _line(condition: Json) -> Form:
    if condition.keys() & set(JOINS):
        return _lines(condition)
    line: Form = {**EMPTY_LINE, "fact": condition["fact"], "is": condition["is"]}
    match condition["threshold"]:
        case bool() as truth:
            return line | {"threshold": "yes" if truth else "no"}
        case list() as chosen:
            return line | {"chosen": chosen}
        case typed:
            return line | {"threshold": typed}


def _put(tree: Json, path: list[str], value: str) -> None:
    *way, last = path
    for part in way:
        tree = tree.setdefault(part, {})
    if last == "chosen":
        tree.setdefault(last, []).append(value)
    else:
        tree[last] = value


def _sent(tree: Json) -> Form:
    lines = [_sent(each) if "lines" in each else {**EMPTY_LINE, **each} for each in _rows(tree["lines"])]
    return {"join": tree.get("join", JOINS[0]), "lines": lines}


def _rows(numbered: Json) -> list[Json]:
    return [numbered[number] for number in sorted(numbered, key=int)]


def _rows_at(form: Form, way: list[str]) -> list[Form]:
    place: Any = form
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place[part]
    rows: list[Form] = place
    return rows


def _condition(lines: Form, facts: Mapping[str, Json]) -> Json:
    parts = [
        _condition(each, facts) if "lines" in each else _comparison(each, facts) for each in lines["lines"]
    ]
    return parts[0] if len(parts) == 1 else {lines["join"]: parts}


def _comparison(line: Form, facts: Mapping[str, Json]) -> Json:
    threshold: Any = line["threshold"].strip()
    if line["is"] in SEVERAL:
        threshold = list(line["chosen"])
    elif facts.get(line["fact"], {}).get("kind") == "truth":
        threshold = {"yes": True, "no": False}.get(threshold, threshold)
    return {"fact": line["fact"], "is": line["is"], "threshold": threshold}


def _read_by(condition: Json) -> list[str]:
    for join in JOINS:
        if join in condition:
            return [name for each in condition[join] for name in _read_by(each)]
    return [condition["fact"]]


def _age_limit(form: Form, name: str) -> Json:
    typed = str(form["facts"].get(name, {}).get("age_limit_days", "")).strip()
    return {"age_limit_days": int(typed) if typed.isdecimal() else typed} if typed else {}

"""What a person sees on a page, read from its HTML: words, links, and forms with what is in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
UNSEEN = frozenset({"script", "style", "template", "head"})
VOID = frozenset({"input", "br", "img", "meta", "link", "hr", "source", "wbr", "col", "area", "use", "path"})


@dataclass
class Field:
    """One field of a form: what it holds now, and what may be chosen where it is a choice."""

    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    is_choice: bool = False


@dataclass(frozen=True)
class Button:
    """What sends a form. A button without a name adds nothing to what is sent."""

    label: str
    name: str = ""
    value: str = ""


@dataclass
class Form:
    """A form as the page offers it."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def add(self, name: str) -> Field:
        """Return the field of that name, made if it is new."""
        return self.fields.setdefault(name, Field())


@dataclass(frozen=True)
class Link:
    """A link and its words."""

    href: str
    words: str


class Reader(HTMLParser):
    """Reads one page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.title = ""
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._form: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._select: Field | None = None
        self._taking: list[tuple[str, dict[str, str], int]] = []
        self.feed(source)
        self.close()

    @property
    def words(self) -> str:
        """Return everything that can be read on the page, with single spaces."""
        return " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take the beginning of an element."""
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        match tag:
            case "form":
                self._form = Form(given.get("action", ""), given.get("method", "get").lower())
                self.forms.append(self._form)
                if "id" in given:
                    self._by_id[given["id"]] = self._form
            case "input":
                self._input(given)
            case "select" if form := self._form_of(given):
                self._select = form.add(given.get("name", ""))
                self._select.is_choice = True
            case "option" if self._select is not None:
                self._option(self._select, given)
            case "a" | "button" | "textarea" | "title":
                self._taking.append((tag, given, len(self._words)))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if self._taking and self._taking[-1][0] == tag:
            self._take()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not UNSEEN.intersection(self._open) or "title" in self._open:
            self._words.append(data)

    def _take(self) -> None:
        tag, given, start = self._taking.pop()
        text = "".join(self._words[start:])
        words = " ".join(text.split())
        match tag:
            case "title":
                self.title = words
                del self._words[start:]
            case "a" if "href" in given:
                self.links.append(Link(given["href"], words))
            case "textarea" if form := self._form_of(given):
                form.add(given.get("name", "")).values = [text.removeprefix("\n")]
            case "button" if form := self._form_of(given):
                self._button(form, given, words)

    def _button(self, form: Form, given: dict[str, str], words: str) -> None:
        if given.get("type", "submit") == "submit" and "disabled" not in given:
            form.buttons.append(Button(words, given.get("name", ""), given.get("value", "")))

    def _input(self, given: dict[str, str]) -> None:
        form, name, kind = self._form_of(given), given.get("name", ""), given.get("type", "text")
        if form is None or not name or "disabled" in given:
            return
        if kind == "submit":
            form.buttons.append(Button(given.get("value", ""), name, given.get("value", "")))
            return
        found, value = form.add(name), given.get("value", "on" if kind in ("radio", "checkbox") else "")
        if kind not in ("radio", "checkbox"):
            found.values = [value]
            return
        found.is_choice = True
        found.choices.append(value)
        if "checked" in given:
            found.values.append(value)

    def _option(self, select: Field, given: dict[str, str]) -> None:
        value = given.get("value", "")
        select.choices.append(value)
        if "selected" in given or len(select.choices) == 1:
            select.values = [value]

    def _form_of(self, given: dict[str, str]) -> Form | None:
        return self._by_id.get(given["form"]) if "form" in given else self._form

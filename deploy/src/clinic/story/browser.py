"""A person's browser: opens pages, follows redirects, fills in forms, and notices when a page has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import httpx

from clinic.story.markup import Button, Form, Reader

Filled = Mapping[str, str | Sequence[str]]
MOST_REDIRECTS = 12


class Surprised(AssertionError):
    """The page is not what a person would have expected here."""


@dataclass(frozen=True)
class Page:
    """What was answered in the end, after all redirects."""

    url: str
    status: int
    body: str

    @cached_property
    def _read(self) -> Reader:
        return Reader(self.body)

    @property
    def words(self) -> str:
        """Return everything that can be read on the page."""
        return self._read.words

    @property
    def path(self) -> str:
        """Return the address without its host and query."""
        return urlsplit(self.url).path

    @property
    def forms(self) -> Sequence[Form]:
        """Return the page's forms."""
        return self._read.forms

    def expect(self, *texts: str) -> "Page":
        """Return the page, which says all of `texts`, whatever their case.

        :raises Surprised: it does not.
        """
        seen = self.words.lower()
        missing = [text for text in texts if text.lower() not in seen]
        if missing:
            raise Surprised(f"{self.described} does not say {missing[0]!r}. It says: {self.words[:900]}")
        return self

    def form(self, action: str, button: str | None = None) -> Form:
        """Return the only form whose address contains `action` and, if asked, that has such a button.

        :raises Surprised: there is none, or there are several that differ.
        """
        fitting = [form for form in self.forms if action in (form.action or self.path)]
        if button:
            fitting = [form for form in fitting if any(_is_called(each, button) for each in form.buttons)]
        if not fitting or any(form.action != fitting[0].action for form in fitting):
            known = ", ".join(form.action for form in self.forms)
            raise Surprised(
                f"{self.described} has {len(fitting)} forms for {action}; its forms are {known}. "
                f"It says: {self.words[:600]}"
            )
        return fitting[0]

    def link(self, words: str) -> str:
        """Return the address behind the first link whose words or address contain `words`.

        :raises Surprised: there is none.
        """
        for link in self._read.links:
            if words.lower() in link.words.lower() or words in link.href:
                return urljoin(self.url, link.href)
        raise Surprised(f"{self.described} has no link {words!r}. It says: {self.words[:600]}")

    def links(self, part: str) -> Sequence[str]:
        """Return the addresses of every link that contain `part`, each once, in the page's order."""
        found = [urljoin(self.url, link.href) for link in self._read.links if part in link.href]
        return list(dict.fromkeys(found))

    @property
    def described(self) -> str:
        """Return the page's address, status and title, for a refusal."""
        return f"{self.url} ({self.status}, {self._read.title!r})"


class Browser:
    """One browser of one person, with its own cookies."""

    def __init__(self) -> None:
        self._client = httpx.Client(timeout=30, headers={"Accept": "text/html", "Accept-Language": "en"})
        self.page = Page("about:blank", 0, "")

    def close(self) -> None:
        """Close the window; its cookies are gone."""
        self._client.close()

    def cookie(self, name: str) -> str:
        """Return the value of a cookie that the browser was given."""
        return self._client.cookies[name]

    @property
    def cookies(self) -> Mapping[str, str]:
        """Return every cookie that the browser was given, by name."""
        return dict(self._client.cookies.items())

    def open(self, url: str, *, status: int = 200) -> Page:
        """Open an address, or one relative to the page that is shown.

        :raises Surprised: it answers with another status.
        """
        return self._arrive("GET", urljoin(self.page.url, url), None, status)

    def send(self, action: str, filled: Filled, *, button: str | None = None, status: int = 200) -> Page:
        """Fill in the page's form whose address contains `action`, and send it with a button.

        :param button: words of the button's label; by default the form's first.
        :raises Surprised: the form has no such field, choice or button, or the answer another status.
        """
        form = self.page.form(action, button)
        sent = self._filled(form, filled)
        pressed = self._pressed(form, button)
        if pressed and pressed.name:
            sent[pressed.name] = [pressed.value]
        return self._arrive(
            form.method.upper(), urljoin(self.page.url, form.action or self.page.url), sent, status
        )

    def post(self, url: str, fields: Filled, *, status: int | None = None) -> Page:
        """Post what no form on the page offers, as somebody does who tries a door.

        :param status: the status that is expected; by default any.
        :raises Surprised: the answer has another status.
        """
        sent = {name: [value] if isinstance(value, str) else list(value) for name, value in fields.items()}
        return self._arrive("POST", urljoin(self.page.url, url), sent, status)

    def _filled(self, form: Form, filled: Filled) -> dict[str, list[str]]:
        sent = {name: list(each.values) for name, each in form.fields.items() if each.values}
        for name, value in filled.items():
            known = form.fields.get(name)
            if known is None:
                raise Surprised(f"{self.page.described} asks for {', '.join(form.fields)}; not for {name}")
            values = [value] if isinstance(value, str) else list(value)
            if known.is_choice and not set(values) <= set(known.choices):
                raise Surprised(f"{self.page.described} offers {known.choices} for {name}; not {values}")
            sent[name] = values
        return sent

    def _pressed(self, form: Form, label: str | None) -> Button | None:
        if label is None:
            return form.buttons[0] if form.buttons else None
        return next(button for button in form.buttons if _is_called(button, label))

    def _arrive(self, method: str, url: str, fields: dict[str, list[str]] | None, status: int | None) -> Page:
        for _ in range(MOST_REDIRECTS):
            answer = self._ask(method, url, fields)
            if not answer.has_redirect_location:
                break
            url = urljoin(url, answer.headers["location"])
            if answer.status_code not in (307, 308):
                method, fields = "GET", None
        self.page = Page(str(answer.url), answer.status_code, answer.text)
        if status is not None and answer.status_code != status:
            raise Surprised(f"{self.page.described}: {self.page.words[:600]}")
        return self.page

    def _ask(self, method: str, url: str, fields: dict[str, list[str]] | None) -> httpx.Response:
        if method == "GET":
            return self._client.get(url, params=fields or None)
        place = urlsplit(url)
        origin = f"{place.scheme}://{place.netloc}"
        headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin", "Referer": self.page.url}
        return self._client.request(method, url, data=fields, headers=headers)


def _is_called(button: Button, label: str) -> bool:
    return label.lower() in button.label.lower()

"""A person with a keyboard and no mouse, who has to see where they are."""

from playwright.sync_api import Page

MOST_STOPS = 120
WHERE = """() => {
  for (const one of document.getAnimations()) one.finish();
  const at = document.activeElement;
  if (!at || at === document.body) return {name: "", words: "", isSeen: true};
  const marked = one => {
    const style = one && getComputedStyle(one);
    const isOutlined = style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return isOutlined || (style && style.boxShadow !== "none");
  };
  const box = at.getBoundingClientRect();
  const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    name: at.getAttribute("name") || "",
    words: (at.getAttribute("aria-label") || at.innerText || at.value || "").trim().slice(0, 60),
    isSeen: isInView && [at, at.closest("label"), at.nextElementSibling, at.parentElement].some(marked),
  };
}"""


class Lost(AssertionError):
    """The keyboard does not lead there, or does not show where it is."""


class Keys:
    """The keyboard in front of a page."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab

    def reach(self, wanted: str) -> None:
        """Press Tab until the field of that name, or the link or button of those words, has the focus.

        :raises Lost: it never does, or a stop on the way cannot be seen.
        """
        passed: list[str] = []
        for _ in range(MOST_STOPS):
            self._tab.keyboard.press("Tab")
            at = self._tab.evaluate(WHERE)
            passed.append(at["name"] or at["words"])
            if not at["isSeen"]:
                raise Lost(f"{self._tab.url}: nobody sees that {passed[-1]!r} has the focus")
            if wanted in (at["name"], at["words"]):
                return
        raise Lost(f"{self._tab.url}: no Tab leads to {wanted!r}, only to {dict.fromkeys(passed)}")

    def fill(self, name: str, words: str) -> None:
        """Reach a field and write into it; in a list, the beginning of an entry chooses it."""
        self.reach(name)
        self._tab.keyboard.type(words)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        self._tab.keyboard.press(key)

    def enter(self) -> None:
        """Press Enter, and wait for the page that it leads to."""
        with self._tab.expect_navigation():
            self._tab.keyboard.press("Enter")

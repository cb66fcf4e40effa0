// Says what makes a page scroll sideways, and which words are cut off where somebody wanted to read them.
() => {
  const WORDS = "button, .button, .badge, .chip, a, label, h1, h2, h3, td, th, dt, dd, p";
  const UNSEEN = ".visually-hidden, .sr-only, .w-sr-only, svg, [aria-hidden=true]";
  const root = document.documentElement;
  const edge = root.clientWidth;
  const found = [];

  const named = element =>
    [element.tagName.toLowerCase() + (element.id && "#" + element.id), ...element.classList].join(".");
  const hides = element => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX);
  const isHeld = element => {
    for (let one = element; one && one !== document.body; one = one.parentElement)
      if (hides(one) || getComputedStyle(one).position === "fixed") return true;
    return false;
  };

  if (root.scrollWidth > edge) {
    const out = [...document.body.querySelectorAll("*")].filter(
      element => element.getBoundingClientRect().right > edge + 1 && !isHeld(element));
    found.push(`${root.scrollWidth - edge}px too wide for ${out.slice(-3).map(named).join(", ")}`);
  }
  for (const element of document.querySelectorAll(WORDS)) {
    if (!element.offsetParent || element.closest(UNSEEN)) continue;
    const style = getComputedStyle(element);
    const isCut = ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis";
    if (isCut && element.scrollWidth > element.clientWidth + 1)
      found.push(`${named(element)} cuts off "${element.textContent.trim().slice(0, 40)}"`);
  }
  return found;
}

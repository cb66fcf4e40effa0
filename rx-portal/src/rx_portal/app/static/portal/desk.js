// Moving through a list of cases by key: j and k go down and up, Enter opens. Everything else is data-key.
(() => {
  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select") || document.querySelector("dialog[open]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
    const links = rows();
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0);
    event.preventDefault();
    links[next].focus();
  });
  // A list that refreshes itself keeps the row that somebody stands on.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", () => { kept = document.activeElement?.getAttribute("href"); });
  document.addEventListener("htmx:afterSwap", () => {
    if (kept) rows().find((row) => row.getAttribute("href") === kept)?.focus();
  });
})();

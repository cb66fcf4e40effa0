// The queue by key, and a case that stays one's own while one works on it. Other keys are the brand's data-key.
(() => {
  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
    if (busy || !window.brandKeys?.() || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = rows();
    const row = document.activeElement?.closest?.("[data-rows] tr");
    if (["c", "r"].includes(event.key) && row) {
      event.preventDefault();
      row.querySelector(`[data-row-key="${event.key}"]`)?.click();
    }
    if (!["j", "k"].includes(event.key) || !links.length) return;
    const at = links.indexOf(row?.querySelector("[data-row]"));
    const next = event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0);
    event.preventDefault();
    links[next].focus();
  });

  // Rows that are fetched anew keep the row that somebody stands on, or take them to the first.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id === "rows") kept = document.activeElement?.getAttribute("href") || "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (kept === null) return;
    const links = rows();
    (links.find((row) => row.getAttribute("href") === kept) || links[0])?.focus();
    kept = null;
  });

  // A claim is renewed by work: once a minute while somebody moves or types, and whenever a draft is kept.
  const claim = () => document.querySelector("[data-working]");
  const panel = () => document.querySelector(".decision-panel");
  const EVERY = 60000;
  const AFTER = 1500;
  let told = Date.now();
  let waiting = null;
  const tell = (values) => {
    const place = claim();
    if (!place || !window.htmx) return;
    told = Date.now();
    window.htmx.ajax("POST", place.dataset.working, { source: panel(), target: place, swap: "outerHTML", values });
  };
  const typed = () => Object.fromEntries(
    [...document.querySelectorAll("[data-draft] textarea")].map((area) => [area.name, area.value]),
  );
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-draft] textarea")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(typed()), AFTER);
  });
  for (const kind of ["pointermove", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(kind, () => { if (Date.now() - told > EVERY) tell({}); }, { passive: true });
  }
  // A page that asks by itself is the first to hear that its session has ended, and says so.
  document.addEventListener("htmx:responseError", (event) => {
    const notice = document.querySelector("[data-signed-out]");
    if (notice && event.detail.xhr.status === 401) notice.hidden = false;
  });
  // What was typed a moment ago is not lost with the page.
  window.addEventListener("pagehide", () => {
    const place = claim();
    if (!waiting || !place) return;
    const body = new URLSearchParams({ ...typed(), csrf_token: document.querySelector("[name=csrf_token]")?.value || "" });
    navigator.sendBeacon(place.dataset.working, body);
  });
})();

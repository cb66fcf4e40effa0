// What a page does beyond links and forms. Everything here has a way that works without it.
(() => {
  // Single keys can be switched off, for whoever speaks to their machine (WCAG 2.1.4); this browser remembers.
  const quiet = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
  window.brandKeys = () => !quiet();
  for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = !quiet();
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-switch]")) return;
    try { localStorage.setItem("keys", event.target.checked ? "on" : "off"); } catch { /* nothing is remembered */ }
  });

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (dialog) { event.preventDefault(); dialog.showModal(); }
    }
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest("dialog")?.close();
    if (event.target.matches?.("dialog")) event.target.close();
    event.target.closest("[data-dismiss]")?.closest(".toast, .notice")?.remove();
    if (event.target.closest("[data-print]")) window.print();

    const step = event.target.closest("[data-quantity] [data-step]");
    if (step) {
      const input = step.parentElement.querySelector("input");
      const before = input.value;
      if (step.dataset.step === "1") input.stepUp(); else input.stepDown();
      if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // A form is sent once: its button turns busy until the next page, or until it comes back from the history.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post" && !form.matches("[hx-post], [hx-put], [hx-delete]")) {
      form.dataset.sent = "yes";
      event.submitter?.setAttribute("aria-busy", "true");
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  // A field with suggestions (WAI-ARIA combobox): the focus stays in it, arrows choose, Enter goes there, Escape closes.
  const lines = (box) => [...box.querySelectorAll('[role="option"]')];
  const choose = (box, place) => {
    const input = box.querySelector('[role="combobox"]');
    lines(box).forEach((line, at) => line.setAttribute("aria-selected", String(at === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", lines(box)[place].id);
  };
  const show = (box, open) => {
    box.querySelector('[role="listbox"]').hidden = !open;
    box.querySelector('[role="combobox"]').setAttribute("aria-expanded", String(open && lines(box).length > 0));
    if (!open) choose(box, -1);
  };
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("[data-combobox]");
    if (!box || event.target.getAttribute("role") !== "combobox") return;
    const all = lines(box);
    const at = all.findIndex((line) => line.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && event.target.getAttribute("aria-expanded") === "true") { event.preventDefault(); show(box, false); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); all[at].click(); }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      show(box, true);
      const next = event.key === "ArrowDown" ? at + 1 : (at < 0 ? all.length : at) - 1;
      choose(box, next >= all.length ? -1 : next);
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = event.target.closest?.("[data-combobox]");
    if (box) show(box, box.contains(document.activeElement));
  });
  document.addEventListener("focusout", (event) => {
    const box = event.target.closest?.("[data-combobox]");
    if (box && !box.contains(event.relatedTarget)) show(box, false);
  });

  // Staff: a key on an element with data-key activates it, unless somebody is typing or a dialog is open.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of document.querySelectorAll(".site-menu[open], .menu[open]")) menu.open = false;
    if (quiet() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus(); else target.click();
    // What a key has opened is there to be filled in: the focus goes to its first field.
    if (target.matches("details[open] > summary")) target.parentElement.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });

  const settle = (root) => root.querySelector?.("[data-focus]")?.focus();
  document.addEventListener("htmx:afterSwap", (event) => settle(event.target));
  settle(document);
})();

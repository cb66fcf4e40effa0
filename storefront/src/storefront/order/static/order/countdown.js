// Counts down the time that is left to pay. The server decides; the page says the same without this, in minutes.
(() => {
  const opened = Date.now();
  const said = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  const tick = () => {
    for (const clock of document.querySelectorAll("[data-countdown]")) {
      clock.dataset.until ??= String(Date.now() + 1000 * Number(clock.dataset.countdown));
      const left = Math.max(0, Math.round((Number(clock.dataset.until) - Date.now()) / 1000));
      clock.textContent = left ? said(left) : clock.dataset.over;
      if (!left && Date.now() - opened > 5000) location.reload();
    }
  };
  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSwap", tick);
})();

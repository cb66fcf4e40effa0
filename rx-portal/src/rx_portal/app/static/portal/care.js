// Patients' pages: words are saved while they are written, a photo shows how far it is, a time that is kept counts down.
// Everything here has a way that works without it.
(() => {
  const PAUSE = 1500;
  const AGAIN = 8000;

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const field = form.querySelector("textarea");
    const state = form.querySelector("[data-state]");
    if (!field || !state) continue;
    let timer, busy = false, last = field.value;
    const say = (name, extra = "") => { state.textContent = state.dataset[name] + extra; };
    const save = async () => {
      if (busy || field.value === last || form.dataset.sent) return;
      busy = true;
      const sent = field.value;
      const body = new URLSearchParams(new FormData(form));
      body.set("autosave", "yes");
      say("saving");
      try {
        const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { accept: "application/json" } });
        if (answer.ok) {
          form.elements.version.value = (await answer.json()).version;
          last = sent;
          say("saved", `, ${new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" })}`);
        } else if (answer.status === 409) { last = sent; say("stale"); } else if (answer.status === 401) { last = sent; say("out"); } else if (answer.status === 422) { last = sent; state.textContent = ""; } else throw new Error();
      } catch { say("failed"); timer = setTimeout(save, AGAIN); }
      busy = false;
      if (field.value !== last && field.value !== sent) timer = setTimeout(save, PAUSE);
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, PAUSE); });
  }

  const upload = (form) => {
    const chooser = form.querySelector("input[type=file]");
    const error = form.querySelector("[data-error]");
    const progress = form.querySelector("[data-progress]");
    const send = form.querySelector("[data-send]");
    let sending = false, pressed = null;
    // Whoever presses Continue while the photo is on its way goes on once it has arrived.
    const hold = (event) => {
      if (!sending || event.target === form) return;
      event.preventDefault();
      event.stopPropagation();
      pressed = event.submitter;
      pressed?.setAttribute("aria-busy", "true");
    };
    const goOn = (main) => {
      if (!pressed || main.querySelector(".error-summary")) return;
      [...main.querySelectorAll("form[novalidate] .button-row button")].find((each) => each.name === pressed.name)?.click();
    };
    const refuse = (words) => {
      document.querySelector("main .error-summary")?.remove();
      sending = false; pressed?.removeAttribute("aria-busy"); pressed = null;
      error.hidden = false; error.querySelector("[data-words]").textContent = words;
      progress.hidden = true; send.hidden = false; chooser.disabled = false; delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    };
    const start = () => {
      const file = chooser.files[0];
      if (!file) return;
      error.hidden = true;
      if (file.size > Number(form.dataset.largest)) { chooser.value = ""; refuse(form.dataset.tooLarge); return; }
      const request = new XMLHttpRequest();
      const body = new FormData(form);
      chooser.disabled = true; send.hidden = true; progress.hidden = false; sending = true;
      const bar = progress.querySelector("progress");
      request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; });
      request.upload.addEventListener("load", () => bar.removeAttribute("value"));
      request.addEventListener("error", () => refuse(form.dataset.lost));
      request.addEventListener("load", () => {
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        const main = page.querySelector("main");
        if (!main) { refuse(form.dataset.lost); return; }
        document.querySelector("main").replaceWith(main);
        document.title = page.title;
        document.removeEventListener("submit", hold, true);
        ready(main);
        goOn(main);
        (main.querySelector(".error-summary") || main.querySelector("figure a") || main).focus();
      });
      request.open("POST", form.action);
      request.setRequestHeader("accept", "text/html");
      request.send(body);
    };
    chooser.addEventListener("change", start);
    document.addEventListener("submit", hold, true);
  };

  const count = (place) => {
    const until = Date.now() + 1000 * Number(place.dataset.countdown);
    const tick = () => {
      const left = Math.max(0, Math.round((until - Date.now()) / 1000));
      place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left) { setTimeout(tick, 1000); return; }
      for (const each of document.querySelectorAll("[data-when-over]")) each.hidden = false;
      for (const each of document.querySelectorAll("[data-until-over]")) each.hidden = true;
    };
    tick();
  };

  const ready = (root) => {
    for (const form of root.querySelectorAll("form[data-upload]")) upload(form);
    for (const place of root.querySelectorAll("[data-countdown]")) count(place);
  };
  ready(document);
})();

// Passkeys: a form with data-passkey asks one about exactly what it shows, and sends the answer with itself.
(() => {
  const supported = () => window.PublicKeyCredential?.parseRequestOptionsFromJSON
    && window.PublicKeyCredential.parseCreationOptionsFromJSON && navigator.credentials;
  const asks = new Set();

  const say = (form, words, failed = false) => {
    const place = form.querySelector("[data-passkey-says]");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
    place.classList.toggle("field-error", failed);
  };
  const send = async (form, address, body) => {
    const answer = await fetch(address, {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body),
      headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": form.elements.csrf_token.value },
    });
    const read = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (!answer.ok) throw new Error(read?.detail || "That did not work. Reload the page and try again.");
    return read;
  };
  const reason = (error) => error.name === "NotAllowedError"
    ? "Nothing was done: the passkey was cancelled, or took too long."
    : error.name === "InvalidStateError" ? "This device already has a passkey here." : error.message;

  const ask = async (form, purpose, content) => {
    const options = await send(form, "/desk/security/challenge", { purpose, content });
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return JSON.stringify(await navigator.credentials.get({ publicKey }));
  };

  const sign = async (form) => {
    const code = form.elements.code;
    const needed = code?.required;
    if (code) code.required = false;
    try {
      if (!form.reportValidity()) return;
      say(form, "Waiting for your passkey.");
      form.elements.passkey.value = await ask(form, form.dataset.passkey, form.dataset.content);
      say(form, "");
      form.requestSubmit();
    } catch (error) {
      form.elements.passkey.value = "";
      say(form, reason(error), true);
    } finally {
      if (code) code.required = needed;
    }
  };

  const add = async (form) => {
    const value = (name) => form.elements[name]?.value.trim() || "";
    try {
      const enrolment = value("enrolment");
      const code = value("code");
      say(form, "Waiting for your device.");
      const passkey = !enrolment && !code && form.dataset.known ? await ask(form, "manage", form.dataset.content) : "";
      const options = await send(form, "/desk/security/passkeys/begin", { code, passkey, enrolment });
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
      const made = await navigator.credentials.create({ publicKey });
      await send(form, "/desk/security/passkeys", { name: value("name"), answer: JSON.stringify(made), enrolment });
      location.assign("/desk/security?added=1");
    } catch (error) {
      say(form, reason(error), true);
    }
  };

  const once = async (form, work) => {
    if (asks.has(form)) return;
    asks.add(form);
    await work(form).finally(() => asks.delete(form));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey-sign]");
    if (!button) return;
    event.preventDefault();
    once(button.form, sign);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-passkey-add]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    once(event.target, add);
  }, true);
  if (!supported()) {
    for (const part of document.querySelectorAll("[data-passkey-sign], [data-passkey-add]")) part.hidden = true;
    for (const part of document.querySelectorAll("[data-passkey-none]")) part.hidden = false;
  }
})();

// Comfort only: spaces in the number, a stroke in the expiry, one press of the button. The page works without it.
const digits = (text, most) => text.replace(/\D/g, "").slice(0, most);

const grouped = (text) => {
  const all = digits(text, 19);
  const sizes = /^3[47]/.test(all) ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const parts = [];
  for (let at = 0, n = 0; at < all.length && n < sizes.length; at += sizes[n], n += 1) parts.push(all.slice(at, at + sizes[n]));
  return parts.join(" ");
};

const dated = (text) => {
  let all = digits(text, 4);
  if (/^[2-9]/.test(all)) all = digits(`0${all}`, 4);
  return all.length > 2 ? `${all.slice(0, 2)} / ${all.slice(2)}` : all;
};

const formats = { number: grouped, expiry: dated, cvc: (text) => digits(text, 4) };

for (const [id, format] of Object.entries(formats)) {
  const field = document.getElementById(id);
  field?.addEventListener("input", () => {
    if (field.selectionStart === field.value.length) field.value = format(field.value);
  });
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

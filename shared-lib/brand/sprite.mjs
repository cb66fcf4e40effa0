// Print one sprite with the icons the brand uses, from lucide (ISC). A symbol's id is the icon's name here.
import { readFileSync } from "node:fs";

const icons = {
  activity: "activity", alert: "triangle-alert", "arrow-left": "arrow-left", "arrow-right": "arrow-right",
  ban: "ban", bell: "bell", bottle: "pill-bottle", box: "package", "box-check": "package-check", calendar: "calendar",
  card: "credit-card", chart: "chart-line", check: "check", "check-circle": "circle-check", "chevron-down": "chevron-down",
  "chevron-left": "chevron-left", "chevron-right": "chevron-right", circle: "circle", clipboard: "clipboard-list",
  clock: "clock", close: "x", cold: "snowflake", copy: "copy", dot: "circle-dot", download: "download", edit: "pencil",
  error: "octagon-alert", external: "external-link", eye: "eye", file: "file-text", filter: "sliders-horizontal",
  fingerprint: "fingerprint", flask: "flask-conical", gift: "gift", globe: "globe", heart: "heart-pulse", help: "circle-question-mark",
  history: "history", home: "house", hourglass: "hourglass", image: "image", info: "info", key: "key-round", layers: "layers",
  leaf: "leaf", link: "link", lock: "lock", "log-out": "log-out", mail: "mail", map: "map-pin", menu: "menu",
  message: "message-square", minus: "minus", more: "ellipsis", pause: "circle-pause", phone: "phone", pill: "pill", play: "circle-play",
  plus: "plus", print: "printer", receipt: "receipt", refresh: "refresh-cw", return: "undo-2", scan: "scan-line", search: "search",
  settings: "settings", shield: "shield-check", shop: "store", sign: "signature", siren: "siren", sort: "arrow-up-down",
  star: "star", stethoscope: "stethoscope", syringe: "syringe", tag: "tag", trash: "trash-2", truck: "truck", unlock: "lock-open",
  upload: "upload", inbox: "inbox", list: "list", send: "send", flag: "flag", "calendar-add": "calendar-plus", "bar-chart": "chart-column", camera: "camera", user: "user", users: "users", video: "video", basket: "shopping-basket",
};

console.log(`<svg xmlns="http://www.w3.org/2000/svg">`);
for (const [name, source] of Object.entries(icons).sort()) {
  const file = readFileSync(`node_modules/lucide-static/icons/${source}.svg`, "utf8");
  const drawing = file.replace(/<!--[^]*?-->/, "").replace(/<svg[^>]*>/, "").replace("</svg>", "").replace(/\s*\n\s*/g, "");
  console.log(`<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`);
}
console.log(readFileSync("src/mark.svg", "utf8").replace("<svg", "<symbol id=\"mark\"").replace("</svg>", "</symbol>").replace(/ xmlns="[^"]*"/, "").replace(/\s*\n\s*/g, " ").trim());
console.log("</svg>");

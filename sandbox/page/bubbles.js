// One message → one bubble.
import { fileAddress } from "./control.js";
import { write } from "./entities.js";
import { make } from "./nodes.js";
import { locale, say } from "./words.js";

const KILO = 1024;

export function size(bytes) {
  if (bytes < KILO) return say("bytes", { size: bytes });
  const [name, unit] = bytes < KILO * KILO ? ["kilobytes", KILO] : ["megabytes", KILO * KILO];
  const number = (bytes / unit).toLocaleString(locale(), { maximumFractionDigits: 1 });
  return say(name, { size: number });
}

const clockTime = (seconds, zone) =>
  new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", timeZone: zone });

export const dayOf = (seconds, zone) =>
  new Date(seconds * 1000).toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "long", timeZone: zone });

function file(given) {
  return make(
    "a",
    { className: "document", href: fileAddress(given.file_id), download: given.name },
    make("span", { className: "sheet", ariaHidden: "true" }, given.name.split(".").pop().slice(0, 4)),
    make("span", { className: "file" }, make("b", {}, given.name), make("small", {}, size(given.size))),
  );
}

function photo(given) {
  return make("img", { className: "photo", src: fileAddress(given.file_id), alt: say("photoMessage") });
}

function attachment(message) {
  if (message.document) return file(message.document);
  if (message.photo) return photo(message.photo);
  if (message.voice) return make("span", { className: "wave" }, `▶ ${say("voiceMessage")}, 0:03`);
  if (message.sticker) return make("span", { className: "sticker" }, message.sticker.emoji || "🙂");
  if (message.contact) return make("span", {}, `${say("contactMessage")}: ${message.contact.first_name}, ${message.contact.phone_number}`);
  if (message.location) return make("span", {}, say("locationMessage"));
  return null;
}

function button(one, message, actions) {
  const node = make("button", { type: "button", textContent: one.text });
  if (one.style) node.dataset.style = one.style;
  if (one.url) {
    node.classList.add("outside");
    node.addEventListener("click", (event) => actions.follow(one.url, event));
  } else {
    node.addEventListener("click", () => actions.tap(message, one, node));
  }
  return node;
}

function keyboard(message, actions) {
  const rows = message.keyboard.map((row) => make("div", { className: "row" }, ...row.map((one) => button(one, message, actions))));
  return make("div", { className: "buttons" }, ...rows);
}

function foot(message, zone, actions, own) {
  const node = make("span", { className: "foot" });
  if (own && !message.document && message.text && !message.voice) {
    const edit = make("button", { type: "button", className: "quiet edit", textContent: say("edit") });
    edit.addEventListener("click", () => actions.edit(message));
    node.append(edit);
  }
  if (message.versions.length) node.append(`${say("edited")} `);
  node.append(clockTime(message.date, zone));
  return node;
}

export function bubble(message, zone, actions, own, author) {
  const outer = make("article", { className: `message ${message.from === "bot" ? "theirs" : "own"}` });
  outer.dataset.id = message.message_id;
  const inner = make("div", { className: "bubble" }, author ? make("b", { className: "author" }, author) : null, attachment(message));
  if (message.text) {
    const text = make("div", { className: "text" });
    write(text, message.text, message.entities, actions);
    inner.append(text);
  }
  inner.append(foot(message, zone, actions, own));
  outer.append(inner);
  if (message.keyboard) outer.append(keyboard(message, actions));
  return outer;
}

// One message → one bubble.
import { fileAddress } from "./control.js";
import { write } from "./entities.js";
import { icon, make } from "./nodes.js";
import { locale, say } from "./words.js";

const KILO = 1024;

export function size(bytes) {
  if (bytes < KILO) return say("bytes", { size: bytes });
  const [name, unit] = bytes < KILO * KILO ? ["kilobytes", KILO] : ["megabytes", KILO * KILO];
  const number = (bytes / unit).toLocaleString(locale(), { maximumFractionDigits: 1 });
  return say(name, { size: number });
}

const clocks = new Map();

// Formatters are dear to make and are asked for with every bubble.
function format(kind, zone, options) {
  const key = `${kind} ${locale()} ${zone}`;
  if (!clocks.has(key)) clocks.set(key, new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone }));
  return clocks.get(key);
}

export const timeOf = (seconds, zone) =>
  format("time", zone, { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);

export const dayOf = (seconds, zone) =>
  format("day", zone, { weekday: "long", day: "numeric", month: "long" }).format(seconds * 1000);

function file(given) {
  return make(
    "a",
    { className: "document", href: fileAddress(given.file_id), download: given.name },
    make("span", { className: "sheet", ariaHidden: "true" }, given.name.split(".").pop().slice(0, 4)),
    make("span", { className: "file" }, make("b", {}, given.name), make("small", {}, size(given.size))),
  );
}

function photo(message, actions) {
  const picture = make("img", { src: fileAddress(message.photo.file_id), alt: message.text || say("photoMessage") });
  picture.addEventListener("load", () => actions.grown());
  const node = make("button", { type: "button", className: "photo", ariaLabel: say("openPhoto") }, picture);
  node.addEventListener("click", () => actions.view(picture));
  return node;
}

function attachment(message, actions) {
  if (message.document) return file(message.document);
  if (message.photo) return photo(message, actions);
  if (message.voice) return make("span", { className: "wave" }, icon("play"), ` ${say("voiceMessage")}, 0:03`);
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

function foot(message, zone, actions, isOwn) {
  const node = make("span", { className: "foot" });
  const isPlain = message.text && !["document", "photo", "voice"].some((kind) => message[kind]);
  if (isOwn && isPlain) {
    const edit = make("button", { type: "button", className: "edit", textContent: say("edit") });
    edit.addEventListener("click", () => actions.edit(message));
    node.append(edit);
  }
  if (message.versions.length) node.append(make("span", {}, say("edited")));
  node.append(make("time", {}, timeOf(message.date, zone)));
  return node;
}

function service(body) {
  if (body.group_chat_created) return say("groupMade");
  if (body.new_chat_members) return say("botCame");
  if (body.migrate_to_chat_id || body.migrate_from_chat_id) return say("becameSuper");
  return say("service");
}

// `seen`: zone, whether the message is of the person whose screen this is, author in a group.
export function bubble(message, actions, { zone, isOwn, author }) {
  if (message.service) return make("p", { className: "notice", textContent: service(message.service) });
  const outer = make("article", { className: `message ${message.from === "bot" ? "theirs" : isOwn ? "own" : "others"}` });
  const inner = make("div", { className: "bubble" }, author ? make("b", { className: "author" }, author) : null, attachment(message, actions));
  if (message.text) {
    const text = make("div", { className: "text" });
    write(text, message.text, message.entities, actions);
    inner.append(text);
  }
  inner.append(foot(message, zone, actions, isOwn));
  outer.append(inner);
  if (message.keyboard) outer.append(keyboard(message, actions));
  return outer;
}

// A text with entities → nodes. Offsets are UTF-16 units, as JavaScript counts too.
import { make } from "./nodes.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
};

function link(address, follow) {
  const node = make("a", { href: address, rel: "noopener noreferrer", target: "_blank" });
  node.addEventListener("click", (event) => follow(address, event));
  return node;
}

function safe(address) {
  return /^(https?|tg|mailto):/i.test(address) ? address : `http://${address}`;
}

function quote() {
  const node = make("blockquote", { className: "expandable", tabIndex: 0 });
  node.addEventListener("click", () => node.classList.toggle("open"));
  return node;
}

function spoiler() {
  const node = make("span", { className: "spoiler", tabIndex: 0 });
  node.addEventListener("click", () => node.classList.add("open"));
  return node;
}

function command(text, act) {
  const node = make("a", { href: "#", className: "command" });
  node.addEventListener("click", (event) => {
    event.preventDefault();
    act(text);
  });
  return node;
}

function wrap(entity, text, actions) {
  const words = text.slice(entity.offset, entity.offset + entity.length);
  if (TAGS[entity.type]) return make(TAGS[entity.type]);
  if (entity.type === "text_link") return link(safe(entity.url), actions.follow);
  if (entity.type === "url") return link(safe(words), actions.follow);
  if (entity.type === "bot_command") return command(words, actions.command);
  if (entity.type === "blockquote") return make("blockquote");
  if (entity.type === "expandable_blockquote") return quote();
  if (entity.type === "spoiler") return spoiler();
  return make("span", { className: "mention" });
}

function fill(target, text, start, end, entities, actions) {
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [one, ...others] = rest;
    const first = Math.max(one.offset, at);
    const last = Math.min(one.offset + one.length, end);
    rest = others;
    if (first >= last) continue;
    target.append(text.slice(at, first));
    const node = wrap(one, text, actions);
    fill(node, text, first, last, others.filter((other) => other.offset < last), actions);
    target.append(node);
    rest = others.filter((other) => other.offset + other.length > last);
    at = last;
  }
  target.append(text.slice(at, end));
}

export function write(target, text, entities, actions) {
  fill(target, text, 0, text.length, entities, actions);
}

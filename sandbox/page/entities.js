// A text with entities → nodes. Offsets are UTF-16 units, as JavaScript counts too.
import { make } from "./nodes.js";
import { say } from "./words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};

function link(address, actions) {
  const node = make("a", { href: address, rel: "noopener noreferrer", target: "_blank" });
  node.addEventListener("click", (event) => actions.follow(address, event));
  return node;
}

function safe(address) {
  return /^(https?|tg|mailto):/i.test(address) ? address : `http://${address}`;
}

// Opens by mouse and by keyboard alike.
function opener(tag, className, name) {
  const node = make(tag, { className, tabIndex: 0, role: "button", ariaExpanded: "false", title: say(name) });
  const turn = (event) => {
    if (event.target.closest("a")) return;
    const isOpen = node.classList.toggle("open");
    node.ariaExpanded = String(isOpen);
  };
  node.addEventListener("click", turn);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    turn(event);
  });
  return node;
}

function command(text, actions) {
  const node = make("a", { href: "#", className: "command" });
  node.addEventListener("click", (event) => {
    event.preventDefault();
    actions.command(text);
  });
  return node;
}

function wrap(entity, text, actions) {
  const words = text.slice(entity.offset, entity.offset + entity.length);
  if (TAGS[entity.type]) return make(TAGS[entity.type]);
  if (entity.type === "text_link") return link(safe(entity.url), actions);
  if (entity.type === "url") return link(safe(words), actions);
  if (entity.type === "bot_command") return command(words, actions);
  if (entity.type === "expandable_blockquote") return opener("blockquote", "expandable", "expand");
  if (entity.type === "spoiler") return opener("span", "spoiler", "spoiler");
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

// The list of people and groups, and the search in it.
import { avatar, byId, make } from "./nodes.js";
import { fullName, on, store } from "./store.js";
import { say } from "./words.js";

function row(chat, desk) {
  const unread = store.unread.get(chat.id) || 0;
  const role = chat.note ? make("em", {}, `${chat.note}${chat.line ? " · " : ""}`) : null;
  const badge = unread
    ? make("span", { className: "badge" }, make("span", { ariaHidden: "true" }, unread), make("span", { className: "unseen" }, say("unread", { count: unread })))
    : null;
  const node = make(
    "button",
    { type: "button", className: "person", onclick: () => desk.open(chat.id) },
    avatar(chat.id, chat.name),
    make("span", { className: "lines" }, make("b", {}, chat.name), make("span", { className: "last" }, role, chat.line)),
    badge,
  );
  if (desk.shows(chat.id)) node.setAttribute("aria-current", "true");
  return make("li", {}, node);
}

function lineOf({ last }) {
  if (!last) return "";
  const words = last.text || (last.kind ? say(`${last.kind}Message`) : "");
  return (last.from === "person" && words ? say("you") : "") + words;
}

const personRow = (person) => ({
  id: person.id, name: fullName(person), note: person.note, line: person.blocked ? say("blocked") : lineOf(person),
});

const groupRow = (group) => ({ id: group.id, name: group.title, note: say("group"), line: lineOf(group) });

function isFound(chat, words) {
  const text = `${chat.name} ${chat.note}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export function drawPeople(desk) {
  const all = [...store.people.map(personRow), ...store.groups.map(groupRow)];
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const chats = all.filter((chat) => isFound(chat, words));
  const list = byId("people-list");
  const places = [...list.querySelectorAll("button")];
  const focused = places.indexOf(document.activeElement);
  list.replaceChildren(...chats.map((chat) => row(chat, desk)));
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  byId("nobody").hidden = chats.length > 0;
  byId("nobody").textContent = say(all.length ? "nothingFound" : "nobody");
}

// Up and down walk through the list, as in a messenger.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const places = [byId("search"), ...byId("people-list").querySelectorAll("button")];
  const next = places[places.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function startPeople(desk) {
  on("people", () => drawPeople(desk));
  on("desk", () => drawPeople(desk));
  byId("search").addEventListener("input", () => drawPeople(desk));
  byId("people").addEventListener("keydown", walk);
}

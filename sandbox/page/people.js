// The list of people and groups.
import { byId, initials, make, tint } from "./nodes.js";
import { say } from "./words.js";

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ") || "?";

function row(chat, state, choose) {
  const unread = state.unread.get(chat.id) || 0;
  const badge = unread ? make("span", { className: "badge", textContent: unread, title: say("unread", { count: unread }) }) : null;
  const node = make(
    "button",
    { type: "button", className: "person" },
    make("span", { className: `avatar ${tint(chat.id)}`, textContent: initials(chat.name), ariaHidden: "true" }),
    make(
      "span",
      { className: "lines" },
      make("span", { className: "name" }, make("b", {}, chat.name), chat.note ? make("em", {}, chat.note) : null),
      make("span", { className: "last", textContent: chat.line }),
    ),
    badge,
  );
  if (chat.id === state.chatId) node.setAttribute("aria-current", "true");
  node.addEventListener("click", () => choose(chat.id));
  return make("li", {}, node);
}

function personRow(person) {
  const last = person.last || {};
  const words = last.text || (last.kind ? say(`${last.kind}Message`) : "");
  const line = person.blocked ? say("blocked") : (last.from === "person" && words ? say("you") : "") + words;
  return { id: person.id, name: fullName(person), note: person.note, line };
}

function groupRow(group) {
  return { id: group.id, name: group.title, note: say("group"), line: "" };
}

export function drawPeople(state, choose) {
  const chats = [...state.people.map(personRow), ...state.groups.map(groupRow)];
  byId("people-list").replaceChildren(...chats.map((chat) => row(chat, state, choose)));
  byId("nobody").hidden = chats.length > 0;
}

// What the page knows: people, groups, unread counts, the helper; and who is told of changes.
import { look, pause, watch } from "./control.js";

export const store = {
  run: "", bot: null, helper: null, offset: 0, people: [], groups: [], unread: new Map(), story: null, reaction: null,
};

const bus = new EventTarget();
export const on = (kind, listener) => bus.addEventListener(kind, (event) => listener(event.detail));
export const tell = (kind, detail) => bus.dispatchEvent(new CustomEvent(kind, { detail }));

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ") || "?";
export const personOf = (id) => store.people.find((one) => one.id === id);
export const groupOf = (id) => store.groups.find((one) => one.id === id);

export function nameOf(chatId) {
  const found = chatId < 0 ? groupOf(chatId) : personOf(chatId);
  if (!found) return "?";
  return chatId < 0 ? found.title : fullName(found);
}

const unreadKey = () => `unread:${store.run}`;

export function markRead(chatId) {
  if (!store.unread.delete(chatId)) return;
  keepUnread();
  tell("people");
}

function keepUnread() {
  sessionStorage.setItem(unreadKey(), JSON.stringify([...store.unread]));
}

export async function loadPeople() {
  [store.people, store.groups] = await Promise.all([look("people"), look("chats")]);
  store.groups = store.groups.filter((group) => !group.migrated_to);
  tell("people");
}

async function loadAll() {
  const state = await look("state");
  const isNew = state.run !== store.run;
  Object.assign(store, { run: state.run, bot: state.bot, helper: state.helper, offset: state.offset_seconds });
  if (isNew) {
    store.unread = new Map(JSON.parse(sessionStorage.getItem(unreadKey()) || "[]"));
    store.story = await look("story");
  }
  await loadPeople();
  return state.last_event;
}

let isLoading = false;
let isStale = false;

// Many changes in a row are asked for once.
async function refreshPeople() {
  isStale = true;
  if (isLoading) return;
  isLoading = true;
  while (isStale) {
    isStale = false;
    await loadPeople().catch(() => {});
    await pause(120);
  }
  isLoading = false;
}

function note(event) {
  if (event.kind === "message" && event.by === "bot") {
    store.unread.set(event.chat_id, (store.unread.get(event.chat_id) || 0) + 1);
  }
  if (event.kind === "clock") {
    store.offset = event.offset_seconds;
    tell("clock");
  }
  if (event.kind === "helper") {
    store.helper = event;
    tell("helper");
  }
  if (event.kind === "reset") tell("again");
  if (["action", "commands", "fault"].includes(event.kind)) tell(event.kind, event);
}

function take(events) {
  events.forEach(note);
  const chats = new Map();
  for (const event of events) {
    if (!["message", "edit", "delete"].includes(event.kind)) continue;
    if (!chats.has(event.chat_id)) chats.set(event.chat_id, new Set());
    chats.get(event.chat_id).add(event.message_id);
    if (event.by !== "person") tell("bot-acted", event);
  }
  for (const [chatId, ids] of chats) tell("messages", { chatId, ids });
  keepUnread();
  if (events.some((event) => ["message", "edit", "delete", "person", "reset"].includes(event.kind))) refreshPeople();
}

async function comeBack() {
  tell("lost");
  for (;;) {
    await pause(700);
    try {
      const was = store.run;
      const last = await loadAll();
      tell("found", { isNew: was !== store.run });
      tell("clock");
      tell("helper");
      return last;
    } catch {
      continue;
    }
  }
}

export async function begin(drawn) {
  const after = await loadAll();
  await drawn();
  await watch(after, take, comeBack);
}

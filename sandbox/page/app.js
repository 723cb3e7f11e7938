// The page: state, events, and who draws what.
import { bubble, dayOf } from "./bubbles.js";
import { drawClock, drawZones, setOffset, startClock, zoneName } from "./clock.js";
import { drawCommands, drawKeyboard, edit, startComposer, stopEditing } from "./composer.js";
import { look, order, watch } from "./control.js";
import { byId, initials, make, tint } from "./nodes.js";
import { drawPeople, fullName } from "./people.js";
import { fill, say, switchLanguage } from "./words.js";

const state = { people: [], groups: [], unread: new Map(), chatId: null, speakerId: null, bot: null };
let toastTimer = 0;
let typingTimer = 0;

const person = () => state.people.find((one) => one.id === state.speakerId);
const isGroup = () => state.chatId < 0;

function toast(text) {
  const node = byId("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    node.hidden = true;
  }, 4000);
}

function alertWith(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

// An act of the current person; a refusal becomes a toast.
async function act(name, body = {}) {
  if (state.speakerId === null) return null;
  const place = isGroup() ? { chat_id: state.chatId } : {};
  try {
    return await order(`people/${state.speakerId}/${name}`, { ...place, ...body });
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function payloadOf(address) {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([^&#]*))?/i.exec(address)
    || /^tg:\/\/resolve\?domain=(\w+)(?:&start=([^&#]*))?/i.exec(address);
  if (!match || match[1].toLowerCase() !== state.bot.username.toLowerCase()) return null;
  return match[2] || "";
}

function follow(address, event) {
  const payload = payloadOf(address);
  event.preventDefault();
  if (payload !== null) act("start", { payload });
  else if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener");
}

async function tap(message, button, node) {
  node.classList.add("waiting");
  const done = await act("tap", { message_id: message.message_id, data: button.data, wait: 10 });
  node.classList.remove("waiting");
  const answer = done?.answer;
  if (answer?.text) (answer.show_alert ? alertWith : toast)(answer.text);
}

const actions = { follow, tap, edit, command: (text) => act("send", { text }) };

function author(message) {
  if (!isGroup() || message.from === "bot") return null;
  const found = state.people.find((one) => one.id === message.person_id);
  return found ? fullName(found) : null;
}

function bubbles(messages) {
  const nodes = [];
  let day = "";
  for (const message of messages.filter((one) => !one.deleted)) {
    const today = dayOf(message.date, zoneName());
    if (today !== day) nodes.push(make("p", { className: "day", textContent: today }));
    day = today;
    if (message.service) nodes.push(make("p", { className: "day", textContent: say("service") }));
    else nodes.push(bubble(message, zoneName(), actions, message.person_id === state.speakerId, author(message)));
  }
  return nodes;
}

async function drawMessages() {
  const { chatId } = state;
  if (chatId === null) return;
  const [messages, chat] = await Promise.all([look(`chats/${chatId}/messages`), look(`chats/${chatId}`)]);
  if (chatId !== state.chatId) return;
  const log = byId("messages");
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120 || !log.childElementCount;
  const drawn = bubbles(messages);
  log.replaceChildren(...(drawn.length ? drawn : [make("p", { className: "hint", textContent: say("empty") })]));
  const isEmpty = messages.length === 0;
  byId("start-bar").hidden = !isEmpty && !person()?.blocked;
  byId("composer").hidden = isEmpty || Boolean(person()?.blocked);
  drawKeyboard(chat.reply_keyboard, act);
  if (wasAtEnd) log.scrollTop = log.scrollHeight;
}

function drawSpeakers(group) {
  const select = byId("speaker");
  select.hidden = !group;
  if (!group) return;
  const members = state.people.filter((one) => group.members.includes(one.id));
  select.replaceChildren(...members.map((one) => new Option(fullName(one), one.id, false, one.id === state.speakerId)));
}

function drawHead() {
  const current = person();
  const group = state.groups.find((one) => one.id === state.chatId);
  byId("chat-head").hidden = state.chatId === null;
  byId("choose").hidden = state.chatId !== null;
  if (!current) return;
  byId("bot-name").textContent = group ? group.title : `@${state.bot.username}`;
  byId("chat-status").textContent = group ? say("group") : `${say("bot")} · ${fullName(current)}`;
  byId("chat-avatar").textContent = initials(group ? group.title : state.bot.username);
  byId("chat-avatar").className = `avatar ${tint(state.chatId)}`;
  byId("block").hidden = Boolean(group);
  byId("block").textContent = say(current.blocked ? "unblock" : "block");
  drawSpeakers(group);
}

async function loadPeople() {
  [state.people, state.groups] = await Promise.all([look("people"), look("chats")]);
  if (state.chatId !== null && ![...state.people, ...state.groups].some((one) => one.id === state.chatId)) state.chatId = null;
  drawPeople(state, choose);
  drawHead();
}

async function choose(chatId) {
  const group = state.groups.find((one) => one.id === chatId);
  state.chatId = chatId;
  state.speakerId = group ? group.members[0] : chatId;
  state.unread.delete(chatId);
  byId("toast").hidden = true;
  document.body.classList.add("in-chat");
  byId("messages").replaceChildren();
  stopEditing();
  drawPeople(state, choose);
  drawHead();
  await Promise.all([drawMessages(), drawCommands(state.speakerId, act)]);
}

function showAction(event) {
  const status = byId("chat-status");
  status.textContent = say(event.action === "typing" ? "typing" : "sendingFile");
  clearTimeout(typingTimer);
  typingTimer = setTimeout(drawHead, 5000);
}

const changed = { people: false, messages: false };
let drawing = false;

// Many events in a row are drawn once.
async function draw() {
  if (drawing) return;
  drawing = true;
  while (changed.people || changed.messages) {
    const now = { ...changed };
    changed.people = changed.messages = false;
    if (now.people) await loadPeople();
    if (now.messages) await drawMessages();
    await new Promise((done) => setTimeout(done, 60));
  }
  drawing = false;
}

function note(event) {
  const isHere = event.chat_id === state.chatId;
  if (event.kind === "clock") setOffset(event.offset_seconds);
  else if (event.kind === "action") isHere && showAction(event);
  else if (event.kind === "commands") state.speakerId !== null && drawCommands(state.speakerId, act);
  else if (event.kind === "message" && event.by === "bot" && !isHere) {
    state.unread.set(event.chat_id, (state.unread.get(event.chat_id) || 0) + 1);
  }
  if (["message", "edit", "delete", "person", "reset"].includes(event.kind)) {
    changed.people = true;
    changed.messages ||= isHere || event.kind === "reset";
    draw();
  }
}

function startDialogs() {
  byId("add-person").addEventListener("click", () => byId("person-dialog").showModal());
  byId("person-dialog").addEventListener("close", async () => {
    if (byId("person-dialog").returnValue !== "ok") return;
    const [first_name, last_name, note] = ["first", "last", "note"].map((name) => byId(`person-${name}`).value.trim());
    byId("person-form").reset();
    const made = await order("people", { first_name, last_name: last_name || undefined, note });
    await loadPeople();
    await choose(made.id);
  });
  byId("more").addEventListener("click", (event) => {
    if (event.target.closest("button")) byId("more").open = false;
  });
  byId("open-link").addEventListener("click", () => byId("link-dialog").showModal());
  byId("start-link").addEventListener("click", () => byId("link-dialog").showModal());
  document.addEventListener("click", (event) => {
    if (!byId("more").contains(event.target)) byId("more").open = false;
  });
  byId("link-dialog").addEventListener("close", () => {
    const given = byId("link").value.trim();
    byId("link-form").reset();
    if (byId("link-dialog").returnValue !== "ok") return;
    const payload = /^[\w-]{1,64}$/.test(given) ? given : payloadOf(given);
    if (payload === null) toast(say("wrongLink", { bot: state.bot.username }));
    else act("start", { payload });
  });
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("cancel", () => {
      dialog.returnValue = "cancel";
    });
  }
}

function startHead() {
  byId("back").addEventListener("click", () => {
    document.body.classList.remove("in-chat");
    state.chatId = state.speakerId = null;
    byId("messages").replaceChildren();
    byId("composer").hidden = byId("start-bar").hidden = true;
    drawHead();
    drawPeople(state, choose);
  });
  byId("start").addEventListener("click", () => act("start"));
  byId("block").addEventListener("click", () => act(person()?.blocked ? "unblock" : "block"));
  byId("speaker").addEventListener("change", (event) => {
    state.speakerId = Number(event.target.value);
    drawMessages();
  });
  byId("language").addEventListener("click", () => {
    switchLanguage();
    fill();
    drawClock();
    drawZones();
    loadPeople().then(drawMessages);
  });
}

async function begin() {
  fill();
  state.bot = (await look("state")).bot;
  startDialogs();
  startHead();
  startComposer(act);
  await startClock(drawMessages);
  await loadPeople();
  const wanted = Number(new URLSearchParams(location.search).get("chat"));
  if (wanted) await choose(wanted);
  document.body.dataset.ready = "true";
  await watch(note, () => toast(say("lost")));
}

begin();

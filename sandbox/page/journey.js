// Living through days, and the list of what the bot said on the way.
import { dayOf, timeOf } from "./bubbles.js";
import { nowHere, zoneName } from "./clock.js";
import { look, order, pause } from "./control.js";
import { ask } from "./dialogs.js";
import { avatar, byId, make } from "./nodes.js";
import { nameOf, on, store, tell } from "./store.js";
import { counted, language, say } from "./words.js";

const EVENING = { hour: 18, minute: 1 };
const MORNING = { hour: 9, minute: 1 };
const QUIET = 700;
const AGAIN = 100;
const LONGEST = 20;
const LONGEST_WAY = 183;
const DAY = 86_400_000;
const LINE = 110;

let heard = null; // what the bot says while days are lived: [chat id, message id]
let isStopped = false;
let last = null;

const dateHere = (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: zoneName() }).format(moment);

// A killed bot lives no days: time stands until it is back.
async function moveTo(time) {
  while (store.helper?.state === "down") await pause(AGAIN);
  const answer = await order("clock", { next_morning: true, zone: zoneName(), ...time });
  store.offset = answer.offset_seconds;
  tell("clock");
  await order("settle", { quiet_ms: QUIET, timeout: LONGEST });
}

// A day has an evening and a morning, so that the bot does the work of both.
async function liveDay() {
  const hourNow = Number(nowHere().toLocaleTimeString("en-GB", { hour: "2-digit", timeZone: zoneName() }));
  if (hourNow >= MORNING.hour && hourNow < EVENING.hour) await moveTo(EVENING);
  await moveTo(MORNING);
}

function drawProgress(day, days) {
  byId("progress").hidden = day > days;
  byId("progress-text").textContent = say("dayOf", { day: Math.min(day, days), days });
  byId("progress-bar").max = days;
  byId("progress-bar").value = day - 1;
}

function turnButtons(isOff) {
  for (const id of ["next-morning", "next-week", "to-date"]) byId(id).disabled = isOff;
}

export async function live(days) {
  if (heard || days < 1) return;
  const from = nowHere();
  heard = [];
  isStopped = false;
  turnButtons(true);
  byId("happened").hidden = true;
  try {
    for (let day = 1; day <= days && !isStopped; day += 1) {
      drawProgress(day, days);
      await liveDay();
    }
    await tellWhatHappened(from);
  } finally {
    heard = null;
    drawProgress(days + 1, days);
    turnButtons(false);
    tell("lived", days);
  }
}

async function tellWhatHappened(from) {
  const ids = new Map();
  for (const [chatId, id] of heard) ids.set(chatId, [...(ids.get(chatId) || []), id]);
  const lists = await Promise.all([...ids].map(async ([chatId, wanted]) => {
    const found = await look(`chats/${chatId}/messages?ids=${[...new Set(wanted)].join(",")}`).catch(() => []);
    return found.filter((one) => !one.deleted && one.from === "bot").map((message) => ({ chatId, message }));
  }));
  const all = lists.flat().sort((a, b) => a.message.date - b.message.date || a.message.message_id - b.message.message_id);
  last = { from, to: nowHere(), all };
  byId("open-happened").hidden = false;
  drawHappened();
}

// How many of a kind: of messages, or of the different things its pattern names.
function countOf(kind, all) {
  if (!kind.pattern) return all.length;
  const flags = kind.pattern.startsWith("(?s)") ? "gs" : "g";
  const pattern = new RegExp(kind.pattern.replace("(?s)", ""), flags);
  const found = all.map(({ message }) => [...message.text.matchAll(pattern)]).filter((one) => one.length);
  const named = new Set(found.flat().map((match) => match[1]));
  return named.has(undefined) || !named.size ? found.length : named.size;
}

const FALLBACK = [{ pattern: "", words: { ru: ["сообщение", "сообщения", "сообщений"], en: ["message", "messages"] } }];

function summary(all) {
  const kinds = store.story?.kind ?? FALLBACK;
  const counts = kinds.map((kind) => [countOf(kind, all), kind.words[language()]]).filter(([count]) => count);
  return counts.map(([count, words]) => counted(count, words)).join(", ") || say("quiet");
}

function line({ chatId, message }, desk) {
  const text = message.text.replace(/\s+/g, " ").slice(0, LINE);
  const node = make(
    "button",
    { type: "button", className: "happening" },
    make("time", {}, timeOf(message.date, zoneName())),
    avatar(chatId, nameOf(chatId)),
    make("span", { className: "lines" }, make("b", {}, nameOf(chatId)), make("span", { className: "last" }, text)),
  );
  node.addEventListener("click", () => {
    if (innerWidth < 720) byId("happened").hidden = true;
    desk.open(chatId, { messageId: message.message_id });
  });
  return make("li", {}, node);
}

let desk = null;

function drawHappened() {
  if (!last) return;
  const days = [last.from, last.to].map((moment) => dayOf(moment / 1000, zoneName()));
  byId("happened-when").textContent = say("from", { from: days[0], to: days[1] });
  byId("happened-counts").textContent = summary(last.all);
  const nodes = [];
  let before = "";
  for (const one of last.all) {
    const day = dayOf(one.message.date, zoneName());
    if (day !== before) nodes.push(make("li", { className: "happened-day" }, day));
    before = day;
    nodes.push(line(one, desk));
  }
  byId("happened-list").replaceChildren(...nodes);
  byId("happened").hidden = false;
}

async function toDate() {
  const input = byId("to-date-input");
  const today = new Date(`${dateHere(nowHere())}T00:00:00Z`);
  const day = (count) => new Date(today.getTime() + count * DAY).toISOString().slice(0, 10);
  [input.min, input.max, input.value] = [day(1), day(LONGEST_WAY), day(1)];
  if (await ask("to-date-dialog")) await live(Math.round((new Date(`${input.value}T00:00:00Z`) - today) / DAY));
}

export function startJourney(givenDesk) {
  desk = givenDesk;
  on("bot-acted", (event) => event.kind === "message" && heard?.push([event.chat_id, event.message_id]));
  on("zone", () => byId("happened").hidden || drawHappened());
  on("language", () => byId("happened").hidden || drawHappened());
  byId("next-morning").addEventListener("click", () => live(1));
  byId("next-week").addEventListener("click", () => live(7));
  byId("to-date").addEventListener("click", toDate);
  byId("stop").addEventListener("click", () => {
    isStopped = true;
  });
  byId("open-happened").addEventListener("click", () => {
    if (byId("happened").hidden) drawHappened();
    else byId("happened").hidden = true;
  });
  byId("close-happened").addEventListener("click", () => {
    byId("happened").hidden = true;
  });
}

// Toasts, alerts, and the small questions the page asks.
import { order } from "./control.js";
import { byId, make } from "./nodes.js";
import { payloadOf } from "./pane.js";
import { fullName, loadPeople, nameOf, store, tell } from "./store.js";
import { say } from "./words.js";

const TOAST = 4500;
const NEW = "new";
let toastTimer = 0;

export function toast(text) {
  const node = byId("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    node.hidden = true;
  }, TOAST);
}

export function alertWith(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

// Shows a dialog; true when it was answered with its main button.
export function ask(id) {
  const dialog = byId(id);
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "ok"), { once: true });
  });
}

export async function addPerson(desk) {
  byId("person-form").reset();
  if (!(await ask("person-dialog"))) return;
  const [first_name, last_name, note] = ["first", "last", "note"].map((name) => byId(`person-${name}`).value.trim());
  const made = await order("people", { first_name, last_name, note, language_code: store.helper?.language });
  await loadPeople();
  desk.open(made.id);
}

export async function addGroup(desk) {
  byId("group-form").reset();
  byId("group-members").replaceChildren(...store.people.map((one) =>
    make("label", {}, make("input", { type: "checkbox", value: one.id }), make("span", {}, fullName(one)))));
  if (!(await ask("group-dialog"))) return;
  const members = [...byId("group-members").querySelectorAll("input:checked")].map((box) => Number(box.value));
  const title = byId("group-title").value.trim();
  try {
    const made = await order("groups", { title, members, with_bot: false });
    await loadPeople();
    desk.open(made.id);
  } catch (error) {
    toast(error.message);
  }
}

export async function openLink(pane) {
  byId("link-form").reset();
  if (!(await ask("link-dialog"))) return;
  const given = byId("link").value.trim();
  const payload = /^[\w-]{1,64}$/.test(given) ? given : payloadOf(given);
  if (payload === null) toast(say("wrongLink", { bot: store.bot.username }));
  else pane.act("start", { payload });
}

// Who opens a link with a payload: the person of this chat, another one, or somebody new.
export async function askWhoFollows(chatId) {
  byId("follow-form").reset();
  const others = store.people.filter((one) => one.id !== chatId);
  const own = chatId === null ? [] : [new Option(say("thisPerson", { name: nameOf(chatId) }), chatId)];
  byId("follow-who").replaceChildren(...own, new Option(say("newPerson"), NEW), ...others.map((one) => new Option(fullName(one), one.id)));
  if (chatId === null) byId("follow-who").value = NEW;
  drawFollow();
  tell("asked-who");
  if (!(await ask("follow-dialog"))) return null;
  if (byId("follow-who").value !== NEW) return Number(byId("follow-who").value);
  const [first_name, ...rest] = byId("follow-name").value.trim().split(/\s+/);
  const made = await order("people", { first_name, last_name: rest.join(" "), language_code: store.helper?.language });
  await loadPeople();
  tell("newcomer", made.id);
  return made.id;
}

export function drawFollow() {
  const isNew = byId("follow-who").value === NEW;
  byId("follow-new").hidden = !isNew;
  byId("follow-name").required = isNew;
}

export function startDialogs(desk) {
  byId("add-person").addEventListener("click", () => addPerson(desk));
  byId("add-group").addEventListener("click", () => addGroup(desk));
  byId("follow-who").addEventListener("change", drawFollow);
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("cancel", () => {
      dialog.returnValue = "cancel";
    });
  }
}

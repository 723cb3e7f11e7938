// One chat on the desk: its head, messages and what its person can do.
import { bubble } from "./bubbles.js";
import { zoneName } from "./clock.js";
import { Composer } from "./composer.js";
import { look, order } from "./control.js";
import { alertWith, askWhoFollows, openLink, toast } from "./dialogs.js";
import { History } from "./history.js";
import { avatar, fromTemplate, icon } from "./nodes.js";
import { fullName, groupOf, nameOf, personOf, store, tell } from "./store.js";
import { view } from "./viewer.js";
import { fill, say } from "./words.js";

const ANSWER_WAIT = 10;
const TYPING = 5000;

export class Pane {
  // `desk.close(pane)`, `desk.back()`, `desk.open(chatId)`: what a chat asks of the desk.
  constructor(desk) {
    this.desk = desk;
    this.chatId = null;
    this.speakerId = null;
    this.typing = 0;
    this.root = fromTemplate("pane");
    this.find = (name) => this.root.querySelector(`.${name}`);
    for (const node of this.root.querySelectorAll(".pane-head [data-icon]")) node.append(icon(node.dataset.icon));
    this.composer = new Composer(this.find("composer"), (name, body) => this.act(name, body));
    this.history = new History(this.find("messages"), this.find("latest"), (message) => this.bubble(message), zoneName);
    this.actions = {
      follow: (address, event) => this.follow(address, event),
      tap: (message, button, node) => this.tap(message, button, node),
      edit: (message) => this.composer.edit(message),
      command: (text) => this.act("send", { text }),
      view,
      grown: () => this.history.isAtEnd && this.history.isNearEnd() && this.history.toEnd(),
    };
    this.listen();
  }

  get isGroup() {
    return this.chatId < 0;
  }

  // A chat behind the list or the first screen is open, but nobody reads it.
  get isSeen() {
    return !document.hidden && this.root.checkVisibility();
  }

  listen() {
    this.find("back").addEventListener("click", () => this.desk.back());
    this.find("close-pane").addEventListener("click", () => this.desk.close(this));
    this.find("start").addEventListener("click", () => this.act("start"));
    this.find("start-link").addEventListener("click", () => openLink(this));
    this.find("open-link").addEventListener("click", () => openLink(this));
    this.find("block").addEventListener("click", () => this.act(personOf(this.speakerId)?.blocked ? "unblock" : "block"));
    this.find("membership").addEventListener("click", () => this.turnMembership());
    this.find("add-bot").addEventListener("click", () => this.turnMembership());
    const more = this.find("more");
    more.addEventListener("click", (event) => {
      if (event.target.closest("button")) more.open = false;
    });
    more.addEventListener("keydown", (event) => {
      if (event.key === "Escape") more.open = false;
    });
    document.addEventListener("click", (event) => {
      if (!more.contains(event.target)) more.open = false;
    });
    this.find("speaker").addEventListener("change", (event) => {
      this.speakerId = Number(event.target.value);
      this.composer.loadCommands(this.speakerId, this.chatId);
      this.history.redraw();
    });
    this.listenToDrops();
  }

  listenToDrops() {
    const { root } = this;
    root.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files") || this.composer.root.hidden) return;
      event.preventDefault();
      root.classList.add("dropping");
    });
    root.addEventListener("dragleave", (event) => root.contains(event.relatedTarget) || root.classList.remove("dropping"));
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      root.classList.remove("dropping");
      for (const file of event.dataTransfer.files) this.composer.sendFile(file, file.name);
    });
  }

  // An act of the current person; a refusal becomes a toast.
  async act(name, body = {}) {
    const place = this.isGroup ? { chat_id: this.chatId } : {};
    store.acted = { chatId: this.chatId, at: performance.now() };
    try {
      const done = await order(`people/${this.speakerId}/${name}`, { ...place, ...body });
      tell("acted", { chatId: this.chatId, name, body });
      return done;
    } catch (error) {
      toast(error.message);
      return null;
    }
  }

  async tap(message, button, node) {
    node.classList.add("waiting");
    const done = await this.act("tap", { message_id: message.message_id, data: button.data, wait: ANSWER_WAIT });
    node.classList.remove("waiting");
    const answer = done?.answer;
    if (answer?.text) (answer.show_alert ? alertWith : toast)(answer.text);
  }

  async follow(address, event) {
    event.preventDefault();
    const payload = payloadOf(address);
    if (payload === null) {
      if (/^https?:/i.test(address)) window.open(address, "_blank", "noopener");
    } else if (payload === "") {
      this.act("start", { payload });
    } else {
      const who = await askWhoFollows(this.isGroup ? null : this.chatId);
      if (who === null) return;
      await order(`people/${who}/start`, { payload }).catch((error) => toast(error.message));
      if (who !== this.chatId) this.desk.open(who);
    }
  }

  async turnMembership() {
    const isIn = groupOf(this.chatId)?.bot_status === "member";
    await order(`groups/${this.chatId}/${isIn ? "remove_bot" : "add_bot"}`).catch((error) => toast(error.message));
  }

  bubble(message) {
    const isOwn = message.person_id === this.speakerId;
    const writer = this.isGroup && message.from === "person" ? personOf(message.person_id) : null;
    return bubble(message, this.actions, { zone: zoneName(), isOwn, author: writer && !isOwn ? fullName(writer) : null });
  }

  async show(chatId, messageId = null) {
    this.composer.turnTo(chatId);
    this.chatId = chatId;
    this.speakerId = this.isGroup ? groupOf(chatId).members[0] : chatId;
    this.drawHead();
    await Promise.all([
      this.history.open(chatId, messageId),
      this.loadKeyboard(),
      this.composer.loadCommands(this.speakerId, chatId),
    ]);
    this.drawFoot();
  }

  async changed(ids) {
    if (await this.history.changed(ids)) {
      this.stopTyping();
      this.drawFoot();
      await this.loadKeyboard();
    }
  }

  async loadKeyboard() {
    const { chatId } = this;
    const chat = await look(`chats/${chatId}`).catch(() => null);
    if (chat && chatId === this.chatId) this.composer.drawKeyboard(chat.reply_keyboard);
  }

  drawHead() {
    const group = groupOf(this.chatId);
    const person = personOf(this.speakerId);
    if (!group && !person) return;
    fill(this.root);
    const name = nameOf(this.chatId);
    this.root.setAttribute("aria-label", say("chatWith", { name }));
    this.find("messages").setAttribute("aria-label", say("messages", { name }));
    this.find("pane-avatar").replaceChildren(avatar(this.chatId, name));
    this.find("pane-name").textContent = name;
    this.find("pane-role").textContent = group ? "" : person.note;
    if (!this.typing) this.drawStatus();
    this.find("block").hidden = Boolean(group);
    this.find("membership").hidden = this.find("speaker").hidden = !group;
    if (group) this.drawGroup(group);
    else this.find("block").textContent = say(person.blocked ? "unblock" : "block");
  }

  drawStatus() {
    const group = groupOf(this.chatId);
    const words = group ? say("members", { count: group.members.length }) : say("bot");
    this.find("pane-status").textContent = words;
  }

  drawGroup(group) {
    this.find("membership").textContent = say(group.bot_status === "member" ? "removeBot" : "addBot");
    const members = store.people.filter((one) => group.members.includes(one.id));
    const options = members.map((one) => new Option(fullName(one), one.id, false, one.id === this.speakerId));
    this.find("speaker").replaceChildren(...options);
  }

  // A chat is begun by the start button, as in the messenger.
  drawFoot() {
    const isBlocked = !this.isGroup && Boolean(personOf(this.chatId)?.blocked);
    const isEmpty = !this.isGroup && this.history.entries.size === 0;
    const isOutside = this.isGroup && groupOf(this.chatId)?.bot_status !== "member";
    this.find("start-bar").hidden = !isEmpty && !isBlocked;
    this.find("start-hint").textContent = say(isBlocked ? "blockedHint" : "startHint");
    this.composer.root.hidden = isEmpty || isBlocked;
    this.find("outside-bar").hidden = !isOutside;
  }

  refresh() {
    this.drawHead();
    this.drawFoot();
  }

  redraw() {
    this.refresh();
    this.history.redraw();
    this.composer.loadCommands(this.speakerId, this.chatId);
  }

  showTyping(action) {
    clearTimeout(this.typing);
    const status = this.find("pane-status");
    status.textContent = say(action === "typing" ? "typing" : "sendingFile");
    status.classList.add("typing");
    this.typing = setTimeout(() => this.stopTyping(), TYPING);
  }

  stopTyping() {
    if (!this.typing) return;
    clearTimeout(this.typing);
    this.typing = 0;
    this.find("pane-status").classList.remove("typing");
    this.drawStatus();
  }
}

// The payload of a link to this bot, "" without one, null for any other link.
export function payloadOf(address) {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([^&#]*))?/i.exec(address)
    || /^tg:\/\/resolve\?domain=(\w+)(?:&start=([^&#]*))?/i.exec(address);
  if (!match || match[1].toLowerCase() !== store.bot.username.toLowerCase()) return null;
  return match[2] || "";
}

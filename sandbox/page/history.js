// The messages of one chat: a window of them is on the page, the rest is asked for on the way.
import { dayOf } from "./bubbles.js";
import { look } from "./control.js";
import { make } from "./nodes.js";

const PAGE = 60;
const WINDOW = 180;
const EDGE = 500;
const NEAR_END = 120;

export class History {
  // `draw(message)` gives a bubble; `log` scrolls; `latest` is the button that leads to the end.
  constructor(log, latest, draw, zone) {
    Object.assign(this, { log, latest, draw, zone });
    this.entries = new Map();
    this.chatId = null;
    this.isAtEnd = true;
    this.isAtStart = true;
    this.isFetching = false;
    log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    latest.addEventListener("click", () => this.open(this.chatId));
    this.sticks = true;
    new ResizeObserver(() => this.sticks && this.toEnd()).observe(log);
  }

  // Shows the end of the chat, or the surroundings of a message.
  async open(chatId, around = null) {
    this.chatId = chatId;
    const from = around === null ? "" : `&before=${around + PAGE / 2}`;
    const found = await look(`chats/${chatId}/messages?limit=${PAGE}${from}`);
    if (chatId !== this.chatId) return;
    this.entries.clear();
    this.log.replaceChildren();
    this.isAtStart = found.length < PAGE;
    this.isAtEnd = true;
    for (const message of found) this.put(message);
    this.settle();
    this.toEnd();
    if (around !== null) await this.reveal(around);
  }

  async reveal(messageId) {
    const last = Math.max(...this.entries.keys());
    const later = await look(`chats/${this.chatId}/messages?after=${last}&limit=1`);
    this.isAtEnd = later.length === 0;
    const node = this.entries.get(messageId)?.node;
    if (!node) return;
    this.sticks = false;
    node.scrollIntoView({ block: "center" });
    node.classList.add("shown");
    setTimeout(() => node.classList.remove("shown"), 2500);
    this.latest.hidden = this.isNearEnd() && this.isAtEnd;
  }

  // Messages came, changed or went.
  async changed(ids) {
    const { chatId } = this;
    const found = await look(`chats/${chatId}/messages?ids=${[...ids].join(",")}`);
    if (chatId !== this.chatId) return false;
    const last = this.entries.size ? Math.max(...this.entries.keys()) : 0;
    this.keep(() => {
      for (const message of found) {
        if (this.entries.has(message.message_id)) this.replace(message);
        else if (this.isAtEnd && message.message_id > last) this.put(message);
      }
      if (this.isNearEnd()) this.trim("first");
      this.settle();
    });
    this.latest.hidden = this.isNearEnd() && this.isAtEnd;
    return true;
  }

  // The same messages in other words, zone or names.
  redraw() {
    this.keep(() => {
      for (const { message } of [...this.entries.values()]) this.replace(message);
      this.settle();
    });
  }

  entry(message) {
    const node = make("div", { className: "entry" }, this.draw(message));
    return { message, node };
  }

  put(message, isFirst = false) {
    if (message.deleted) return;
    const made = this.entry(message);
    if (isFirst) this.entries = new Map([[message.message_id, made], ...this.entries]);
    else this.entries.set(message.message_id, made);
    this.log[isFirst ? "prepend" : "append"](made.node);
  }

  replace(message) {
    const old = this.entries.get(message.message_id);
    if (message.deleted) {
      old.node.remove();
      this.entries.delete(message.message_id);
      return;
    }
    const hadFocus = old.node.contains(document.activeElement);
    const made = this.entry(message);
    old.node.replaceWith(made.node);
    this.entries.set(message.message_id, made);
    if (hadFocus) (made.node.querySelector(".buttons button") ?? this.log).focus({ preventScroll: true });
  }

  // Days above the first message of each, closer bubbles of one side.
  settle() {
    let before = null;
    for (const { message, node } of this.entries.values()) {
      const day = dayOf(message.date, this.zone());
      const isNewDay = !before || dayOf(before.date, this.zone()) !== day;
      const shown = node.querySelector(":scope > .day");
      if (!isNewDay) shown?.remove();
      else if (shown) shown.textContent = day;
      else node.prepend(make("p", { className: "day", textContent: day }));
      const isNext = !isNewDay && before.from === message.from && before.person_id === message.person_id;
      node.classList.toggle("follows", isNext && !before.service);
      before = message;
    }
  }

  isNearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
  }

  toEnd() {
    this.sticks = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.latest.hidden = true;
  }

  // What one reads stays where it is, whatever happens above; the end stays the end.
  keep(change) {
    const wasAtEnd = this.sticks;
    const top = this.log.getBoundingClientRect().top;
    const held = [...this.entries].find(([, { node }]) => node.getBoundingClientRect().bottom > top + 1);
    const place = held?.[1].node.getBoundingClientRect().top;
    change();
    const now = held && this.entries.get(held[0])?.node;
    if (wasAtEnd) this.toEnd();
    else if (now) this.log.scrollTop += now.getBoundingClientRect().top - place;
  }

  trim(side) {
    const ids = [...this.entries.keys()];
    const extra = ids.length - WINDOW;
    if (extra <= 0) return;
    const dropped = side === "first" ? ids.slice(0, extra) : ids.slice(-extra);
    for (const id of dropped) {
      this.entries.get(id).node.remove();
      this.entries.delete(id);
    }
    if (side === "first") this.isAtStart = false;
    else this.isAtEnd = false;
  }

  scrolled() {
    this.sticks = this.isAtEnd && this.isNearEnd();
    this.latest.hidden = this.sticks;
    if (this.isFetching || !this.entries.size) return;
    if (!this.isAtStart && this.log.scrollTop < EDGE) this.fetch("older");
    else if (!this.isAtEnd && this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < EDGE) this.fetch("newer");
  }

  async fetch(side) {
    this.isFetching = true;
    const { chatId } = this;
    const ids = [...this.entries.keys()];
    const where = side === "older" ? `before=${ids[0]}` : `after=${ids.at(-1)}`;
    const found = await look(`chats/${chatId}/messages?${where}&limit=${PAGE}`).catch(() => null);
    this.isFetching = false;
    if (!found || chatId !== this.chatId) return;
    this.keep(() => {
      if (side === "older") this.addOlder(found);
      else this.addNewer(found);
      this.settle();
    });
  }

  addOlder(found) {
    for (const message of found.reverse()) this.put(message, true);
    this.isAtStart = found.length < PAGE;
    this.trim("last");
  }

  addNewer(found) {
    for (const message of found) this.put(message);
    this.isAtEnd = found.length < PAGE;
    this.trim("first");
  }
}

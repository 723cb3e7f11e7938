// One, two or three chats side by side; on a phone one at a time.
import { byId } from "./nodes.js";
import { Pane } from "./pane.js";
import { groupOf, markRead, on, personOf, store, tell } from "./store.js";

const WIDE = 1000;
const WIDEST = 1280;

export class Desk {
  constructor() {
    this.root = byId("panes");
    this.panes = [];
    this.columns = Number(localStorage.getItem("columns")) || 1;
    on("messages", ({ chatId, ids }) => this.eachOf(chatId, (pane) => {
      if (pane.isSeen) markRead(chatId);
      pane.changed(ids);
    }));
    on("view", () => this.panes.filter((pane) => pane.isSeen).forEach((pane) => markRead(pane.chatId)));
    on("people", () => this.refresh());
    on("action", (event) => this.eachOf(event.chat_id, (pane) => pane.showTyping(event.action)));
    on("commands", () => this.panes.forEach((pane) => pane.composer.loadCommands(pane.speakerId, pane.chatId)));
    for (const radio of document.querySelectorAll("input[name=columns]")) {
      radio.addEventListener("change", () => this.setColumns(Number(radio.value)));
    }
    for (const width of [WIDE, WIDEST]) matchMedia(`(width < ${width}px)`).addEventListener("change", () => this.fit());
    this.drawColumns();
  }

  get room() {
    if (innerWidth < WIDE) return 1;
    return Math.min(this.columns, innerWidth < WIDEST ? 2 : 3);
  }

  shows(chatId) {
    return this.panes.some((pane) => pane.chatId === chatId);
  }

  eachOf(chatId, act) {
    this.panes.filter((pane) => pane.chatId === chatId).forEach(act);
  }

  paneOf(chatId) {
    return this.panes.find((pane) => pane.chatId === chatId);
  }

  // Opens a chat in an empty place, or instead of the one opened longest ago.
  async open(chatId, { messageId = null, isBeside = false } = {}) {
    if (isBeside && this.columns === 1 && this.panes.length && !this.shows(chatId)) this.setColumns(2);
    setView("chat");
    markRead(chatId);
    let pane = this.paneOf(chatId);
    if (!pane) {
      pane = this.panes.length < this.room ? this.add() : this.oldest();
    } else if (messageId === null) {
      this.touch(pane);
      pane.root.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    this.touch(pane);
    const shown = pane.show(chatId, messageId);
    this.changed();
    pane.root.scrollIntoView({ block: "nearest", inline: "nearest" });
    await shown;
  }

  oldest() {
    return this.panes.reduce((first, pane) => (pane.touched < first.touched ? pane : first));
  }

  touch(pane) {
    pane.touched = performance.now();
  }

  add() {
    const pane = new Pane(this);
    this.panes.push(pane);
    this.root.append(pane.root);
    return pane;
  }

  close(pane) {
    this.panes = this.panes.filter((one) => one !== pane);
    pane.root.remove();
    if (!this.panes.length) setView("people");
    this.changed();
  }

  back() {
    setView("people");
    byId("search").focus({ preventScroll: true });
  }

  setColumns(count) {
    this.columns = count;
    localStorage.setItem("columns", count);
    this.drawColumns();
    this.fit();
  }

  drawColumns() {
    for (const radio of document.querySelectorAll("input[name=columns]")) radio.checked = Number(radio.value) === this.columns;
  }

  fit() {
    while (this.panes.length > this.room) this.close(this.oldest());
    this.changed();
  }

  changed() {
    document.body.dataset.panes = this.panes.length;
    byId("choose").hidden = this.panes.length >= this.room || store.people.length === 0;
    byId("choose").dataset.word = this.panes.length ? "chooseMore" : "choose";
    tell("desk");
  }

  // People came or went; a chat that is gone leaves the desk.
  refresh() {
    for (const pane of [...this.panes]) {
      if (personOf(pane.chatId) || groupOf(pane.chatId)) pane.refresh();
      else this.close(pane);
    }
  }

  redraw() {
    this.panes.forEach((pane) => pane.redraw());
  }
}

export function setView(name) {
  document.body.dataset.view = name;
  tell("view", name);
}

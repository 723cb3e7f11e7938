// What the person of a chat does: writes, sends files, presses keys.
import { look, parcel } from "./control.js";
import { icon, make } from "./nodes.js";

const TALLEST = 160;
const drafts = new Map(); // chat id → what was begun there

export class Composer {
  // `act(name, body)` does it on behalf of the person.
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.chatId = null;
    this.editing = null;
    this.find = (name) => root.querySelector(`.${name}`);
    this.text = this.find("write");
    for (const button of root.querySelectorAll("[data-icon]")) button.append(icon(button.dataset.icon));
    this.listen();
  }

  listen() {
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("input", () => this.fit());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.find("cancel-edit").addEventListener("click", () => this.clear());
    const file = this.find("file-input");
    this.find("attach").addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      const [first] = file.files;
      if (first) this.sendFile(first, first.name);
      file.value = "";
    });
    this.find("voice").addEventListener("click", () => this.act("send", { voice: true }));
    this.find("sticker-button").addEventListener("click", () => this.act("send", { sticker: true }));
    const commands = this.find("commands");
    commands.addEventListener("click", () => this.showCommands(this.find("command-list").hidden));
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.find("command-list").hidden) return;
      this.showCommands(false);
      commands.focus();
    });
    document.addEventListener("click", ({ target }) => {
      if (!commands.contains(target) && !this.find("command-list").contains(target)) this.showCommands(false);
    });
  }

  key(event) {
    if (event.key === "Escape" && this.editing !== null) this.clear();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  fit() {
    this.text.style.height = "";
    const needed = this.text.scrollHeight + 2;
    if (this.text.value && needed > this.text.offsetHeight) this.text.style.height = `${Math.min(needed, TALLEST)}px`;
    this.root.classList.toggle("written", this.text.value.trim() !== "");
  }

  set(text) {
    this.text.value = text;
    this.fit();
  }

  // What was begun in a chat waits there.
  turnTo(chatId) {
    if (chatId === this.chatId) return;
    if (this.editing === null) drafts.set(this.chatId, this.text.value);
    this.chatId = chatId;
    this.clear();
    this.set(drafts.get(chatId) ?? "");
  }

  clear() {
    this.editing = null;
    this.find("editing").hidden = true;
    this.set("");
  }

  edit(message) {
    this.editing = message.message_id;
    this.find("editing").hidden = false;
    this.set(message.text);
    this.text.focus();
  }

  async submit() {
    const text = this.text.value;
    if (!text.trim()) return;
    const isNew = this.editing === null;
    const done = isNew ? await this.act("send", { text }) : await this.act("edit", { text, message_id: this.editing });
    if (done) this.clear();
  }

  async sendFile(blob, name) {
    await this.act("send", await parcel(blob, name));
  }

  showCommands(isShown) {
    this.find("command-list").hidden = !isShown;
    this.find("commands").ariaExpanded = String(isShown);
  }

  async loadCommands(personId, chatId) {
    const commands = await look(`commands/${personId}?chat_id=${chatId}`).catch(() => []);
    this.find("commands").hidden = commands.length === 0;
    this.showCommands(false);
    this.find("command-list").replaceChildren(...commands.map((one) => this.command(one)));
  }

  command(one) {
    const node = make("button", { type: "button" }, make("b", {}, `/${one.command}`), ` ${one.description}`);
    node.addEventListener("click", () => {
      this.showCommands(false);
      this.act("send", { text: `/${one.command}` });
    });
    return node;
  }

  drawKeyboard(rows) {
    const board = this.find("keyboard");
    board.hidden = !rows;
    board.replaceChildren(...(rows || []).map((row) => make("div", { className: "row" }, ...row.map((text) => this.keyOf(text)))));
  }

  keyOf(text) {
    const node = make("button", { type: "button", textContent: text });
    node.addEventListener("click", () => this.act("press", { text }));
    return node;
  }
}

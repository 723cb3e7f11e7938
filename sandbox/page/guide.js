// A guided walk: one step at a time, the next thing to press found by its label and marked.
import { fullName, on, personOf, store } from "./store.js";
import { parcel } from "./control.js";
import { setView } from "./desk.js";
import { toast } from "./dialogs.js";
import { byId } from "./nodes.js";
import { fill, language, say } from "./words.js";

const LOOK_AGAIN = 200;
const PATIENCE = 4000;
const NARROW = 720;
const NUMBER = /^\d+: /; // a digest numbers its buttons

// Whether a label in the story (a star stands for the rest) is the text of a button.
export function fits(label, text) {
  const words = text.replace(NUMBER, "");
  if (!label.endsWith("*")) return [text, words].includes(label);
  return [text, words].some((one) => one.startsWith(label.slice(0, -1)));
}

const walkKey = () => `walk:${store.run}`;
const botLanguage = () => store.helper?.language ?? language();

export class Guide {
  constructor(desk) {
    this.desk = desk;
    this.walk = null;
    this.at = 0;
    this.newcomer = null;
    this.marked = null;
    this.typed = null;
    byId("guide-next").addEventListener("click", () => this.go(1));
    byId("guide-skip").addEventListener("click", () => this.go(1));
    byId("guide-finish").addEventListener("click", () => this.end());
    byId("guide-walks").addEventListener("click", () => {
      this.end();
      setView("home");
    });
    byId("guide-file").addEventListener("click", () => this.sendFile());
    document.addEventListener("click", (event) => this.pressed(event), true);
    on("acted", (act) => this.acted(act));
    on("newcomer", (id) => this.came(id));
    on("lived", () => this.step?.do === "time" && this.go(1));
    on("asked-who", () => this.fillFollow());
    setInterval(() => this.mark(), LOOK_AGAIN);
  }

  get step() {
    return this.walk?.step[this.at];
  }

  get person() {
    return this.step.who === "newcomer" ? this.newcomer : store.story.people[this.step.who];
  }

  get name() {
    return fullName(personOf(this.person) ?? {});
  }

  // The words on the bot's button, in the language the bot speaks here.
  get label() {
    return this.step?.label?.[botLanguage()] ?? "";
  }

  begin(walk) {
    this.walk = walk;
    this.at = -1;
    setView(innerWidth < NARROW ? "people" : "chat");
    this.go(1);
    byId("guide").focus({ preventScroll: true });
  }

  // What was under way before the page was loaded anew goes on at the same step.
  resume() {
    const kept = JSON.parse(sessionStorage.getItem(walkKey()) ?? "null");
    const walk = store.story?.walk.find((one) => one.key === kept?.key);
    if (!walk) return;
    Object.assign(this, { walk, at: kept.at - 1, newcomer: kept.newcomer });
    setView(innerWidth < NARROW ? "people" : "chat");
    this.go(1);
  }

  keep() {
    const { walk, at, newcomer } = this;
    sessionStorage.setItem(walkKey(), JSON.stringify(walk && { key: walk.key, at, newcomer }));
  }

  end() {
    this.walk = null;
    this.keep();
    this.untype();
    byId("guide").hidden = true;
    this.unmark();
  }

  go(by) {
    this.at += by;
    this.keep();
    this.since = performance.now();
    this.unmark();
    this.untype();
    this.draw();
    this.mark();
  }

  draw() {
    if (!this.walk) return;
    const { step } = this;
    const label = this.label.replace(/:? ?\*$/, "");
    byId("guide").hidden = false;
    byId("guide-step").textContent = step ? say("step", { step: this.at + 1, steps: this.walk.step.length }) : say("walkDone");
    byId("guide-title").textContent = this.walk.title[language()];
    byId("guide-text").textContent = step ? step.say[language()].replaceAll("{label}", label) : this.walk.end[language()];
    byId("guide-bar").max = this.walk.step.length;
    byId("guide-bar").value = this.at;
    byId("guide-next").hidden = step?.do !== "look" || Boolean(step.photo);
    byId("guide-file").hidden = step?.do !== "file";
    byId("guide-file").textContent = say("sendFile", { name: label });
    byId("guide-finish").hidden = !step;
    byId("guide-walks").hidden = Boolean(step);
    byId("guide-hint").textContent = "";
    byId("guide-skip").hidden = true;
  }

  // A line is typed once a step, and taken back when it was not needed.
  type(pane, text) {
    if (this.typed || pane.composer.root.hidden) return;
    this.typed = { composer: pane.composer, text };
    pane.composer.set(text);
  }

  untype() {
    const { composer, text } = this.typed ?? {};
    if (composer && composer.text.value === text) composer.clear();
    this.typed = null;
  }

  pane() {
    return document.body.dataset.view === "chat" ? this.desk.paneOf(this.person) : null;
  }

  // What is to be pressed now, and a hint when it is not the step's own thing.
  find() {
    const { step } = this;
    if (step.do === "look") return this.findLook();
    if (step.do === "time") return { node: byId(step.label.ru === "week" ? "next-week" : "next-morning") };
    if (step.do === "newcomer") return this.findNewcomer();
    const pane = step.do === "open" ? null : this.pane();
    if (!pane) return this.findRow();
    if (step.do === "file") return { node: byId("guide-file") };
    if (step.do === "write") return this.findSend(pane, this.label);
    const label = step.do === "link" ? "a" : ".buttons button";
    const own = this.findLabelled(pane, label);
    if (own || !step.otherwise || performance.now() - this.since < PATIENCE / 4) return { node: own };
    return { ...this.findSend(pane, step.otherwise), hint: say("writeFirst", { text: step.otherwise }) };
  }

  // A picture takes the bot a moment: one goes on when it is there.
  findLook() {
    const next = byId("guide-next");
    const pane = this.step.photo ? this.pane() : null;
    if (this.step.photo && !pane) return this.findRow();
    next.hidden = Boolean(pane) && !pane.root.querySelector(".theirs .photo");
    return { node: next.hidden ? null : next };
  }

  findLabelled(pane, selector) {
    const all = [...pane.root.querySelectorAll(`.theirs ${selector}`)].filter((node) => this.isMeant(node));
    return this.label === "*" ? all[0] : all.at(-1);
  }

  isMeant(node) {
    const within = this.step.within?.[botLanguage()] ?? "";
    return fits(this.label, node.textContent) && node.closest(".message").textContent.includes(within);
  }

  findSend(pane, text) {
    this.type(pane, text);
    return { node: pane.root.querySelector(".send") };
  }

  findRow() {
    const isCovered = innerWidth < NARROW && !byId("happened").hidden;
    const rows = [...document.querySelectorAll(isCovered ? ".happening" : "#people-list .person")];
    const row = rows.findLast((one) => this.isRow(one));
    if (isCovered) return { node: row ?? byId("close-happened") };
    if (row?.checkVisibility()) return { node: row, hint: this.step.do === "open" ? "" : say("openRow", { name: this.name }) };
    const back = [...document.querySelectorAll(".pane .back")].find((one) => one.checkVisibility());
    return { node: back, hint: say("goBack") };
  }

  findNewcomer() {
    if (byId("follow-dialog").open) return { node: byId("follow-ok") };
    const pane = this.desk.paneOf(store.story.people[this.walk.step[this.at - 1].who]);
    const links = pane ? [...pane.root.querySelectorAll(".theirs .text a")] : [];
    return { node: links.at(-1) };
  }

  mark() {
    if (!this.step) return;
    const { node, hint = "" } = this.find();
    const isLate = !node && performance.now() - this.since > PATIENCE;
    const words = isLate ? say("missing", { label: this.label.replace(/:? ?\*$/, "…") || say("next") }) : hint;
    if (byId("guide-hint").textContent !== words) byId("guide-hint").textContent = words;
    byId("guide-skip").hidden = !isLate;
    if (node === this.marked) return;
    this.unmark();
    this.marked = node ?? null;
    if (!node) return;
    node.classList.add("next");
    if (!byId("guide").contains(node)) node.scrollIntoView({ block: "nearest" });
  }

  unmark() {
    this.marked?.classList.remove("next");
    this.marked = null;
  }

  pressed(event) {
    if (!this.step) return;
    const kind = this.step.do;
    if (["tap", "link"].includes(kind) && this.isTapped(event.target, kind)) setTimeout(() => this.go(1));
    if (kind !== "open" || !this.isRow(event.target)) return;
    if (this.step.beside) {
      event.stopPropagation();
      this.desk.open(this.person, { isBeside: true });
    }
    setTimeout(() => this.go(1));
  }

  isRow(target) {
    return target.closest("#people-list .person, .happening")?.querySelector("b").textContent === this.name;
  }

  // By the label and not by the marked node: the bot may have drawn the button anew.
  isTapped(target, kind) {
    const node = target.closest(kind === "tap" ? ".buttons button" : ".theirs .text a");
    return Boolean(node) && this.pane()?.root.contains(node) && this.isMeant(node);
  }

  acted({ chatId, name, body }) {
    if (this.step?.do === "write" && name === "send" && chatId === this.person && body.text === this.label) this.go(1);
  }

  fillFollow() {
    if (this.step?.do !== "newcomer" && this.step?.do !== "link") return;
    const step = this.step.do === "newcomer" ? this.step : this.walk.step[this.at + 1];
    byId("follow-who").value = "new";
    byId("follow-who").dispatchEvent(new Event("change"));
    byId("follow-name").value = step.label[language()];
  }

  came(id) {
    if (this.step?.do !== "newcomer") return;
    this.newcomer = id;
    this.go(1);
  }

  async sendFile() {
    const name = this.label;
    const answer = await fetch(`/control/story/${encodeURIComponent(name)}`);
    const sent = await parcel(await answer.blob(), name).catch((error) => toast(error.message));
    const pane = this.desk.paneOf(this.person);
    if (pane && (await pane.act("send", sent))) this.go(1);
  }

  redraw() {
    if (!this.walk) return;
    fill(byId("guide"));
    this.draw();
  }
}

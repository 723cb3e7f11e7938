// The first screen: what this is, the guided walks, and beginning again.
import { order } from "./control.js";
import { ask, toast } from "./dialogs.js";
import { setView } from "./desk.js";
import { byId, make } from "./nodes.js";
import { on, store } from "./store.js";
import { language, say } from "./words.js";

const HELPED = "ready";

function card(walk, guide) {
  const node = make(
    "button",
    { type: "button", className: "walk", onclick: () => guide.begin(walk) },
    make("b", {}, walk.title[language()]),
    make("span", {}, walk.about[language()]),
    make("small", {}, say("minutesLong", { count: walk.minutes })),
  );
  return make("li", {}, node);
}

export function drawStory(guide) {
  const { story } = store;
  document.body.classList.toggle("has-story", Boolean(story));
  byId("home").hidden = !story;
  if (!story) return;
  byId("story-title").textContent = story.title[language()];
  byId("story-lines").replaceChildren(...story.lines[language()].map((line) => make("li", {}, line)));
  byId("walks").replaceChildren(...story.walk.map((walk) => card(walk, guide)));
  drawHelper();
}

function drawHelper() {
  const { helper } = store;
  byId("start-over").hidden = !helper;
  const isOther = Boolean(helper?.language) && helper.language !== language();
  byId("other-language").hidden = !isOther;
  byId("preparing").hidden = !helper || [HELPED, "down"].includes(helper.state);
}

export async function startOver() {
  if (!(await ask("start-over-dialog"))) return;
  byId("preparing").hidden = false;
  await order("asks", { what: "afresh", language: language() }).catch((error) => toast(error.message));
}

export function startStory(guide) {
  on("helper", drawHelper);
  byId("home").addEventListener("click", () => setView("home"));
  byId("free-play").addEventListener("click", () => setView(innerWidth < 720 ? "people" : "chat"));
  byId("start-over").addEventListener("click", startOver);
  on("found", ({ isNew }) => {
    if (isNew) location.replace(location.pathname + location.search);
  });
  drawStory(guide);
}

// The panel behind the scenes: troubles to switch on, the bot's process, its calls.
import { look, order, pause } from "./control.js";
import { toast } from "./dialogs.js";
import { byId, make } from "./nodes.js";
import { nameOf, on, store } from "./store.js";
import { locale, say } from "./words.js";

const FAULTS = {
  fault429: { kind: "429", retry_after: 2, retry_after_max: 4, probability: 0.5 },
  fault403: { kind: "403", method: "sendMessage" },
  fault500: { kind: "500", probability: 0.5 },
  faultLost: { kind: "lost_answer", probability: 0.5 },
  faultSlow: { kind: "slow", seconds: 1.5 },
};
const POLL = "getUpdates";
const SHOWN = 60;
const WAIT = 20;
const WELL = 200;

const switched = new Map(); // word → fault id
let after = -1;
let isWatching = false;

async function turn(word, box) {
  try {
    if (box.checked) switched.set(word, (await order("faults", { ...FAULTS[word], times: null })).id);
    else await order(`faults/${switched.get(word)}`, {}, "DELETE");
  } catch (error) {
    toast(error.message);
  }
}

// The switches show what is really ordered, also after the page was loaded again.
async function drawFaults() {
  const open = await look("faults");
  const boxes = Object.entries(FAULTS).map(([word, fault]) => {
    const found = open.find((one) => one.kind === fault.kind && one.times === null);
    if (found) switched.set(word, found.id);
    const box = make("input", { type: "checkbox", role: "switch", checked: Boolean(found) });
    box.addEventListener("change", () => turn(word, box));
    return make("label", { className: "switch" }, box, make("span", {}, say(word)));
  });
  byId("faults").replaceChildren(...boxes);
}

function outcome(call) {
  if (call.status === WELL) return null;
  return make("span", { className: "failed" }, call.status ? say("callFailed", { status: call.status }) : say("callCut"));
}

function line(call) {
  const who = call.chat_id ? nameOf(call.chat_id) : "";
  return make(
    "li",
    {},
    make("code", {}, call.method),
    make("span", { className: "last" }, who),
    outcome(call),
    make("span", { className: "ms" }, say("milliseconds", { ms: Math.max(1, Math.round(call.ms)) })),
  );
}

function drawCalls(calls) {
  const list = byId("calls");
  const shown = calls.filter((call) => call.method !== POLL).slice(-SHOWN);
  list.prepend(...shown.reverse().map(line));
  while (list.childElementCount > SHOWN) list.lastElementChild.remove();
  byId("no-calls").hidden = list.childElementCount > 0;
}

async function watchCalls() {
  if (isWatching) return;
  isWatching = true;
  while (!byId("behind").hidden) {
    try {
      if (after < 0) after = Math.max(0, (await look("state")).last_call - 10 * SHOWN);
      const calls = await look(`calls?after=${after}&timeout=${WAIT}`);
      if (calls.length) after = calls.at(-1).seq;
      drawCalls(calls);
    } catch {
      await pause(1000);
    }
  }
  isWatching = false;
}

export function drawProcess() {
  const { helper } = store;
  byId("process").hidden = !helper;
  if (!helper) return;
  const isDown = helper.state === "down";
  byId("kill").disabled = isDown;
  const words = helper.seconds ? say("processBack", { seconds: helper.seconds.toLocaleString(locale()) }) : say("processReady");
  byId("process-state").textContent = isDown ? say("processDown") : words;
  byId("process-state").dataset.state = helper.state;
}

function drawReaction() {
  byId("reaction").hidden = store.reaction === null;
  byId("reaction").textContent = store.reaction === null ? "" : say("reaction", { ms: store.reaction });
}

// From what a person did to the bot's first answer in the same chat.
function measure(event) {
  if (store.acted?.chatId !== event.chat_id) return;
  store.reaction = Math.round(performance.now() - store.acted.at);
  store.acted = null;
  drawReaction();
}

export function redrawBehind() {
  if (byId("behind").hidden) return;
  drawFaults();
  drawProcess();
  drawReaction();
}

export function toggleBehind(isShown = byId("behind").hidden) {
  byId("behind").hidden = !isShown;
  document.body.classList.toggle("behind-open", isShown);
  byId("open-behind").ariaExpanded = String(isShown);
  if (!isShown) {
    byId("open-behind").focus();
    return;
  }
  redrawBehind();
  watchCalls();
}

export function startBehind() {
  on("bot-acted", measure);
  on("helper", drawProcess);
  on("found", () => {
    after = -1;
    byId("calls").replaceChildren();
    redrawBehind();
  });
  byId("open-behind").addEventListener("click", () => toggleBehind());
  byId("close-behind").addEventListener("click", () => toggleBehind(false));
  byId("kill").addEventListener("click", () => {
    byId("kill").disabled = true;
    order("asks", { what: "kill" }).catch((error) => toast(error.message));
  });
}

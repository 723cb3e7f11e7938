// Everything is put together here.
import { redrawBehind, startBehind } from "./behind.js";
import { drawClock, drawZones, startClock } from "./clock.js";
import { Desk, setView } from "./desk.js";
import { startDialogs, toast } from "./dialogs.js";
import { Guide } from "./guide.js";
import { startJourney } from "./journey.js";
import { byId, icon } from "./nodes.js";
import { drawPeople, startPeople } from "./people.js";
import { begin, on, store, tell } from "./store.js";
import { drawStory, startStory } from "./story.js";
import { startViewer } from "./viewer.js";
import { fill, language, say, switchLanguage } from "./words.js";

const THEMES = { light: "dark", dark: "light" };

function startTheme() {
  const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
  byId("theme").addEventListener("click", () => {
    const theme = THEMES[document.documentElement.dataset.theme ?? system()];
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
  });
}

function drawWords() {
  fill();
  byId("language").textContent = say("languageName");
  byId("language").lang = language() === "ru" ? "en" : "ru";
}

function start() {
  for (const node of document.querySelectorAll("body > :not(main) [data-icon], main [data-icon]")) node.append(icon(node.dataset.icon));
  drawWords();
  startTheme();
  const desk = new Desk();
  const guide = new Guide(desk);
  byId("language").addEventListener("click", () => {
    switchLanguage();
    drawWords();
    drawClock();
    drawZones();
    drawStory(guide);
    drawPeople(desk);
    desk.redraw();
    guide.redraw();
    redrawBehind();
    tell("language");
  });
  on("lost", () => toast(say("lost")));
  on("found", () => {
    byId("toast").hidden = true;
    desk.panes.forEach((pane) => pane.show(pane.chatId));
  });
  on("again", () => desk.panes.forEach((pane) => pane.show(pane.chatId)));
  on("zone", () => desk.redraw());
  return { desk, guide };
}

async function drawn({ desk, guide }) {
  startClock();
  startPeople(desk);
  startDialogs(desk);
  startJourney(desk);
  startStory(guide);
  startBehind();
  startViewer();
  drawPeople(desk);
  desk.changed();
  const wanted = new URLSearchParams(location.search).getAll("chat").map(Number).filter(Boolean);
  if (wanted.length > desk.columns) desk.setColumns(Math.min(3, wanted.length));
  for (const chatId of wanted) await desk.open(chatId);
  if (!wanted.length) setView(store.story ? "home" : "people");
  guide.resume();
  document.body.dataset.ready = "true";
}

const parts = start();
begin(() => drawn(parts));

// The moved clock: always visible, moved by two buttons.
import { look, order } from "./control.js";
import { byId } from "./nodes.js";
import { locale, say, zoneLabel } from "./words.js";

const ZONES = [
  "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
  "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Kamchatka",
];
const DAY = 86400;
const HOUR = 3600;
const MINUTE = 60;
const MORNINGS = 7;

let offset = 0;
let zone = new URLSearchParams(location.search).get("zone") || localStorage.getItem("zone") || "Europe/Moscow";

export const zoneName = () => zone;

function moved() {
  const counts = {
    days: Math.floor(offset / DAY),
    hours: Math.floor((offset % DAY) / HOUR),
    minutes: Math.floor((offset % HOUR) / MINUTE),
  };
  const shown = Object.entries(counts).filter(([, count]) => count).slice(0, 2);
  return shown.map(([name, count]) => say(name, { count })).join(" ");
}

export function drawClock() {
  const now = new Date(Date.now() + offset * 1000);
  byId("now").textContent = now.toLocaleString(locale(), {
    weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: zone,
  });
  byId("ahead").textContent = offset ? say("ahead", { time: moved() }) : say("realTime");
}

export function setOffset(seconds) {
  offset = seconds;
  drawClock();
}

async function nextMorning() {
  const answer = await order("clock", { next_morning: true, zone });
  setOffset(answer.offset_seconds);
  await order("settle", { quiet_ms: 1300, timeout: 15 });
}

// A week is lived as seven mornings, so that the bot does every day's work.
async function live(mornings) {
  const buttons = [byId("next-morning"), byId("next-week")];
  for (const button of buttons) button.disabled = true;
  try {
    for (let day = 1; day <= mornings; day += 1) {
      byId("ahead").textContent = mornings > 1 ? say("week", { day }) : say("working");
      await nextMorning();
    }
  } finally {
    for (const button of buttons) button.disabled = false;
    drawClock();
  }
}

export function drawZones() {
  const names = ZONES.includes(zone) ? ZONES : [...ZONES, zone];
  byId("zone").replaceChildren(...names.map((name) => new Option(zoneLabel(name), name, false, name === zone)));
}

export async function startClock(redraw) {
  drawZones();
  byId("zone").addEventListener("change", (event) => {
    zone = event.target.value;
    localStorage.setItem("zone", zone);
    drawClock();
    redraw();
  });
  byId("next-morning").addEventListener("click", () => live(1));
  byId("next-week").addEventListener("click", () => live(MORNINGS));
  setOffset((await look("state")).offset_seconds);
  setInterval(drawClock, 1000);
}

// The moved clock: always visible, in the zone of the school.
import { byId } from "./nodes.js";
import { on, store, tell } from "./store.js";
import { locale, say, zoneLabel } from "./words.js";

const ZONES = [
  "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
  "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Kamchatka",
];
const DAY = 86400;
const HOUR = 3600;
const MINUTE = 60;
const NARROW = 720;

let zone = new URLSearchParams(location.search).get("zone") || localStorage.getItem("zone") || "Europe/Moscow";

export const zoneName = () => zone;
export const nowHere = () => new Date(Date.now() + store.offset * 1000);

function moved() {
  const counts = {
    days: Math.floor(store.offset / DAY),
    hours: Math.floor((store.offset % DAY) / HOUR),
    minutes: Math.floor((store.offset % HOUR) / MINUTE),
  };
  const shown = Object.entries(counts).filter(([, count]) => count).slice(0, 2);
  return shown.map(([name, count]) => say(name, { count })).join(" ");
}

function put(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

export function drawClock() {
  const now = nowHere();
  const weekday = innerWidth < NARROW ? "short" : "long";
  put("now-day", now.toLocaleDateString(locale(), { weekday, day: "numeric", month: "long", timeZone: zone }));
  put("now-time", now.toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", timeZone: zone }));
  put("ahead", store.offset ? say("ahead", { time: moved() }) : say("realTime"));
}

export function drawZones() {
  const names = ZONES.includes(zone) ? ZONES : [...ZONES, zone];
  byId("zone").replaceChildren(...names.map((name) => new Option(zoneLabel(name), name, false, name === zone)));
}

export function startClock() {
  drawZones();
  drawClock();
  on("clock", drawClock);
  byId("zone").addEventListener("change", (event) => {
    zone = event.target.value;
    localStorage.setItem("zone", zone);
    drawClock();
    tell("zone");
  });
  setInterval(drawClock, 1000);
}

// The page's language, and putting its words in their places.
import { EN } from "./words_en.js";
import { RU } from "./words_ru.js";

const asked = new URLSearchParams(location.search).get("lang") || localStorage.getItem("language");
let words = asked === "en" ? EN : RU;

export const language = () => (words === EN ? "en" : "ru");

export const locale = () => (words === EN ? "en-GB" : "ru-RU");

export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// A number with its noun: forms are one, few, many in Russian and one, many in English.
export function counted(count, forms) {
  const rule = new Intl.PluralRules(locale()).select(count);
  const places = forms.length === 3 ? { one: 0, few: 1 } : { one: 0 };
  return `${count} ${forms[places[rule] ?? forms.length - 1]}`;
}

export const zoneLabel = (name) => words.zones[name] || name.split("/").pop().replaceAll("_", " ");

function label(node, text) {
  node.setAttribute("aria-label", text);
  node.title = text;
}

export function fill(root = document) {
  document.documentElement.lang = language();
  document.title = say("title");
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of root.querySelectorAll("[data-label]")) label(node, say(node.dataset.label));
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
}

export function switchLanguage() {
  words = words === EN ? RU : EN;
  localStorage.setItem("language", language());
}

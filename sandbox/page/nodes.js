// Building nodes: names and texts only ever become text nodes.
export const byId = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = {
  attach: "M16.5 6.5v9.8a4.5 4.5 0 0 1-9 0V6a3 3 0 0 1 6 0v9.5a1.5 1.5 0 0 1-3 0V7",
  sticker: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M8.5 14a4 4 0 0 0 7 0M9 9.5v.5M15 9.5v.5",
  voice: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  send: "M4 12 20 4l-4 16-4-6zM12 14l8-10",
  commands: "M15 5 9 19",
  back: "M14.5 5 8 12l6.5 7",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  down: "M6 9.5l6 6 6-6",
  play: "M8.5 5.5v13l10-6.5z",
};

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWN[name]);
  drawing.append(path);
  return drawing;
}

export function iconButton(name, label, onclick, className = "") {
  const node = make("button", { type: "button", className: `icon ${className}`, title: label, ariaLabel: label, onclick });
  node.append(icon(name));
  return node;
}

export function initials(name) {
  const letters = name.split(/\s+/).filter(Boolean).map((word) => [...word][0]);
  return letters.slice(0, 2).join("").toUpperCase() || "?";
}

export const avatar = (id, name) =>
  make("span", { className: `avatar tint-${Math.abs(id) % 6}`, textContent: initials(name), ariaHidden: "true" });

// A node of the page's markup that is drawn many times.
export const fromTemplate = (id) => byId(id).content.firstElementChild.cloneNode(true);

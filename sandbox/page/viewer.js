// A photo over the whole page; a click or Escape closes it.
import { byId } from "./nodes.js";

export function view(picture) {
  byId("viewed").src = picture.src;
  byId("viewed").alt = picture.alt;
  byId("viewer").showModal();
}

export function startViewer() {
  byId("viewer").addEventListener("click", () => byId("viewer").close());
}

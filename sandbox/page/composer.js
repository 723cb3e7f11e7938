// What the current person does: writes, sends files, presses keys.
import { look, order } from "./control.js";
import { byId, make } from "./nodes.js";

let editing = null;

const asBase64 = (file) =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(String(reader.result).split(",")[1] || ""));
    reader.addEventListener("error", () => fail(reader.error));
    reader.readAsDataURL(file);
  });

function fit() {
  const text = byId("text");
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
}

export function stopEditing() {
  editing = null;
  byId("editing").hidden = true;
}

export function edit(message) {
  editing = message.message_id;
  byId("editing").hidden = false;
  byId("text").value = message.text;
  byId("text").focus();
  fit();
}

async function submit(act) {
  const text = byId("text").value;
  if (!text.trim()) return;
  const done = editing === null ? await act("send", { text }) : await act("edit", { text, message_id: editing });
  if (!done) return;
  byId("text").value = "";
  stopEditing();
  fit();
}

export async function drawCommands(personId, act) {
  const list = byId("command-list");
  const commands = await look(`commands/${personId}`);
  byId("commands").hidden = commands.length === 0;
  list.hidden = true;
  list.replaceChildren(
    ...commands.map((one) => {
      const node = make("button", { type: "button" }, make("b", {}, `/${one.command}`), ` ${one.description}`);
      node.addEventListener("click", () => {
        list.hidden = true;
        act("send", { text: `/${one.command}` });
      });
      return node;
    }),
  );
}

export function drawKeyboard(rows, act) {
  const board = byId("keyboard");
  board.hidden = !rows;
  board.replaceChildren(
    ...(rows || []).map((row) =>
      make(
        "div",
        { className: "row" },
        ...row.map((text) => {
          const node = make("button", { type: "button", textContent: text });
          node.addEventListener("click", () => act("press", { text }));
          return node;
        }),
      ),
    ),
  );
}

export function startComposer(act) {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(act);
  });
  byId("text").addEventListener("input", fit);
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit(act);
    }
  });
  byId("cancel-edit").addEventListener("click", () => {
    byId("text").value = "";
    stopEditing();
  });
  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    await act("send", { document: { name: file.name, mime_type: file.type || undefined, base64: await asBase64(file) } });
  });
  byId("voice").addEventListener("click", () => act("send", { voice: true }));
  byId("sticker").addEventListener("click", () => act("send", { sticker: true }));
  byId("commands").addEventListener("click", () => {
    byId("command-list").hidden = !byId("command-list").hidden;
  });
}

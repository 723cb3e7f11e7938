// Calls of the control API and the watch over events.
async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

export const look = async (path) => answer(await fetch(`/control/${path}`));

export const order = async (path, body = {}, method = "POST") =>
  answer(await fetch(`/control/${path}`, { method, body: method === "POST" ? JSON.stringify(body) : undefined }));

export const fileAddress = (id) => `/control/files/${encodeURIComponent(id)}`;

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const bytesOf = (blob) =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(String(reader.result).split(",")[1] || ""));
    reader.addEventListener("error", () => fail(reader.error));
    reader.readAsDataURL(blob);
  });

// What `people/{id}/send` wants for a file: pictures go as photos, the rest as documents.
export async function parcel(blob, name) {
  const base64 = await bytesOf(blob);
  if (/^image\/(png|jpeg)$/.test(blob.type)) return { photo: { base64 } };
  return { document: { name, mime_type: blob.type || undefined, base64 } };
}

// Tells the events in order, batch by batch; after a lost connection asks to begin again.
export async function watch(after, tell, lost) {
  for (;;) {
    try {
      const events = await look(`events?after=${after}&timeout=25`);
      if (events.length) {
        after = events.at(-1).seq;
        tell(events);
      }
    } catch {
      after = await lost();
    }
  }
}

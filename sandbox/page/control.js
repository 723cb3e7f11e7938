// Calls of the control API and the watch over events.
async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

export const look = async (path) => answer(await fetch(`/control/${path}`));

export const order = async (path, body = {}) =>
  answer(await fetch(`/control/${path}`, { method: "POST", body: JSON.stringify(body) }));

export const fileAddress = (id) => `/control/files/${encodeURIComponent(id)}`;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Tells every event in order; after a lost connection tells "reset" first.
export async function watch(tell, lost) {
  let after = (await look("state")).last_event;
  for (;;) {
    try {
      for (const event of await look(`events?after=${after}&timeout=25`)) {
        after = event.seq;
        tell(event);
      }
    } catch {
      lost();
      await pause(1000);
      try {
        after = (await look("state")).last_event;
        tell({ kind: "reset" });
      } catch {
        continue;
      }
    }
  }
}

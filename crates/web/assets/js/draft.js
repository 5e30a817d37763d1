// Keeps what someone types, at once in this browser and soon after on the server.
//
// <form data-draft="/applications/…/draft" data-draft-version="7"
//   data-draft-unsaved=… data-draft-saved=… data-draft-offline=… data-draft-refused=… data-draft-restored=… data-draft-conflict=…>
//   <p class="save-state" data-draft-state role="status"></p>
//   <button type="button" data-draft-use hidden>…</button>     (brings back the text of this device after a conflict)
//
// The address gets the form as a POST, form-encoded, csrf field included. 2xx means saved; a `draft-version` header
// names the version now stored. 4xx (but 408, 425, 429) means refused: no more tries until something is typed.
// Text stays in localStorage only while the server has not confirmed it. Sending the form waits for a save that is on its
// way, so that it starts from the version which that save makes; from then on the text is the server's to keep.

const PAUSE_MS = 1500;
const RETRY_MS = { first: 2000, most: 60000 };

export function enhance(form) {
  const key = `kith-draft:${form.dataset.draft}`;
  const state = form.querySelector("[data-draft-state]");
  let version = form.dataset.draftVersion ?? "";
  let timer = 0;
  let wait = RETRY_MS.first;
  let sending = null;
  let stale = false;
  let leaving = false;

  const say = (name) => {
    if (!state) return;
    state.dataset.state = name;
    state.textContent = form.dataset[`draft${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  };
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  };
  const keep = () => {
    stale = true;
    leaving = false;
    write(key, { version, fields: fields(form) });
    wait = RETRY_MS.first;
    say("unsaved");
    later(PAUSE_MS);
  };

  async function send() {
    if (sending) return later(PAUSE_MS);
    stale = false;
    sending = post(form);
    const answer = await sending;
    sending = null;
    if (answer.kind === "saved") {
      version = answer.version ?? version;
      // The next save, by this script or by the button, starts from what is stored now.
      const field = form.querySelector('input[name="version"]');
      if (field) field.value = version;
      wait = RETRY_MS.first;
      if (stale && !leaving) return later(0);
      erase(key);
      say("saved");
    } else if (answer.kind === "refused" || answer.kind === "conflict") {
      say(answer.kind);
    } else {
      say("offline");
      later(wait);
      wait = Math.min(wait * 2, RETRY_MS.most);
    }
  }

  const submit = (event) => {
    clearTimeout(timer);
    if (sending) {
      event.preventDefault();
      if (leaving) return;
      leaving = true;
      const button = event.submitter;
      // The save itself goes first: it puts its version into the form.
      sending.then(() => setTimeout(() => form.requestSubmit(button)));
      return;
    }
    if (navigator.onLine) erase(key);
  };

  const recover = () => {
    const kept = read(key);
    if (!kept) return;
    if (meant(form, kept.fields) === meant(form, fields(form))) return erase(key);
    const use = () => { fill(form, kept.fields); keep(); say("restored"); };
    if (kept.version === version || !("draftVersion" in form.dataset)) return use();
    // The server has newer text, from another device or person: neither may silently replace the other.
    say("conflict");
    const button = form.querySelector("[data-draft-use]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => { button.hidden = true; use(); }, { once: true });
  };

  recover();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", submit);
  addEventListener("online", () => { if (read(key)) later(0); });
}

async function post(form) {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  try {
    const response = await fetch(form.dataset.draft, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(20000) });
    if (response.ok) return { kind: "saved", version: response.headers.get("draft-version") };
    // A redirect is the way to the sign-in page: the login has ended.
    if (response.type === "opaqueredirect") return { kind: "refused" };
    // Newer text is stored, from another page: only the person can say which one is right.
    if (response.status === 409) return { kind: "conflict" };
    const again = response.status >= 500 || [408, 425, 429].includes(response.status);
    return { kind: again ? "offline" : "refused" };
  } catch {
    return { kind: "offline" };
  }
}

// Visible fields only: the csrf token and other hidden fields belong to a page, not to a person.
function own(form) {
  return [...form.elements].filter((field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && !("draftSkip" in field.dataset));
}

function fields(form) {
  return own(form)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
}

// What fields say, without what the server tidies away: blanks at the ends and, in one line, doubled ones; capitals of an
// address; rows left empty, for which the next ones move up.
function meant(form, pairs) {
  const tidy = (name, value) => {
    const text = value.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]/g, "").trim();
    const field = [...form.elements].find((one) => one.name === name);
    if (field?.type === "textarea") return text;
    const line = text.replace(/\s+/g, " ");
    return field?.type === "email" ? line.toLowerCase() : line;
  };
  const told = pairs.map(([name, value]) => [name.replace(/_\d+(?=_|$)/, ""), tidy(name, value)]);
  return JSON.stringify(told.filter(([, value]) => value !== ""));
}

function fill(form, kept) {
  const left = Map.groupBy ? Map.groupBy(kept, ([name]) => name) : grouped(kept);
  for (const field of own(form)) {
    const values = left.get(field.name) ?? [];
    if (["radio", "checkbox"].includes(field.type)) {
      field.checked = values.some(([, value]) => value === field.value);
    } else if (values.length > 0) {
      field.value = values.shift()[1];
      field.dispatchEvent(new Event("input"));
    }
  }
}

function grouped(kept) {
  const map = new Map();
  for (const pair of kept) map.set(pair[0], [...(map.get(pair[0]) ?? []), pair]);
  return map;
}

// Storage may be full or forbidden; the server's copy is then the only one, as without this script.
function write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* see above */ } }
function read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } }
function erase(key) { try { localStorage.removeItem(key); } catch { /* see above */ } }

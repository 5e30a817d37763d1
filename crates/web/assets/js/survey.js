// One question to a screen, and an answer that is not lost when the line is.
//
// <form data-survey data-survey-progress-text="Question {n} of {total}" data-survey-sending=… data-survey-offline=… data-survey-full=…>
//   <progress data-survey-progress hidden></progress> <p data-survey-step></p>
//   <input type="hidden" name="submission" value="(random, from the server)">   counts once, however often it is sent
//   <fieldset class="question" data-screen>…</fieldset> …
//   <p data-survey-state role="status"></p>
//   <button type="button" data-survey-back hidden> <button type="button" data-survey-next hidden> <button data-survey-send>
//
// Answers live in the page alone, never on the disk of a phone that others may hold. Without scripts it is one long page.

const RETRY_MS = { first: 1500, most: 30000 };

export function enhance(form) {
  const screens = [...form.querySelectorAll("[data-screen]")];
  const find = (name) => form.querySelector(`[data-survey-${name}]`);
  const [back, next, send, progress, step, state] = ["back", "next", "send", "progress", "step", "state"].map(find);
  if (screens.length === 0 || !next || !send) return;
  let here = 0;
  let changed = false;
  let sent = false;
  let wake = () => {};

  const show = (index, move) => {
    here = Math.min(Math.max(index, 0), screens.length - 1);
    screens.forEach((screen, i) => { screen.hidden = i !== here; });
    const last = here === screens.length - 1;
    if (back) back.hidden = here === 0;
    next.hidden = last;
    send.hidden = !last;
    if (progress) Object.assign(progress, { max: screens.length, value: here + 1, hidden: false });
    if (step) step.textContent = (form.dataset.surveyProgressText ?? "").replace("{n}", here + 1).replace("{total}", screens.length);
    if (move) {
      scrollTo({ top: 0, behavior: "instant" });
      const heading = screens[here].querySelector("legend, h1, h2") ?? screens[here];
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  };
  const go = (index) => {
    history.pushState({ screen: index }, "");
    show(index, true);
  };

  form.classList.add("paged");
  history.replaceState({ screen: 0 }, "");
  show(0, false);
  back?.addEventListener("click", () => history.back());
  next.addEventListener("click", () => go(here + 1));
  addEventListener("popstate", (event) => { if (!sent) show(event.state?.screen ?? 0, true); });
  form.addEventListener("change", () => { changed = true; });
  addEventListener("beforeunload", (event) => { if (changed && !sent) event.preventDefault(); });
  form.addEventListener("keydown", (event) => keys(event, form, screens[here], () => { if (!next.hidden) go(here + 1); }));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    if (back) back.disabled = true;
    const say = (name) => { if (state) state.textContent = form.dataset[`survey${name}`] ?? ""; };
    addEventListener("online", () => wake());
    for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.most)) {
      say("Sending");
      const answer = await post(form);
      if (answer.kind === "stored") {
        sent = true;
        location.replace(answer.address);
        return;
      }
      if (answer.kind === "refused") {
        // The server has something to say about it: let its page say it.
        sent = true;
        form.submit();
        return;
      }
      say(answer.kind === "full" && form.dataset.surveyFull ? "Full" : "Offline");
      // A little chance in the wait, so that a whole class does not knock in the same moment.
      const pause = Math.max(answer.wait_ms ?? 0, wait) * (0.75 + Math.random() / 2);
      await new Promise((resolve) => { wake = resolve; setTimeout(resolve, pause); });
    }
  });
}

async function post(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "omit", cache: "no-store",
      signal: AbortSignal.timeout(20000),
    });
    // Stored answers lead on to another page. A plain 200 may come from the sign-in page of a guest Wi-Fi.
    if (response.ok) return response.redirected ? { kind: "stored", address: response.url } : { kind: "offline" };
    const wait_ms = (Number(response.headers.get("retry-after")) || 0) * 1000;
    if ([408, 425, 429, 503].includes(response.status)) return { kind: "full", wait_ms };
    return response.status >= 500 ? { kind: "offline", wait_ms } : { kind: "refused" };
  } catch {
    return { kind: "offline" };
  }
}

// Enter goes on instead of sending; a digit chooses the option in that place.
function keys(event, form, screen, forward) {
  const typing = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    forward();
  } else if (/^[1-9]$/.test(event.key) && !typing) {
    const option = screen.querySelectorAll("input[type=radio], input[type=checkbox]")[Number(event.key) - 1];
    if (!option) return;
    option.focus();
    option.click();
  }
}

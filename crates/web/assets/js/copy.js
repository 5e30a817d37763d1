// A button that copies the text of another element: <button data-copy="#address" data-copied="Copied" hidden>.
// It stays hidden where scripts do not run, since there it could do nothing.

export function enhance(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  const label = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = (source.value ?? source.textContent).trim();
    if (await copied(text, source)) {
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2500);
    }
  });
}

async function copied(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // On a plain http address of a local network there is no clipboard: select it, so that one key copies it.
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }
}

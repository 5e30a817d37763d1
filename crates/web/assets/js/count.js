// Counts words and paragraphs while someone writes.
// <textarea data-words-max="350" data-paragraphs-max="3" data-count="Words: {words} of {words_max}"
//   data-count-over="Too long: {words} of {words_max}">
// A paragraph is a run of lines with text in it; a blank line ends it. The server counts in the same way.

const PAUSE_MS = 1200;

export function tally(text) {
  const words = text.trim().split(/\s+/u).filter(Boolean).length;
  const paragraphs = text.split(/\r?\n[^\S\n]*\r?\n/u).filter((part) => part.trim() !== "").length;
  return { words, paragraphs };
}

export function enhance(area) {
  const shown = line("under count");
  const spoken = line("visually-hidden");
  spoken.setAttribute("role", "status");
  area.after(shown, spoken);
  let timer = 0;

  const update = () => {
    const { text, over } = sentence(area);
    shown.textContent = text;
    shown.classList.toggle("over", over);
    // Spoken only after a pause: a number for every key pressed would drown the writing.
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (document.activeElement === area) spoken.textContent = text;
    }, PAUSE_MS);
  };
  area.addEventListener("input", update);
  update();
}

function sentence(area) {
  const { words, paragraphs } = tally(area.value);
  const words_max = Number(area.dataset.wordsMax) || Infinity;
  const paragraphs_max = Number(area.dataset.paragraphsMax) || Infinity;
  const over = words > words_max || paragraphs > paragraphs_max;
  const template = (over && area.dataset.countOver) || area.dataset.count;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const values = { words, words_max, paragraphs, paragraphs_max };
  const text = template.replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? number.format(values[name]) : whole);
  return { text, over };
}

function line(className) {
  const element = document.createElement("p");
  element.className = className;
  return element;
}

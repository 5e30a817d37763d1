// Loads an island only where a page has a place for it. Every page works without any of them.

const islands = {
  "[data-draft]": "./draft.js",
  "[data-count]": "./count.js",
  "[data-survey]": "./survey.js",
  "[data-copy]": "./copy.js",
};

for (const [selector, module] of Object.entries(islands)) {
  const places = document.querySelectorAll(selector);
  if (places.length > 0) {
    import(module).then(({ enhance }) => places.forEach(enhance));
  }
}

// A page that came back with problems starts at their summary.
document.querySelector("[data-focus]")?.focus();

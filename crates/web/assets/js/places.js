// Narrows the list of places to those whose name, kind or surroundings hold every word typed. Without it, the list is whole.
const field = document.querySelector("#place-find");
const found = document.querySelector("#place-found");
const items = [...document.querySelectorAll("#place-list > li")];
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const searched = items.map((item) => plain(item.dataset.words));
document.querySelector("#place-search").hidden = false;
field.addEventListener("input", () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  items.forEach((item, at) => {
    item.hidden = !words.every((word) => searched[at].includes(word));
    count += item.hidden ? 0 : 1;
  });
  found.textContent = count === 0 ? found.dataset.none : words.length ? String(count) : "";
});

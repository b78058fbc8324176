// What the page does when it is opened.

// Everything that the script prints, in the language that the reader chose.
function speak() {
  const root = document.documentElement;
  root.lang = tongue();
  root.dir = word("dir");
  known.clear();
  for (const element of document.querySelectorAll("[data-said]")) {
    element.setAttribute("aria-label", word(element.dataset.said));
    if (element.lang) element.lang = word("tag");
  }
  query.placeholder = word("search_hint");
  for (const option of document.querySelectorAll("option[data-word]")) {
    option.textContent = word(option.dataset.word);
  }
  for (const option of selects.duration?.options ?? []) {
    if (option.value) option.dataset.label = word(option.value);
  }
  for (const option of selects.theme?.options ?? []) {
    const indent = "\u2003".repeat(option.dataset.depth);
    if (option.value) option.dataset.label = indent + textOf(nameOf("theme", option.value));
  }
}

const themed = new Set(episodes.flatMap(({ ids }) => ids.theme));
for (const item of selects.theme ? document.querySelectorAll("#themes li[id^=theme-]") : []) {
  const id = item.id.slice("theme-".length);
  if (!themed.has(id)) continue;
  let depth = 0;
  for (let up = item.parentElement; !up.matches(".index"); up = up.parentElement) {
    depth += up.matches("li");
  }
  const option = new Option("", id);
  option.dataset.depth = depth;
  selects.theme.add(option);
}
const often = new Map();
for (const id of episodes.flatMap(({ ids }) => ids.theme)) often.set(id, (often.get(id) ?? 0) + 1);
byId("popular").append(...[...often].sort((a, b) => b[1] - a[1]).slice(0, POPULAR).map(([id]) =>
  nameOf("theme", id).firstElementChild.cloneNode(true)));

query.addEventListener("input", () => change({ q: query.value }, { replace: true }));
byId("find").addEventListener("submit", (event) => event.preventDefault());
for (const [facet, select] of Object.entries(selects)) {
  select.addEventListener("change", () => change({ [facet]: select.value }));
}
order?.addEventListener("change", () => change({ order: order.value }));
rest.firstElementChild.addEventListener("click", showRest);
const filters = byId("filters");
filters?.addEventListener("click", () => {
  filters.setAttribute("aria-expanded", byId("tools").classList.toggle("on"));
});
byId("download").addEventListener("click", download);
byId("share").addEventListener("click", () => share());
for (const radio of tongues) {
  radio.addEventListener("change", () => {
    speak();
    const { view, episode, card } = state;
    change({ view, episode, card, lang: radio.value === main ? "" : radio.value });
  });
}
// The browser itself scrolls to where the reader was.
window.addEventListener("popstate", () => restore({ scroll: false }));
let limit = rows;
window.addEventListener("beforeprint", () => {
  limit = rows;
  if (!found.hidden) showRest();
  // Nobody else can open an address on the reader's own disk.
  if (pageAddress().startsWith("http")) byId("from").textContent = pageAddress() + location.hash;
});
window.addEventListener("afterprint", () => {
  if (rows === limit) return;
  rows = limit;
  show();
});
// A picture that cannot be loaded gives way; the drawn mark follows the cover.
document.addEventListener("error", ({ target }) => {
  if (target.matches("img")) target.remove();
}, true);
for (const image of Array.from(document.images)) {
  if (image.complete && !image.naturalWidth) image.remove();
}
speak();
restore({ scroll: Boolean(location.hash) });
document.documentElement.classList.add("ready");
document.documentElement.classList.remove("wait");

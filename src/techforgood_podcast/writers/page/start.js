// What the page does when it is opened, and when somebody types or clicks.

import { fold } from "../page_and_site/fold.js";
import { byId, dropBroken } from "../page_and_site/helpers.js";
import { offerCopies, pageAddress, panel } from "../page_and_site/panel.js";
import { keyOf } from "../page_and_site/search.js";
import {
  byArticle, episodes, found, nameOf, order, page, query, rest, selects, titleOf,
} from "./filters.js";
import { main, tongues, word } from "./languages.js";
import { download, share } from "./tasks.js";
import { change, navigate, reset, restore, show, showRest, speak } from "./views.js";

// --------------------------------------------------------------------------- typing and clicking

function move(event, step) {
  const all = page.shown.slice(0, page.rows).map(titleOf);
  const place = all.indexOf(document.activeElement);
  if (place < 0 && document.activeElement !== query) return;
  const next = place + step;
  if (next >= all.length) return;
  event.preventDefault();
  (next < 0 ? query : all[next]).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || panel.open || episodes.length < 2) return;
  if (event.key === "Escape" && !event.target.matches("select, .sift input")) {
    event.preventDefault();
    if (page.state.episode || (query.value && event.target === query)) change(page.state.episode ? {} : { q: "" });
    else reset();
  } else if (event.key === "ArrowDown") {
    move(event, 1);
  } else if (event.key === "ArrowUp") {
    move(event, -1);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']:not(.listen, .skip), .share");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.matches(".share")) share(byArticle.get(link.closest(".episode")));
  else navigate(link.hash);
});

// The names of a list that have what is typed, and are of the kind that is chosen.
function sift(section) {
  const wanted = fold(section.querySelector(".sift input").value).split(" ");
  const kind = section.querySelector(".sift select")?.value ?? "";
  for (const item of Array.from(section.querySelectorAll("li[id]")).reverse()) {
    const text = keyOf(item.firstElementChild.textContent);
    const fits = wanted.every((part) => text.includes(part)) &&
      (!kind || item.dataset.kind === kind);
    item.hidden = !fits && !item.querySelector("li:not([hidden])");
  }
  for (const group of section.querySelectorAll(".names > div")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
}

for (const box of document.querySelectorAll(".sift")) {
  box.addEventListener("input", () => sift(box.closest("section")));
}

// ------------------------------------------------------------------------------------- the start

const often = new Map();
for (const id of episodes.flatMap(({ ids }) => ids.theme)) often.set(id, (often.get(id) ?? 0) + 1);
for (const item of selects.theme ? document.querySelectorAll("#themes li[id^=theme-]") : []) {
  const id = item.id.slice("theme-".length);
  if (!often.has(id)) continue;
  let depth = 0;
  for (let up = item.parentElement; !up.matches(".index"); up = up.parentElement) {
    depth += up.matches("li");
  }
  const option = new Option("", id);
  option.dataset.depth = depth;
  selects.theme.add(option);
}
byId("popular").append(...[...often].sort((a, b) => b[1] - a[1]).slice(0, $POPULAR).map(([id]) =>
  nameOf("theme", id).firstElementChild.cloneNode(true)));

query.addEventListener("input", () => change({ q: query.value }, { replace: true }));
byId("find").addEventListener("submit", (event) => event.preventDefault());
for (const [facet, select] of Object.entries(selects)) {
  select.addEventListener("change", () => change({ [facet]: select.value }));
}
order?.addEventListener("change", () => change({ order: order.value }));
rest.firstElementChild.addEventListener("click", () => {
  const next = page.rows;
  showRest($MORE);
  titleOf(page.shown[next]).focus({ preventScroll: true });
});
const filters = byId("filters");
filters?.addEventListener("click", () => {
  filters.setAttribute("aria-expanded", byId("tools").classList.toggle("on"));
});
byId("download").addEventListener("click", download);
byId("share").addEventListener("click", () => share());
offerCopies(word);
for (const radio of tongues) {
  radio.addEventListener("change", () => {
    speak();
    const { view, episode, card } = page.state;
    change({ view, episode, card, lang: radio.value === main ? "" : radio.value });
  });
}
// The browser itself scrolls to where the reader was.
window.addEventListener("popstate", () => restore({ scroll: false }));
let limit = page.rows;
window.addEventListener("beforeprint", () => {
  limit = page.rows;
  if (!found.hidden) showRest();
  // Nobody else can open an address on the reader's own disk.
  if (pageAddress().startsWith("http")) byId("from").textContent = pageAddress() + location.hash;
});
window.addEventListener("afterprint", () => {
  if (page.rows === limit) return;
  page.rows = limit;
  show();
});
dropBroken();
speak();
restore({ scroll: Boolean(location.hash) });
document.documentElement.classList.add("ready");
document.documentElement.classList.remove("wait");

// What the page does when it is opened.

import { byId, dropBroken } from "../page_and_site/helpers.js";
import "./input.js";
import { main, tongues, word } from "./languages.js";
import { episodes, found, nameOf, order, page, query, rest, selects, titleOf } from "./filters.js";
import { offerCopies, pageAddress } from "../page_and_site/panel.js";
import { download, share } from "./tasks.js";
import { change, restore, show, showRest, speak } from "./views.js";

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

// What is typed and clicked.

import { fold } from "../page_and_site/fold.js";
import { keyOf } from "../page_and_site/search.js";
import { panel } from "../page_and_site/panel.js";
import { byArticle, episodes, page, query, titleOf } from "./filters.js";
import { share } from "./tasks.js";
import { change, navigate, reset, sections } from "./views.js";

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

for (const section of sections.filter((one) => one.querySelector(".sift"))) {
  section.querySelector(".sift").addEventListener("input", () => sift(section));
}

// What is typed and clicked.

import { fold } from "../page_and_site/fold.js";
import { keyOf } from "../page_and_site/search.js";
import { byArticle, episodes, page, query, titleOf } from "./filters.js";
import { cite, panel, share } from "./tasks.js";
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
  const typing = event.target.matches("input[type=search], select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    if (!query.checkVisibility()) navigate("#episodes");
    query.focus();
    query.select();
  } else if (event.key === "Escape" && !event.target.matches("select, .sift input")) {
    event.preventDefault();
    if (page.state.episode || (query.value && event.target === query)) change(page.state.episode ? {} : { q: "" });
    else reset();
  } else if (event.key === "ArrowDown") {
    move(event, 1);
  } else if (event.key === "ArrowUp") {
    move(event, -1);
  }
});

function act(link) {
  const episode = byArticle.get(link.closest(".episode"));
  const audio = episode?.article.querySelector("audio");
  if (link.matches(".jump")) audio.currentTime = Number(link.hash.slice("#t=".length));
  else if (link.matches(".cite")) cite(episode);
  else if (link.matches(".share")) share(episode);
  else navigate(link.hash);
  if (link.matches(".listen, .jump")) audio.play();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#'], .jump");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  act(link);
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

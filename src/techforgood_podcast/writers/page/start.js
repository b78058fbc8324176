// What the page does when it is opened.

// Everything that the script prints, in the language that the reader chose.
function speak() {
  document.documentElement.lang = word("tag");
  for (const element of document.querySelectorAll("[data-said]")) {
    element.setAttribute("aria-label", word(element.dataset.said));
  }
  query.placeholder = word("search_hint");
  for (const link of document.querySelectorAll(".share")) link.textContent = word("copy_link");
  for (const option of order?.options ?? []) option.textContent = word(option.dataset.word);
  for (const [facet, select] of Object.entries(selects)) {
    const feminine = ["duration", "person", "organisation", "year"].includes(facet);
    for (const option of Array.from(select.options)) {
      if (!option.value) option.textContent = word(feminine ? "any_feminine" : "any");
      else if (facet === "duration") option.dataset.label = word(option.value);
      else if (ENTRIES.includes(facet)) {
        const indent = "\u2003".repeat(option.dataset.depth);
        option.dataset.label = indent + textOf(nameOf(facet, option));
      }
    }
  }
}

const nameOf = (facet, { value }) => byId(`${facet}-${value}`).querySelector("b");

for (const facet of ENTRIES) {
  const known = new Set(episodes.flatMap(({ ids }) => ids[facet]));
  for (const item of document.querySelectorAll(`.index li[id^="${facet}-"]`)) {
    const id = item.id.slice(facet.length + 1);
    if (!known.has(id)) continue;
    let depth = 0;
    for (let up = item.parentElement; !up.matches(".index"); up = up.parentElement) {
      depth += up.matches("li");
    }
    const option = new Option("", id);
    option.dataset.depth = depth;
    selects[facet].add(option);
  }
}
for (const length of ["short", "long"]) selects.duration.add(new Option("", length));
for (const [facet, select] of Object.entries(selects)) {
  select.parentElement.hidden = !episodes.some(({ ids }) => ids[facet].length > 0);
  select.addEventListener("change", () => change());
}
const often = new Map();
for (const id of episodes.flatMap(({ ids }) => ids.theme)) often.set(id, (often.get(id) ?? 0) + 1);
byId("popular").append(...[...often].sort((a, b) => b[1] - a[1]).slice(0, POPULAR).map(([id]) =>
  byId(`theme-${id}`).querySelector("b a").cloneNode(true)));
query.addEventListener("input", () => {
  change({ replace: true });
  scrollTo(0, 0);
});
order?.addEventListener("change", () => change());
byId("find").addEventListener("submit", (event) => event.preventDefault());
for (const radio of tongues) {
  radio.addEventListener("change", () => {
    speak();
    change({ episode: opened });
  });
}
window.addEventListener("hashchange", restore);
window.addEventListener("popstate", restore);
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = Array.from(document.querySelectorAll(".more:not([open])"));
  for (const more of unfolded) more.open = true;
});
window.addEventListener("afterprint", () => {
  for (const more of unfolded) more.open = false;
});
for (const link of document.querySelectorAll(".share")) link.hidden = false;
if (!alone) {
  document.documentElement.classList.add("js");
  byId("find").hidden = byId("controls").hidden = false;
  filters.open = !matchMedia(NARROW).matches;
  for (const more of document.querySelectorAll(".more")) more.open = false;
}
restore();

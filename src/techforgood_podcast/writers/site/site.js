// The search box of a page of a site. The index is loaded once somebody uses it, by a script, since
// browsers fetch no files from a disk.

import { byId, make } from "../page_and_site/helpers.js";

const query = byId("query");
let loading;

function load() {
  loading ??= new Promise((done) => {
    const script = make("script", { src: `${query.form.dataset.top}search.js` });
    script.addEventListener("load", done);
    document.head.append(script);
  });
  return loading;
}

async function ask() {
  await load();
  query.dispatchEvent(new Event("ask"));
  const asked = query.value.trim();
  history.replaceState(null, "", asked ? `#q=${encodeURIComponent(asked)}` : location.href.split("#")[0]);
}

if (query) {
  query.addEventListener("focus", load, { once: true });
  query.addEventListener("input", ask);
  query.form.addEventListener("submit", (event) => event.preventDefault());
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) {
    query.value = asked;
    ask();
  }
}

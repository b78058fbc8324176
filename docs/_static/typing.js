/* Results while typing, from the index that the page of results uses. */
(() => {
  const field = document.querySelector(".sidebar-search");
  const found = document.getElementById("found");
  const root = document.documentElement.dataset.content_root;
  const own = document.querySelector(".search-again");
  if (!field || own) return;

  const load = (src) =>
    new Promise((done) => {
      const script = document.createElement("script");
      script.src = root + src;
      script.onload = done;
      document.head.append(script);
    });

  let index;
  const prepare = () =>
    (index ??= (async () => {
      await load("_static/language_data.js");
      field.name = ""; // lest Sphinx replace what is typed by the query in the address
      await load("_static/searchtools.js");
      field.name = "q";
      await load("searchindex.js");
    })());

  const ask = async () => {
    await prepare();
    const query = field.value.trim();
    found.replaceChildren();
    if (query.length < 2) return;
    const results = Search._performSearch(...Search._parseQuery(query));
    localStorage.removeItem("sphinx_highlight_terms");
    const suffix = DOCUMENTATION_OPTIONS.LINK_SUFFIX;
    const links = new Map(); // Sphinx has the best last
    for (const [page, title, anchor] of results.reverse()) {
      const address = root + page + suffix + anchor;
      if (!links.has(address)) links.set(address, title.replace(/^techforgood_podcast\./, ""));
    }
    const shown = [...links].slice(0, 8);
    if (links.size > 8) {
      const all = `${root}search${suffix}?q=${encodeURIComponent(query)}`;
      shown.push([all, `${found.dataset.all} (${links.size})`]);
    }
    const list = document.createElement("ul");
    for (const [address, title] of shown) {
      const link = Object.assign(document.createElement("a"), { href: address, innerHTML: title });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    found.replaceChildren(shown.length ? list : found.dataset.none);
  };

  field.addEventListener("focus", prepare, { once: true });
  field.addEventListener("input", ask);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    found.replaceChildren();
  });
})();

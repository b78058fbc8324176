// What is typed and clicked.

// ------------------------------------------------------------------------------------- keyboard

const titles = () => Array.from(list.querySelectorAll(".episode:not([hidden]) :is(h3, h4) a"));

function move(event, step) {
  const all = titles();
  const place = all.indexOf(document.activeElement);
  if (place < 0 && document.activeElement !== query) return;
  const next = place + step;
  if (next >= all.length) return;
  event.preventDefault();
  (next < 0 ? query : all[next]).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || alone) return;
  const typing = event.target.matches("input[type=search], select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape" && !event.target.matches("select")) {
    event.preventDefault();
    if (query.value && event.target === query) {
      query.value = "";
      change();
    } else {
      reset();
    }
  } else if (event.key === "ArrowDown") {
    move(event, 1);
  } else if (event.key === "ArrowUp") {
    move(event, -1);
  }
});

// --------------------------------------------------------------------------------- what is clicked

// A link to an entry filters by it: as well as by what is set if it is in a result, else by it alone.
function follow(link) {
  const [facet, id] = entryOf(link.hash);
  if (!ENTRIES.includes(facet) || alone) return false;
  if (!offers(selects[facet], id)) return false;
  set({ ...(list.contains(link) ? state() : {}), [facet]: id });
  change();
  scrollTo(0, 0);
  profile.focus({ preventScroll: true });
  return true;
}

// A link to an episode opens it among the results, or among all if it is none of them.
function openLink(link) {
  const article = byId(link.hash.slice(1))?.closest(".episode");
  if (!article) return false;
  const id = idOf(article);
  if (article.hidden) set({});
  change({ episode: id });
  open(id);
  return true;
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = word("copied");
  } catch {
    openLink(link);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches(".share")) copy(link);
  else if (!follow(link) && !openLink(link)) return;
  event.preventDefault();
});

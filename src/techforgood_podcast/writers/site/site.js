// The search box, the player and what is copied on a page of a site.

import { byId, clock, dropBroken, make, moment, remember } from "../page_and_site/helpers.js";
import { embedField, offerCopies, pageAddress, shareAddress } from "../page_and_site/panel.js";
import { player, prepare, ready, seek, stored, take } from "../page_and_site/player.js";

dropBroken();

// ------------------------------------------------------------------------------------ the search

// The index is loaded once somebody uses the search, by a script, since browsers fetch no files from a
// disk.
const query = byId("query");
const load = remember(() => new Promise((onload) => {
  document.head.append(make("script", { src: `${query.form.dataset.top}search.js`, onload }));
}));

async function ask() {
  await load();
  query.dispatchEvent(new Event("ask"));
  const asked = query.value.trim();
  history.replaceState(null, "", asked ? `#q=${encodeURIComponent(asked)}` : location.href.split("#")[0]);
}

if (query) {
  query.addEventListener("focus", () => load(), { once: true });
  query.addEventListener("input", ask);
  query.form.addEventListener("submit", (event) => event.preventDefault());
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) {
    query.value = asked;
    ask();
  }
}

// ------------------------------------------------------------------------------- what played last

// Of another page or another day: this page offers to go on. Nothing is stored before something has
// played.
const KEY = `${document.body.dataset.show}/last`;
const offer = byId("last");
const last = JSON.parse(stored((one) => one.getItem(KEY)));

function goOn() {
  const { id, kind, src, title, href, at } = last;
  take(id, make(kind, { src, controls: true, preload: "none" }), make("a", { href, textContent: title }));
  seek(at);
  player.medium.play().catch(() => {});
  player.medium.focus({ preventScroll: true });
}

if (offer && last && !byId(last.id)?.matches(".open")) {
  const [go, close] = offer.children;
  offer.hidden = false;
  go.append(`${last.title}, ${clock(last.at)}`);
  go.addEventListener("click", goOn);
  close.addEventListener("click", () => {
    offer.hidden = true;
    stored((one) => one.removeItem(KEY));
  });
  document.addEventListener("keydown", ({ key, shiftKey, target }) => {
    if (key === "Enter" && shiftKey && !offer.hidden && target === document.body) goOn();
  });
  document.addEventListener("play", () => { offer.hidden = true; }, true);
}

document.addEventListener("timeupdate", ({ target }) => {
  const { id, name, medium } = player;
  if (target !== medium || medium.paused) return;
  const { localName: kind, src, currentTime: at } = medium;
  const told = JSON.stringify({ id, kind, src, title: name.textContent, href: name.href, at });
  stored((one) => one.setItem(KEY, told));
}, true);
document.addEventListener("ended", () => stored((one) => one.removeItem(KEY)), true);

// ----------------------------------------------------------------------------------- the episode

const word = (key) => JSON.parse(byId("words").textContent)[key];
const article = document.querySelector(".open");
// What is said is marked while it is heard; an address of a moment unfolds it.
const said = byId("said");
const spoken = Array.from(said?.querySelectorAll("[id^='t=']") ?? []);
function point(at, block) {
  const now = spoken.findLast((one) => Number(one.id.slice(2)) <= at);
  if (!now || now.ariaCurrent) return;
  for (const one of spoken) one.ariaCurrent = one === now ? "true" : null;
  if (block) now.scrollIntoView({ block });
}
function openMoment() {
  const { at } = moment(location.hash);
  if (article) ready(article, at);
  if (said && at >= 0) said.open = true;
  point(at, "start");
}
document.addEventListener("timeupdate", ({ target }) => article === player.article &&
  point(target.currentTime, byId("follow")?.ariaPressed === "true" && "center"), true);
said?.addEventListener("click", ({ target }) => {
  if (target.matches(".jump")) history.replaceState(null, "", target.hash);
  if (target.id) target.ariaPressed = String(target.ariaPressed !== "true");
});
offerCopies(word, article);
if (article?.querySelector("audio, video")) prepare(article);
openMoment();
window.addEventListener("hashchange", openMoment);
// A moment and a search are kept in another language.
byId("tongues")?.addEventListener("click", ({ target }) => {
  if (/[#&][tq]=/.test(location.hash) && target.href) target.hash = location.hash;
}, true);
document.querySelector(".share")?.addEventListener("click", () => {
  const title = document.querySelector("h1").textContent;
  const card = pageAddress().replace(/(\.html)?$/, ".card.html");
  // As high as frame.css makes a card.
  const more = article.querySelector("audio, video") ? [embedField(word, title, card, 352)] : [];
  shareAddress(word, title, "", article, more);
});

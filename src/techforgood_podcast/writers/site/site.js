// The search box, the player and what is copied on a page of a site. The index of the search is loaded
// once somebody uses it, by a script, since browsers fetch no files from a disk.

import { byId, dropBroken, make, moment } from "../page_and_site/helpers.js";
import { embedField, offerCopies, pageAddress, shareAddress } from "../page_and_site/panel.js";
import { player, prepare, ready } from "../page_and_site/player.js";
import "./last.js";

dropBroken();
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

// What played where a link was followed: this page offers to go on. Only this tab knows of it, and only
// once something has played.

import { byId, clock, make } from "../page_and_site/helpers.js";
import { player, seek, stored, take } from "../page_and_site/player.js";

const KEY = `${document.body.dataset.show}/last`;
const store = (act) => stored(act, "sessionStorage");
const offer = byId("last");
const last = JSON.parse(store((one) => one.getItem(KEY)));

function goOn() {
  const { id, kind, src, title, href, at } = last;
  const bar = byId("player");
  // The player of the page's own episode gives way, but stays to be played.
  if (player.article) bar.replaceWith(player.medium);
  document.body.append(bar);
  take(id, make(kind, { src, controls: true, preload: "none" }), make("a", { href, textContent: title }));
  seek(at);
  player.medium.play().catch(() => {});
  bar.querySelector("audio, video").focus({ preventScroll: true });
}

if (offer && last && !byId(last.id)?.matches(".open")) {
  const [go, close] = offer.children;
  offer.hidden = false;
  go.append(`${last.title}, ${clock(last.at)}`);
  go.addEventListener("click", goOn);
  close.addEventListener("click", () => {
    offer.hidden = true;
    store((one) => one.removeItem(KEY));
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
  store((one) => one.setItem(KEY, told));
}, true);
document.addEventListener("ended", () => store((one) => one.removeItem(KEY)), true);

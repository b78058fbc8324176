// The browser's own player, and beside it what it lacks. Nothing is loaded, and nothing is stored on
// the device, before somebody plays.

import { byId, clock, moment } from "./helpers.js";

const SPEEDS = [1, 1.25, 1.5, 2, 0.75];
const bar = byId("player");
const buttons = Array.from(bar?.querySelectorAll("button") ?? []);
const [from, direct] = ["small", "p a"].map((selector) => bar?.querySelector(selector));
// The episode in the player, its audio or video, and how fast that is played.
export const player = { speed: 1 };

// Some browsers forbid to store anything.
export function stored(act, where = "localStorage") {
  try {
    return act(globalThis[where]);
  } catch {
    return null;
  }
}

// The browser's player does not show where it will begin, nor how long it will play.
export function seek(at) {
  const { medium, article } = player;
  medium.currentTime = at;
  const length = article?.querySelector(".meta [datetime^=P]")?.textContent ?? "";
  from.textContent = medium.readyState ? "" : at ? clock(at) : length;
  from.classList.toggle("at", at > 0);
}

// What a locked screen shows, and what its buttons and those of a headset do.
function showOnDevice() {
  const { mediaSession: session } = navigator;
  if (!session || !window.MediaMetadata) return;
  const { title: artist, cover: src } = document.body.dataset;
  const artwork = src ? [{ src }] : [];
  session.metadata = new MediaMetadata({ title: player.name.textContent, artist, artwork });
  for (const [act, step] of [["seekbackward", -15], ["seekforward", 30]]) {
    session.setActionHandler(act, () => move(step));
  }
}

const move = (step) => seek(Math.max(0, player.medium.currentTime + step));

// Puts an episode into the player, where the listener was.
export function prepare(article) {
  if (player.article === article) return;
  const medium = article.querySelector("audio, video");
  if (!bar.contains(medium)) medium.replaceWith(Object.assign(medium.cloneNode(), { hidden: true }));
  take(article.id, medium, article.querySelector(".row > :is(h1, h3, h4) a").cloneNode(true), article);
}

// The same, of an episode that this page need not have.
export function take(id, medium, name, article) {
  if (!bar.contains(medium)) bar.replaceChildren(name, medium, bar.lastElementChild);
  [bar.hidden, medium.hidden, direct.hidden] = [false, false, true];
  const key = `${document.body.dataset.show}/${id}`;
  Object.assign(player, { id, article, medium, name });
  medium.defaultPlaybackRate = medium.playbackRate = player.speed;
  seek(Number(stored((store) => store.getItem(key))));
  medium.onloadedmetadata = () => seek(medium.currentTime < medium.duration ? medium.currentTime : 0);
  medium.ontimeupdate = () =>
    medium.paused || stored((store) => store.setItem(key, Math.floor(medium.currentTime)));
  medium.onplay = showOnDevice;
  medium.onended = () => stored((store) => store.removeItem(key));
  medium.onerror = () => Object.assign(direct, { hidden: false, href: medium.src, rel: "noopener external" });
}

// Makes an episode ready to be played from a second that it has, unless something is playing.
export function ready(article, at) {
  const isWithin = at < (article.dataset.seconds ?? Infinity) && article.querySelector("audio, video");
  if (!isWithin || player.medium?.paused === false) return;
  prepare(article);
  seek(at);
}

// Plays an episode, from a chapter or else from where it is.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".listen, .jump");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  prepare(link.closest(".episode"));
  if (link.matches(".jump")) seek(moment(link.hash).at);
  // What cannot be played says so itself.
  player.medium.play()?.catch(() => {});
});

// A player in a list gives way to the one that stays.
document.addEventListener("play", ({ target }) => {
  if (bar.contains(target)) return;
  prepare(target.closest(".episode"));
  player.medium.play();
}, true);

for (const button of buttons) {
  button.addEventListener("click", () => {
    const step = Number(button.dataset.step);
    if (step) move(step);
    else player.speed = SPEEDS[(SPEEDS.indexOf(player.speed) + 1) % SPEEDS.length];
    player.medium.defaultPlaybackRate = player.medium.playbackRate = player.speed;
    if (!step) button.lastChild.textContent = `${player.speed.toLocaleString(document.documentElement.lang)}×`;
  });
}

document.addEventListener("keydown", ({ target, key, shiftKey, ctrlKey, metaKey, altKey }) => {
  const button = buttons.find((one) =>
    one.getAttribute("aria-keyshortcuts") === `${shiftKey ? "Shift+" : ""}${key}`);
  // Where arrows move or select something else.
  const isOther = ctrlKey || metaKey || altKey || target.matches("input, select, audio, video") ||
    !getSelection().isCollapsed;
  if (player.medium && !isOther) button?.click();
});

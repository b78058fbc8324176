// What a reader takes away: addresses, cards, and the data of the episodes that are shown.

import { button, byId, capitalized, clock, make } from "../page_and_site/helpers.js";
import { embedField, openPanel, pageAddress, shareAddress } from "../page_and_site/panel.js";
import { message } from "../page_and_site/results.js";
import { INDEX } from "../page_and_site/search.js";
import { textOf, word } from "./languages.js";
import { nameOf, page, titleOf } from "./filters.js";

const nameOfEpisode = (episode) => textOf(titleOf(episode));

export function share(episode) {
  const title = episode ? nameOfEpisode(episode) : document.title;
  const at = episode ? episode.hash : location.hash;
  const more = [];
  if (episode) {
    const src = `${pageAddress()}#card=${at.slice(1)}`;
    more.push(embedField(word, title, src, heightOf(cardOf(episode))));
  }
  shareAddress(word, title, at, episode?.article, more);
}

// ------------------------------------------------------------------------------------- the card

// The narrowest frame in which a card is shown, and the difference that other fonts make.
const NARROW = "320px";
const SLACK = 16;

const shortened = (text, most) => (text.length <= most ? text
  : `${text.slice(0, most).replace(/[\s,;:–-]+\S*$/, "")}…`);

// Where to listen: the episode's page, or else its sound file, or the show's page; and its name.
function listenTo(article) {
  const links = Array.from(article.querySelectorAll(".do [rel], [data-fact=link] [rel]"));
  const hrefs = links.map((link) => link.getAttribute("href"));
  return Object.entries({
    listen_episode: hrefs.find((href) => href !== INDEX.show.url),
    audio_file: article.querySelector("audio, video")?.getAttribute("src"),
    listen_show: INDEX.show.url,
  }).find(([, href]) => href);
}

// The same as card.jinja.
export function cardOf(episode) {
  const { article } = episode;
  const lang = INDEX.show.language;
  const own = word("tag");
  const line = (className, ...parts) => make("p", { className }, ...parts);
  const titled = (text) => make("span", { lang, textContent: shortened(text, $TEXT) });
  const code = article.querySelector(".code:not([hidden])");
  const before = code ? [make("small", { textContent: textOf(code) }), " "] : [];
  const heading = make("h1", {}, ...before, titled(nameOfEpisode(episode)));
  const parts = [line("show", titled(INDEX.show.title)), heading];
  const guests = namesIn(article, "guests");
  if (guests.length) {
    const names = guests.slice(0, $GUESTS).flatMap((guest, place) =>
      [place ? ", " : " ", make("bdi", { textContent: shortened(guest, $NAME) })]);
    const more = word("more").replace("{}", guests.length - $GUESTS);
    const others = guests.length > $GUESTS ? [" ", make("span", { lang: own, textContent: more })] : [];
    const label = capitalized(word("guests")) + word("colon");
    parts.push(line("", make("b", { lang: own, textContent: label }), ...names, ...others));
  }
  const { seconds } = article.dataset;
  const [key, href] = listenTo(article) ?? [];
  const last = [
    seconds && make("time", { textContent: clock(seconds), dateTime: isoOf(article) }), " ",
    href && make("a", { href, target: "_blank", rel: "noopener", lang: own, textContent: word(key) }),
  ];
  if (seconds || href) parts.push(line("last", ...last.filter(Boolean)));
  const notice = document.querySelector("[data-fact=notice]");
  if (notice) {
    const about = make("summary", {}, ...byId("notice").cloneNode(true).childNodes);
    parts.push(make("details", {}, about, notice.cloneNode(true)));
  }
  const cover = Array.from(document.images)
    .find((image) => image.getAttribute("src") === INDEX.show.cover);
  const picture = article.querySelector(".row img") ?? cover;
  const image = picture ? [make("img", { src: picture.src, alt: "" })] : [];
  return make("main", { className: "frame" }, ...image, make("div", {}, ...parts));
}

// The height of a card where it is narrow, and highest.
function heightOf(card) {
  Object.assign(card.style, { position: "absolute", width: NARROW, minHeight: 0 });
  document.body.append(card);
  const height = Math.ceil(card.getBoundingClientRect().height) + SLACK;
  card.remove();
  return height;
}

// --------------------------------------------------------------------------------- downloads

// What a list of facts names, without what is said of it.
function namesIn(article, fact) {
  return Array.from(article.querySelectorAll(`[data-fact^=${fact}] li`)).flatMap((item) => {
    const links = Array.from(item.querySelectorAll(":scope > a"), textOf);
    if (links.length) return links;
    const copy = item.cloneNode(true);
    for (const more of copy.querySelectorAll("small")) more.remove();
    return [textOf(copy)];
  });
}

const isoOf = (article) => article.querySelector(".row time[datetime^=P]")?.dateTime ?? "";

function dataOf(episode) {
  const { article, hash, ids } = episode;
  const known = (selector, key) => article.querySelector(selector)?.[key] ?? "";
  return {
    code: textOf(article.querySelector(".code")),
    title: nameOfEpisode(episode),
    duration: isoOf(article),
    published: known(".row time[datetime*='-']", "dateTime"),
    hosts: namesIn(article, "host"),
    guests: namesIn(article, "guests"),
    organisations: ids.organisation.map((id) => textOf(nameOf("organisation", id))),
    themes: Array.from(article.querySelectorAll(".themes a"), textOf),
    places: namesIn(article, "places"),
    page: known(".do [rel], [data-fact=link] [rel]", "href"),
    audio: known("audio, video", "src"),
    address: pageAddress() + hash,
  };
}

// A spreadsheet would run what begins like a formula.
function cell(value) {
  const text = [value].flat().join("; ");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const FILES = {
  csv: ["text/csv", (some) => {
    const data = some.map(dataOf);
    const lines = [Object.keys(data[0]), ...data.map(Object.values)];
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }],
  json: ["application/json", (some) => `${JSON.stringify(some.map(dataOf), null, 2)}\n`],
  ris: ["application/x-research-info-systems", (some) => some.map(({ article }) =>
    article.querySelector("[data-style=RIS]").textContent).join("\n")],
};

function save(suffix) {
  const [type, write] = FILES[suffix];
  const href = URL.createObjectURL(new Blob([write(page.shown)], { type }));
  make("a", { href, download: `episodes.${suffix}` }).click();
  URL.revokeObjectURL(href);
}

export function download() {
  const files = Object.keys(FILES).map((suffix) => button(suffix.toUpperCase(), () => save(suffix)));
  openPanel(`${word("download")} – ${message(word, "count", page.shown.length)}`,
    [make("p", { className: "tasks" }, ...files)]);
}

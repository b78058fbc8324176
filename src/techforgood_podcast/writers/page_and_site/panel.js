// What a reader copies. `word` gives what is printed in the language that the reader chose.

import { button, byId, capitalized, clock, make, moment } from "./helpers.js";
import { player } from "./player.js";

export const panel = byId("panel");
export const pageAddress = () =>
  document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

// Puts a button after what it copies, the address of a link or a text, in place of another button.
function offerCopy(word, source, label) {
  const text = source.href ?? source.textContent;
  const made = button(word("copy"), async () => {
    const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    // Elsewhere than on safe pages, what is selected can still be copied.
    if (!isCopied) getSelection().selectAllChildren(Object.assign(source, { textContent: text }));
    if (isCopied || document.execCommand("copy")) made.textContent = word("copied");
  }, { ariaDescription: label });
  if (source.nextElementSibling?.matches("button")) source.nextElementSibling.remove();
  source.after(made);
}

// Lets readers copy the address of the feed, and the citations of an episode.
export function offerCopies(word, article) {
  const texts = article?.querySelectorAll("[data-style]") ?? document.querySelectorAll("#feed");
  for (const one of texts) offerCopy(word, one, one.dataset.style ?? one.textContent);
}

// A text to copy, with its name.
function field(word, label, text) {
  const made = make("p", {}, make("b", { textContent: label }), make("span", { textContent: text }));
  offerCopy(word, made.lastChild, label);
  return made;
}

const quoted = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const inAttribute = (text) => text.replace(/[&"<>]/g, (sign) => quoted[sign]);

// The line that shows a card in another page.
export function embedField(word, title, src, height) {
  const size = `width="100%" height="${height}" style="max-width:44rem;border:0"`;
  return field(word, word("embed"),
    `<iframe src="${inAttribute(src)}" title="${inAttribute(title)}" ${size} loading="lazy"></iframe>`);
}

export function openPanel(title, parts) {
  const [heading, content] = panel.children;
  heading.textContent = title;
  content.replaceChildren(...parts);
  panel.showModal();
}

// An address, which a browser may also pass to other programs.
function addressField(word, label, title, url) {
  const made = field(word, label, url);
  if (navigator.share) {
    made.append(button(word("share_link"), () => navigator.share({ title, url }).catch(() => {})));
  }
  return made;
}

// Shares an address and, of the episode that is in the player, the moment where it is.
export function shareAddress(word, title, hash, article, more = []) {
  const at = article && article === player.article ? Math.floor(player.medium.currentTime) : 0;
  const from = capitalized(word("from_moment").replace("{}", clock(at)));
  const fields = [
    addressField(word, word("address"), title, pageAddress() + hash),
    ...(at ? [addressField(word, from, title, pageAddress() + moment(hash).write(at))] : []),
    ...more,
  ];
  const unpublished = make("p", { textContent: word("publish_first") });
  openPanel(`${word("share_link")} – ${title}`, pageAddress().startsWith("http") ? fields : [unpublished]);
}

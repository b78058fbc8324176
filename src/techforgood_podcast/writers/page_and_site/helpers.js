// What any script uses.

export const byId = (id) => document.getElementById(id);
export const capitalized = (text) => text[0].toUpperCase() + text.slice(1);
export const unique = (some) => [...new Set(some)];

export function make(name, properties, ...parts) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...parts);
  return made;
}

export const button = (text, act, more) =>
  make("button", { textContent: text, onclick: act, ...more });

export const textsIn = (node) =>
  (node.nodeType === Node.TEXT_NODE ? [node] : Array.from(node.childNodes).flatMap(textsIn));

export function remember(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}

// A picture that cannot be loaded gives way; the drawn mark follows the cover.
export function dropBroken() {
  document.addEventListener("error", ({ target }) => {
    if (target.matches("img")) target.remove();
  }, true);
  for (const image of Array.from(document.images)) {
    if (image.complete && !image.naturalWidth) image.remove();
  }
}

export function clock(seconds) {
  const [hours, ...rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  return [...(hours ? [hours] : []), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}

// The moment in an address of an episode, in seconds, or NaN: `#S1E3&t=754`, or `#t=754` on its own
// page; the place without it; and the address of another moment.
export function moment(hash) {
  const place = `#${hash.slice(1).split("&").filter((one) => one && !one.startsWith("t=")).join("&")}`;
  const at = Number(/[#&]t=(\d{1,6}(?:\.\d+)?)(?=&|$)/.exec(hash)?.[1]);
  return { place, at, write: (seconds) => `${place}${place === "#" ? "" : "&"}t=${seconds}` };
}

// What any script uses.

export const byId = (id) => document.getElementById(id);
export const make = (name, properties) => Object.assign(document.createElement(name), properties);
export const capitalized = (text) => text[0].toUpperCase() + text.slice(1);
export const unique = (some) => [...new Set(some)];

export function remember(compute) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key);
  };
}

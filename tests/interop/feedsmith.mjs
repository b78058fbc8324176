// Reads feeds with feedsmith. Standard input: {"name": [format, document]}, where the format is
// "rss" or "json"; standard output: {"name": {"feed": ...} or {"error": its name and message}}.
import { readFileSync } from "node:fs";
import { parseJsonFeed, parseRssFeed } from "feedsmith";

const readers = { rss: parseRssFeed, json: parseJsonFeed };
const found = {};
for (const [name, [format, document]] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    found[name] = { feed: readers[format](document) };
  } catch (error) {
    found[name] = { error: `${error.name}: ${error.message}` };
  }
}
process.stdout.write(JSON.stringify(found));

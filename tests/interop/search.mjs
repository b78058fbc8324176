// Read an index of search, its script and queries from standard input, a JSON list, and print the
// positions of the episodes that the script finds for each query.
import { readFileSync } from "node:fs";

const [index, script, texts] = JSON.parse(readFileSync(0, "utf-8"));
globalThis.document = { getElementById: () => ({ textContent: index }) };
const { search } = (0, eval)(script);
console.log(JSON.stringify(texts.map((text) => (search(text)?.found ?? []).map(([at]) => at))));

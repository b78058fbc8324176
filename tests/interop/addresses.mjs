// Read addresses from standard input, a JSON list, and print which ones the URL Standard's parser takes.
import { readFileSync } from "node:fs";

const addresses = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(addresses.map((address) => URL.canParse(address))));

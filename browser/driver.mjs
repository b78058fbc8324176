// Drives Chromium for the tests: on each line of stdin a visit, on each line of stdout what came
// of it. A visit names a page, the settings of a new context, and what to do there, as the body of
// an async function of `page`; everything that a page should not do is taken down.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const AXE = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const AsyncFunction = (async () => {}).constructor;
const TIMEOUT = 20_000;
const LIMIT = 300_000;

const helpers = {
  // What axe-core finds wrong: a rule and the elements.
  async axe(page) {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run({ resultTypes: ["violations"] }));
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  },
  // The codes of the episodes that are seen, from the top.
  codes: (page) => page.locator(".episode:visible .code").allTextContents(),
};

function late() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the visit takes too long")), LIMIT).unref();
  });
}

async function visit(browser, { url, settings, script }) {
  const context = await browser.newContext(settings);
  context.setDefaultTimeout(TIMEOUT);
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  context.on("request", (request) => {
    const asked = request.url();
    const own = asked.startsWith(url.split("#")[0]) || asked.startsWith("data:");
    if (!own) problems.push(`request: ${asked}`);
  });
  try {
    await page.goto(url);
    const done = new AsyncFunction("page", "helpers", script)(page, helpers);
    const answer = await Promise.race([done, late()]);
    return { answer: answer ?? null, problems };
  } catch (error) {
    return { failure: String(error.stack ?? error), problems };
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await visit(browser, JSON.parse(line)))}\n`);
}
await browser.close();

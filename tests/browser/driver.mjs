// Drives a browser for the tests. Each line of stdin is a visit, and each line of stdout its result,
// both as JSON. A visit has the URL of a page, the options of a new browser context, and a script:
// the body of an async function of `page` and `helpers`. Requests, dialogs, errors and warnings of
// the page are recorded as problems.
import { createInterface } from "node:readline";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium, firefox } from "playwright-core";
import utils from "playwright-core/lib/utilsBundle";

const AXE = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const AsyncFunction = (async () => {}).constructor;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TIMEOUT = 20_000;
const LIMIT = 300_000;
// Width and height in centimetres.
const SHEETS = { A4: [21, 29.7], A5: [14.8, 21], Letter: [21.59, 27.94] };
const [, , executablePath] = process.argv;
const isFirefox = basename(executablePath).startsWith("firefox");
const downloadsPath = mkdtempSync(join(tmpdir(), "downloads-"));

// Playwright asks at the start for what Firefox ESR 140 does not know, and nothing here needs.
const { emit } = utils.ws.prototype;
utils.ws.prototype.emit = function answer(event, data, ...more) {
  const reply = event === "message" ? JSON.parse(data) : {};
  if (reply.error !== "unknown command") return emit.call(this, event, data, ...more);
  const made = { id: reply.id, type: "success", result: {} };
  return emit.call(this, event, Buffer.from(JSON.stringify(made)), ...more);
};

const helpers = {
  // Violations found by axe-core: the rule, then the elements. A look is a colour scheme and a width.
  async axe(page, looks = [[]]) {
    const found = [];
    for (const [colorScheme, width] of looks) {
      if (width) await page.emulateMedia({ colorScheme });
      if (width) await page.setViewportSize({ width, height: 800 });
      if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(AXE);
      const { violations } = await page.evaluate((runOnly) =>
        // A page forbids to ask for its style again.
        globalThis.axe.run({ runOnly, resultTypes: ["violations"], preload: false }), RULES);
      found.push(...violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]));
    }
    return found;
  },
  // The widths of screens on which something has to be scrolled sideways.
  async cut(page, widths) {
    const found = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 640 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide !== width) found.push(width);
    }
    return found;
  },
  // Codes of the visible episodes, from the top.
  codes: (page) => page.locator(".episode:visible .code").allTextContents(),
  // The printed page, in base64. Playwright gives Firefox inches, which takes them for centimetres.
  async printed(page, sheet) {
    const [width, height] = SHEETS[sheet].map((size) => `${size}${isFirefox ? "in" : "cm"}`);
    return (await page.pdf({ width, height })).toString("base64");
  },
  // Name and text of the file that an act saves.
  async saved(page, act) {
    if (!isFirefox) {
      const [download] = await Promise.all([page.waitForEvent("download"), act()]);
      return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
    }
    // Playwright overlooks Firefox's downloads of what a page has made itself.
    await act();
    let name;
    const end = Date.now() + TIMEOUT;
    while (!name) {
      if (Date.now() > end) throw new Error("nothing was saved");
      await page.waitForTimeout(100);
      name = readdirSync(downloadsPath).find((one) => !one.endsWith(".part"));
    }
    const text = readFileSync(join(downloadsPath, name), "utf8");
    rmSync(join(downloadsPath, name));
    return [name, text];
  },
};

function late() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the visit timed out")), LIMIT).unref();
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
    const answer = await new AsyncFunction("page", "helpers", script)(page, helpers);
    return { answer: answer ?? null, problems };
  } catch (error) {
    if (!browser.isConnected()) throw error;
    return { failure: String(error.stack ?? error), problems };
  } finally {
    await context.close();
  }
}

const browser = isFirefox
  // Any released Firefox, not one that is built for Playwright.
  ? await firefox.launch({
    executablePath,
    channel: "moz-firefox",
    downloadsPath,
    firefoxUserPrefs: {
      // Where Firefox ESR 140 saves, which does not know what Playwright asks about downloads.
      "browser.download.folderList": 2,
      "browser.download.dir": downloadsPath,
      // Scrollbars take no room, as in Chromium when Playwright starts it.
      "ui.useOverlayScrollbars": 1,
    },
  })
  : await chromium.launch({
    executablePath,
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
  // A browser that is gone or does not answer ends this program, and with it the browser.
  const result = await Promise.race([visit(browser, JSON.parse(line)), late()]);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
await browser.close();
rmSync(downloadsPath, { recursive: true });

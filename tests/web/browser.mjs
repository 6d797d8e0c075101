// A browser to look at pages with, and what is looked for on every page, whatever it is.

import { createRequire } from "node:module";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** How long anything may take, in milliseconds: a slow machine is not a fault of the page. */
export const PATIENCE = 60_000;

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The widths that a page is looked at in. The last is a wide screen at 400 %, as WCAG 1.4.10 counts it. */
export const ROOMS = [
  { name: "1280 px", width: 1280, height: 900, deviceScaleFactor: 1 },
  { name: "768 px", width: 768, height: 1024, deviceScaleFactor: 1 },
  { name: "320 px", width: 320, height: 640, deviceScaleFactor: 1 },
  { name: "1280 px at 400 %", width: 320, height: 256, deviceScaleFactor: 4 },
];

/** What failed, told as it happens. */
export class Tally {
  failures = 0;

  fail(where, what) {
    this.failures += 1;
    console.error(`${where}: ${what}`);
  }

  must(fact, where, what) {
    if (!fact) this.fail(where, what);
  }

  /** Says what was seen, and ends the program. */
  end(words) {
    console.log(words);
    if (this.failures > 0) {
      console.error(`${this.failures} ${this.failures === 1 ? "failure" : "failures"}`);
      process.exit(1);
    }
    process.exit(0);
  }
}

/** Chromium with a folder of its own, both gone after `use`. */
export async function withBrowser(use) {
  const home = await mkdtemp(join(tmpdir(), "browser-"));
  // Playwright gives every browser that it launches a new folder for its data.
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    downloadsPath: home,
    timeout: PATIENCE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** A person's browser: cookies of its own. Every complaint of it and every request elsewhere is a failure. */
export async function newPerson(browser, origin, tally, where, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.on("console", (message) => {
    // A status such as 403 is told by the page itself; the browser mentions it, too.
    const status = message.text().startsWith("Failed to load resource: the server responded with a status of");
    if (["error", "warning"].includes(message.type()) && !status) tally.fail(where(), `the browser says: ${message.text()}`);
  });
  page.on("pageerror", (error) => tally.fail(where(), `a script failed: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) tally.fail(where(), `the page asks for ${request.url().slice(0, 120)}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) tally.fail(where(), `${response.status()} ${response.url()}`);
  });
  return page;
}

/** A camera that keeps pictures in a folder, if there is one. */
export async function camera(folder) {
  if (!folder) return async () => {};
  await mkdir(folder, { recursive: true });
  let count = 0;
  return async (page, name, room) => {
    const file = `${String((count += 1)).padStart(3, "0")}-${name.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 100)}-${room}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
  };
}

/** Looks at what stands on the page now: rules, widths, title, style. `thorough`: the rules on a wide screen, too. */
export async function look(page, name, tally, picture, thorough = true) {
  const screen = await page.context().newCDPSession(page);
  for (const room of ROOMS) {
    const { width, height, deviceScaleFactor } = room;
    if (width === 768 && !thorough) continue;
    if (deviceScaleFactor === 1) await page.setViewportSize({ width, height });
    else await screen.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor, mobile: false });
    const where = `${name} at ${room.name}`;
    const { wide, culprits } = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth;
      const culprits = [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 3)
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} "${element.textContent.trim().slice(0, 40)}"`);
      return { wide, culprits };
    });
    if (wide > width) tally.fail(where, `the page is ${wide} px wide: ${culprits.join(", ")}`);
    if (deviceScaleFactor > 1) continue;
    if (width === 320 || (thorough && width === 1280)) await rules(page, where, tally);
    await picture(page, name, width);
  }
  await screen.send("Emulation.clearDeviceMetricsOverride");
  await screen.detach();
  await page.setViewportSize({ width: ROOMS[0].width, height: ROOMS[0].height });
  await titled(page, name, tally);
}

async function rules(page, where, tally) {
  // Evaluated by the debugger, so that the page's policy need not allow it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of violations) {
    const places = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`);
    tally.fail(where, `${violation.id} (${violation.nodes.length}): ${violation.help}\n    ${places.join("\n    ").replaceAll("\n", "\n    ")}`);
  }
}

/** The title says question, section and service, and "Error:" exactly where something is wrong. */
async function titled(page, name, tally) {
  const { title, heading, wrong, lost, styled } = await page.evaluate(() => ({
    title: document.title,
    heading: document.querySelector("h1")?.textContent.trim().replaceAll(/\s+/g, " ") ?? "no heading",
    wrong: document.querySelector(".errors, .fault") !== null,
    lost: document.querySelector("nav.about, .caption") === null,
    styled: document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length > 0,
  }));
  // Below the first page of an assessment, and where there is a page at all, the section is named, too.
  const deep = /^\/s-[0-9a-f]+\/a\/[^/]+\/./.test(new URL(page.url()).pathname) && !lost;
  const parts = title.replace(/^Error: /, "").split(" – ");
  tally.must(parts[0] === heading, name, `the title "${title}" does not begin with the heading "${heading}"`);
  tally.must(parts.at(-1) === "strong-trust", name, `the title is "${title}"`);
  tally.must(parts.length >= 3 || !deep, name, `the title "${title}" names no section`);
  tally.must(!wrong || title.startsWith("Error: "), name, `the title "${title}" tells of no error`);
  tally.must(styled, name, "the page's style was not taken");
}

/** Goes through the page with Tab: every stop is seen, in the order of reading, and nothing is left out. */
export async function walk(page, name, tally) {
  await page.evaluate(() => {
    // Begins at the top of the page, wherever the focus was.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  });
  const expected = await page.evaluate(() => {
    const groups = new Set();
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((element) => {
      if (element.disabled || element.type === "hidden" || element.tabIndex < 0) return false;
      if (!element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) return false;
      if (element.type !== "radio") return true;
      // One stop for a group of radio buttons: the chosen one, or else the first.
      const group = [...document.getElementsByName(element.name)];
      const stop = group.find((one) => one.checked) ?? group[0];
      return element === stop && !groups.has(element.name) && groups.add(element.name);
    });
    stops.forEach((element, place) => (element.__stop = place));
    return stops.length;
  });
  let before = null;
  for (let place = 0; place < Math.min(expected, 120); place += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 1 && box.height > 1;
      return {
        what: `${element.tagName.toLowerCase()} "${(element.textContent || element.id).trim().slice(0, 40)}"`,
        stop: element.__stop,
        seen: outlined && inside,
        box: { top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right },
      };
    });
    tally.must(now.seen, name, `the focus on ${now.what} is not to be seen`);
    if (now.stop !== place) {
      tally.fail(name, `Tab leads to ${now.what} (stop ${now.stop}) where stop ${place} of ${expected} is expected`);
      return;
    }
    // Upwards only into a column further to the right; links of one text lie beside each other.
    const up = before && now.box.bottom <= before.top && now.box.left < before.right - 1;
    tally.must(!up, name, `Tab leads up, to ${now.what}`);
    before = now.box;
  }
}

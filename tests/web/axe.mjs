// Opens each HTML file in headless Chromium on a wide screen, a tablet and a phone,
// and fails on any finding of axe-core, any sideways scrolling of the page, and any complaint of the browser.
//
//   node axe.mjs FILE…          CHROMIUM names another browser than /usr/bin/chromium

import { createRequire } from "node:module";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node axe.mjs FILE…");
  process.exit(2);
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rooms = [
  { name: "1280 px", width: 1280, height: 900 },
  { name: "768 px", width: 768, height: 1024 },
  { name: "320 px", width: 320, height: 640 },
];

const home = await mkdtemp(join(tmpdir(), "axe-"));
let failures = 0;
const fail = (where, what) => {
  failures += 1;
  console.error(`${where}: ${what}`);
};

try {
  const context = await chromium.launchPersistentContext(home, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
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
  for (const file of files) {
    const address = pathToFileURL(resolve(file)).href;
    for (const room of rooms) {
      const where = `${basename(file)} at ${room.name}`;
      const page = await context.newPage();
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) fail(where, `the browser says: ${message.text()}`);
      });
      page.on("pageerror", (error) => fail(where, `a script failed: ${error.message}`));
      page.on("request", (request) => {
        if (request.url() !== address) fail(where, `the page asks for ${request.url().slice(0, 120)}`);
      });
      await page.setViewportSize({ width: room.width, height: room.height });
      await page.goto(address);

      const styled = await page.evaluate(() => getComputedStyle(document.querySelector("h1")).fontWeight !== "" && document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length > 0);
      if (!styled) fail(where, "the page's style was not taken");

      const { wide, culprits } = await page.evaluate(() => {
        const wide = document.documentElement.scrollWidth;
        const culprits = [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3)
          .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} "${element.textContent.trim().slice(0, 40)}"`);
        return { wide, culprits };
      });
      if (wide > room.width) fail(where, `the page is ${wide} px wide: ${culprits.join(", ")}`);

      // Evaluated by the debugger, so that the page's policy need not allow it.
      await page.evaluate(axe);
      const { violations, incomplete, passes } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete", "passes"] }));
      for (const violation of violations) {
        const places = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`);
        fail(where, `${violation.id} (${violation.nodes.length}): ${violation.help}\n    ${places.join("\n    ").replaceAll("\n", "\n    ")}`);
      }
      console.log(`${where}: ${passes.length} rules passed, ${violations.length} violations, ${incomplete.length} left to a person${incomplete.length ? ` (${incomplete.map((one) => one.id).join(", ")})` : ""}`);
      await page.close();
    }
  }
  await context.close();
} finally {
  await rm(home, { recursive: true, force: true });
}
if (failures > 0) {
  console.error(`${failures} ${failures === 1 ? "failure" : "failures"}`);
  process.exit(1);
}

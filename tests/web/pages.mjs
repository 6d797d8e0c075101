// Opens the pages of `strong-trust serve` in headless Chromium and uses them as people do.
//
//   node pages.mjs PROGRAM [SHOTS]     SHOTS is a folder for a picture of every page and state
//
// 1. Every page, empty and full and with errors, at three widths: axe-core finds nothing, nothing scrolls sideways,
//    the browser complains of nothing, no other address is asked for.
// 2. The way of a newcomer without JavaScript, and once more with the keyboard alone.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [program, shots] = process.argv.slice(2);
if (!program) {
  console.error("usage: node pages.mjs PROGRAM [SHOTS]");
  process.exit(2);
}
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rooms = [
  { name: "1280 px", width: 1280, height: 900 },
  { name: "768 px", width: 768, height: 1024 },
  { name: "320 px", width: 320, height: 640 },
];

let failures = 0;
const fail = (where, what) => {
  failures += 1;
  console.error(`${where}: ${what}`);
};
const must = (fact, where, what) => {
  if (!fact) fail(where, what);
};

const desk = await mkdtemp(join(tmpdir(), "pages-"));
const folder = join(desk, "trusts");
await mkdir(folder);
await cp(join(root, "examples/northmoor"), join(folder, "northmoor"), { recursive: true });
if (shots) await mkdir(shots, { recursive: true });

const server = spawn(resolve(program), ["serve", folder, "--no-open"], {
  env: { ...process.env, XDG_RUNTIME_DIR: desk },
  stdio: ["pipe", "pipe", "inherit"],
});
const lines = (async function* () {
  let text = "";
  for await (const part of server.stdout) {
    text += part;
    const whole = text.split("\n");
    text = whole.pop();
    yield* whole;
  }
})();
const link = (await lines.next()).value;
const base = new URL(link).origin;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const watched = (page, where) => {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fail(where(), `the browser says: ${message.text()}`);
  });
  page.on("pageerror", (error) => fail(where(), `a script failed: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) fail(where(), `the page asks for ${request.url().slice(0, 120)}`);
  });
};

let pictures = 0;
// Looks at what stands on the page now: rules, width, title.
const look = async (page, name) => {
  for (const room of rooms) {
    await page.setViewportSize({ width: room.width, height: room.height });
    const where = `${name} at ${room.name}`;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > room.width) {
      const culprits = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3)
          .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} "${element.textContent.trim().slice(0, 40)}"`),
      );
      fail(where, `the page is ${wide} px wide: ${culprits.join(", ")}`);
    }
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const violation of violations) {
      const places = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`);
      fail(where, `${violation.id} (${violation.nodes.length}): ${violation.help}\n    ${places.join("\n    ").replaceAll("\n", "\n    ")}`);
    }
    if (shots) await page.screenshot({ path: join(shots, `${String(pictures).padStart(2, "0")}-${name.replaceAll(/[^a-z0-9]+/gi, "-")}-${room.width}.png`), fullPage: true });
  }
  pictures += 1;
  await page.setViewportSize(rooms[0]);
  must((await page.title()).endsWith("strong-trust"), name, `the title is ${await page.title()}`);
};

try {
  // 1. Every page.
  const context = await browser.newContext();
  const page = await context.newPage();
  let here = "the link";
  watched(page, () => here);
  await page.goto(link);
  must(page.url() === `${base}/`, here, `the link stays in the address bar: ${page.url()}`);
  const go = async (path, name) => {
    here = name;
    const response = await page.goto(base + path);
    must(response.ok(), name, `${response.status()} ${path}`);
    await look(page, name);
  };
  const as = "/a/northmoor/as/chair.chair";
  await go("/", "home");
  await go("/help", "help");
  await go("/rubric", "rubric");
  await go("/new", "new");
  await go("/a/northmoor", "overview");
  await go("/a/northmoor/people", "people");
  await go(`${as}/start`, "start");
  await go(`${as}/tasks`, "tasks");
  await go(`${as}/question/governance-purpose`, "question answered");
  await go("/a/northmoor/as/nobody.trustee/question/civic-public-benefit", "question empty");
  await go(`${as}/check/governance?saved=governance-purpose`, "check");
  await go(`${as}/finish`, "finish");
  await go("/a/northmoor/standards", "standards");
  await go("/a/northmoor/standards/1", "standards group");
  await go("/a/northmoor/status", "status");
  await go("/a/northmoor/report", "report first");
  for (const part of ["glance", "domain/governance", "standards", "differences", "lenses", "plan", "indicators", "drafts", "method", "files", "whole/board"]) {
    await go(`/a/northmoor/report/${part}`, `report ${part}`);
  }
  here = "folds";
  await page.goto(`${base}/a/northmoor/report/domain/governance`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
  await look(page, "report with every fold open");
  await go("/a/~example", "example");

  // Errors.
  here = "question with errors";
  await page.goto(`${base}/a/northmoor/as/nobody.trustee/question/governance-purpose`);
  await page.locator("details.more > summary").click();
  await page.fill("#note", "Half a thought");
  await page.getByRole("button", { name: "Add evidence" }).click();
  await page.fill("#evidence-1-date", "soon");
  await page.getByRole("button", { name: "Save and continue" }).last().click();
  must((await page.title()).startsWith("Error: "), here, "the title does not say so");
  must(await page.evaluate(() => document.activeElement?.classList.contains("errors")), here, "the summary has not the focus");
  await look(page, here);
  here = "standards with errors";
  await page.goto(`${base}/a/northmoor/standards/2`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
  await page.locator("input[id$='.checked']").first().fill("soon");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await look(page, here);
  here = "people with errors";
  await page.goto(`${base}/a/northmoor/people`);
  await page.getByRole("button", { name: "Continue" }).click();
  await look(page, here);
  here = "new with errors";
  await page.goto(`${base}/new`);
  await page.getByRole("button", { name: "Start" }).click();
  await look(page, here);
  here = "changed meanwhile";
  const other = await context.newPage();
  await page.goto(`${base}${as}/question/governance-purpose`);
  await other.goto(`${base}${as}/question/governance-purpose`);
  await other.fill("#note", "From the other window");
  await other.getByRole("button", { name: "Save and continue" }).last().click();
  await page.fill("#note", "From this window");
  await page.getByRole("button", { name: "Save and continue" }).last().click();
  await look(page, here);
  must((await page.textContent("main")).includes("From the other window"), here, "it does not show the other");
  await page.getByRole("button", { name: "Save mine" }).click();
  must((await page.textContent(".notice")).startsWith("Saved:"), here, "it does not say saved");
  await other.close();

  // Text that was not saved is not lost without a word.
  here = "unsaved";
  await page.goto(`${base}${as}/question/governance-purpose`);
  await page.fill("#note", "Not saved yet");
  let warned = false;
  page.once("dialog", async (dialog) => {
    warned = dialog.type() === "beforeunload";
    await dialog.accept();
  });
  await page.getByRole("link", { name: "Skip for now" }).click();
  await page.waitForURL("**/question/governance-oversight*").catch(() => {});
  must(warned, here, "nobody was warned");
  await page.close();

  // What is refused.
  const stranger = await browser.newContext();
  const door = await stranger.newPage();
  for (const [path, name] of [["/", "a stranger"], [new URL(link).pathname, "a used link"]]) {
    const response = await door.goto(base + path);
    must(response.status() === 403, name, `${response.status()}`);
    await look(door, name);
  }
  await stranger.close();

  // 2. The way of a newcomer, without JavaScript, and with the keyboard alone.
  const newLink = async () => {
    server.stdin.write("\n");
    return (await lines.next()).value;
  };
  const choose = async (newcomer, id, keyboard) => {
    if (!keyboard) return newcomer.check(`[id="${id}"]`);
    await tabTo(newcomer, id);
    return newcomer.keyboard.press("Space");
  };
  // Tab until the element has the focus, which must be seen.
  const tabTo = async (newcomer, id) => {
    for (let steps = 0; steps < 200; steps += 1) {
      const found = await newcomer.evaluate((id) => {
        const now = document.activeElement;
        if (!now || now === document.body) return false;
        // One tab leads to a group of radio buttons; the arrows go on in it.
        if (now.type === "radio" && document.getElementById(id)?.name === now.name) document.getElementById(id).focus();
        return document.activeElement.id === id || document.activeElement.textContent?.trim() === id || document.activeElement.value === id;
      }, id);
      if (found) {
        const seen = await newcomer.evaluate(() => {
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        });
        must(seen, `keyboard: ${id}`, "the focus is not to be seen");
        return;
      }
      await newcomer.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not come to ${id}`);
  };
  const press = async (newcomer, name, keyboard) => {
    const left = newcomer.waitForNavigation();
    if (keyboard) {
      await tabTo(newcomer, name);
      await newcomer.keyboard.press("Enter");
    } else {
      await newcomer.locator("main").getByText(name, { exact: true }).locator("visible=true").last().click();
    }
    await left;
  };
  const type = async (newcomer, id, text, keyboard) => {
    if (!keyboard) return newcomer.fill(`[id="${id}"]`, text);
    await tabTo(newcomer, id);
    await newcomer.keyboard.press("Control+A");
    return newcomer.keyboard.type(text);
  };
  for (const keyboard of [false, true]) {
    const way = keyboard ? "keyboard alone" : "without JavaScript";
    here = way;
    const context = await browser.newContext({ javaScriptEnabled: keyboard });
    const newcomer = await context.newPage();
    watched(newcomer, () => way);
    const pointless = () => newcomer.evaluate(() => { document.addEventListener("mousedown", () => { throw new Error("a mouse was used"); }); });
    await newcomer.goto(await newLink());
    if (keyboard) await pointless();
    await press(newcomer, "Start a new assessment", keyboard);
    await type(newcomer, "trust", keyboard ? "Key Trust" : "Plain Trust", keyboard);
    await choose(newcomer, "depth-full", keyboard);
    await press(newcomer, "Start", keyboard);
    for (const [id, role] of [["chair", "chair"], ["head-1", "headteacher"]]) {
      await newcomer.goto(new URL("people", `${base}/a/${keyboard ? "key" : "plain"}-trust-${new Date().getFullYear()}/`).href);
      await type(newcomer, "respondent", id, keyboard);
      if (keyboard) {
        await tabTo(newcomer, "role");
        await newcomer.keyboard.type(role === "chair" ? "Chair" : "Headteacher");
      } else {
        await newcomer.selectOption("#role", role);
      }
      await press(newcomer, "Continue", keyboard);
      await press(newcomer, "Go to the questions", keyboard);
      await press(newcomer, "Expert governance", keyboard);
      for (let question = 1; question <= 7; question += 1) {
        must((await newcomer.textContent("main")).includes(`Question ${question} of 7`), way, `question ${question} is not there`);
        await choose(newcomer, `answer-${id === "chair" ? 3 : 1}`, keyboard);
        if (question === 1) {
          await press(newcomer, "Add evidence", keyboard);
          await type(newcomer, "evidence-1-what", "Minutes", keyboard);
          if (keyboard) {
            await tabTo(newcomer, "evidence-1-kind");
            await newcomer.keyboard.type("Document");
          } else {
            await newcomer.selectOption("#evidence-1-kind", "document");
          }
          await type(newcomer, "evidence-1-date", "today", keyboard);
        }
        await press(newcomer, "Save and continue", keyboard);
        must((await newcomer.textContent(".notice")).startsWith("Saved:"), way, `question ${question} is not saved`);
      }
      must((await newcomer.textContent("h1")).includes("check your answers"), way, "the answers are not there to check");
    }
    await press(newcomer, "Back to the task list", keyboard);
    await press(newcomer, "Standards", keyboard);
    await newcomer.goto(newcomer.url().split("?")[0] + "/1");
    const first = await newcomer.locator("input[type=radio]").first().getAttribute("id");
    await choose(newcomer, first, keyboard);
    await press(newcomer, "Save and continue", keyboard);
    must((await newcomer.textContent(".notice")).startsWith("Saved: met"), way, "the standard is not saved");
    await newcomer.goto(newcomer.url().replace(/standards.*/, "report"));
    must((await newcomer.textContent("main")).includes("Two people have answered"), way, "the report does not count them");
    await context.close();
  }
} finally {
  await browser.close();
  server.kill("SIGINT");
  await rm(desk, { recursive: true, force: true });
}
console.log(`${pictures} pages and states looked at in ${rooms.length} widths`);
if (failures > 0) {
  console.error(`${failures} ${failures === 1 ? "failure" : "failures"}`);
  process.exit(1);
}

// Opens every page of `strong-trust serve` in every state, and looks at it in headless Chromium.
//
//   node pages.mjs PROGRAM [PICTURES]     PICTURES is a folder for a picture of every page and state
//
// The pages are found by following the links, first in a new assessment, then in a full one; one page stands for those
// that differ only in an id. Then every form is sent empty, and a few are sent with mistakes of people.

import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Tally, camera, look, newPerson, walk, withBrowser } from "./browser.mjs";
import { serve } from "./served.mjs";

const [program, pictures] = process.argv.slice(2);
if (!program) {
  console.error("usage: node pages.mjs PROGRAM [PICTURES]");
  process.exit(2);
}
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const tally = new Tally();
const picture = await camera(pictures);
let looked = 0;

/** Parts of addresses after which an id stands. */
const BEFORE_IDS = ["a", "as", "check", "domain", "standards", "action", "respondent", "targets", "numbers"];

/** An address with its ids taken out: pages of one kind have one. */
const kind = (address) => {
  const url = new URL(address);
  // The ids of questions begin with their domain's.
  const id = (part, before) => (BEFORE_IDS.includes(before) && part !== "new") || /^(governance|education|workforce|operations|civic)-/.test(part);
  const parts = url.pathname.split("/").map((part, place, all) => (id(part, all[place - 1]) ? "…" : part));
  return `${parts.join("/")}?${[...url.searchParams.keys()].sort().join("&")}`;
};

const begun = Date.now();
const took = (what) => console.log(`${what}: ${looked} pages and states after ${Math.round((Date.now() - begun) / 1000)} s`);

/** Follows the links from a page, and looks at one page of each kind. Gives the addresses. */
const crawl = async (page, base, start, state, { thorough = false, leaves = () => false } = {}) => {
  const only = start.split("/").slice(0, 3).join("/");
  const open = [`${base}${start}`];
  const kinds = new Map();
  while (open.length > 0) {
    const address = open.shift();
    const parts = kind(address);
    if (kinds.has(parts)) continue;
    kinds.set(parts, address);
    page.where = `${state}: ${address.slice(base.length)}`;
    const response = await page.goto(address);
    tally.must(response.ok(), page.where, `${response.status()}`);
    // Where it was sent on, the page is looked at under its own address.
    const here = kind(page.url());
    if (here !== parts && kinds.has(here)) continue;
    kinds.set(here, page.url());
    await look(page, page.where, tally, picture, thorough);
    if (thorough) await walk(page, page.where, tally);
    looked += 1;
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]:not([download])")].map((link) => link.href.split("#")[0]));
    // Files are not pages; the assessment that is looked at is this one.
    const ours = (path) => !path.startsWith("/a/") || `${path}/`.startsWith(`${only}/`);
    open.push(...links.filter((link) => link.startsWith(`${base}/`) && !/\/file(\/|$)/.test(link) && ours(link.slice(base.length)) && !leaves(link)));
  }
  took(state);
  return [...kinds.values()];
};

/** What may be sent from a page: forms other than the one that stops the program. */
const forms = (page) => page.locator("main form[method=post]");

await withBrowser(async (browser) => {
  const desk = await mkdtemp(join(tmpdir(), "pages-"));
  const folder = join(desk, "trusts");
  await mkdir(folder);
  const served = await serve(program, folder, desk);
  try {
    const page = await newPerson(browser, served.origin, tally, () => page.where);
    page.where = "the link";
    await served.enter(page, served.first);
    const { base } = served;
    /** Where the page is, below the prefix of this start. */
    const place = () => page.url().slice(base.length);

    // Nothing there yet.
    await crawl(page, base, "/", "nothing there");
    page.where = "a new assessment";
    await page.goto(`${base}/new`);
    await page.fill("#trust", "Elm and Oak Trust");
    await page.check("#depth-full");
    await page.getByRole("button", { name: "Start" }).click();
    await page.waitForURL("**/people*");
    const empty = place().split("?")[0].replace("/people", "");
    await page.fill("#respondent", "chair");
    await page.selectOption("#role", "chair");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("link", { name: "Go to the questions" }).click();
    await page.waitForURL("**/tasks*");
    // Nobody has answered: whoever is new is in no list, so the way goes from here, too.
    await crawl(page, base, place(), "new");

    // Everything there: first for whoever leads the work and answers as nobody, then for somebody who answers.
    await cp(join(root, "examples/northmoor"), join(folder, "northmoor"), { recursive: true });
    const answers = (link) => link.includes("/as/");
    const all = await crawl(page, base, "/a/northmoor", "full", { thorough: true, leaves: answers });
    const chair = await newPerson(browser, served.origin, tally, () => chair.where);
    chair.where = "a second link";
    await served.enter(chair);
    const mine = await crawl(chair, base, "/a/northmoor/as/chair.chair/tasks?go=1", "as chair", { thorough: true, leaves: (link) => !answers(link) });
    for (const [path, where] of [["report", "held back"], ["as/trustee-finance.trustee/tasks", "as somebody else"]]) {
      chair.where = where;
      await chair.goto(`${base}/a/northmoor/${path}`);
      await look(chair, where, tally, picture, false);
      await walk(chair, where, tally);
      looked += 1;
    }
    page.where = "full: every fold open";
    await page.goto(`${base}/a/northmoor/report/domain/governance`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
    await look(page, page.where, tally, picture);
    looked += 1;

    await printed(page, base);
    await mistakes(chair, base);

    // Every form sent empty: it says what is missing, or sends on. What removes or renames somebody comes last.
    const later = (address) => /\/(remove|rename|close)$/.test(new URL(address).pathname);
    const todo = [...all.filter((address) => !later(address)).map((address) => [page, address]), ...mine.map((address) => [chair, address]), ...all.filter(later).map((address) => [page, address])];
    for (const [page, address] of todo) {
      await page.goto(address);
      const count = await forms(page).count();
      for (let place = 0; place < count; place += 1) {
        await page.goto(address);
        const form = forms(page).nth(place);
        if ((await form.count()) === 0) continue;
        page.where = `sent empty: ${address.slice(base.length)}, form ${place + 1}`;
        await form.evaluate((form) => {
          for (const field of form.elements) {
            if (field.type === "checkbox" || field.type === "radio") field.checked = false;
            else if (field.tagName === "SELECT") field.selectedIndex = 0;
            else if (["text", "textarea", "date", "number", "search"].includes(field.type) && !field.hidden) field.value = "";
          }
        });
        const came = page.waitForEvent("load");
        await form.evaluate((form) => form.requestSubmit([...form.querySelectorAll("button")].find((button) => button.checkVisibility()) ?? null));
        await came;
        if ((await page.locator(".errors").count()) === 0) continue;
        const focused = await page.evaluate(() => document.activeElement?.classList.contains("errors"));
        tally.must(focused, page.where, "what is wrong is not read first");
        await led(page);
        await look(page, page.where, tally, picture, false);
        await walk(page, page.where, tally);
        looked += 1;
      }
    }
    took("sent empty");
    await refusals(browser, served);
  } catch (error) {
    tally.fail("stopped there", error.stack);
  } finally {
    await served.stop();
    await rm(desk, { recursive: true, force: true });
  }
});
tally.end(`${looked} pages and states looked at`);

/** Paper shows what the screen does, without the buttons, and no page is empty. */
async function printed(page, base) {
  for (const [path, most] of [["report", 1], ["report/domain/governance", 4], ["report/whole/board", 4], ["plan", 3], ["agree/minutes", 4]]) {
    page.where = `on paper: ${path}`;
    await page.goto(`${base}/a/northmoor/${path}`);
    const paper = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = paper.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    tally.must(pages >= 1 && pages <= most, page.where, `${pages} pages, and at most ${most} are expected`);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => [...document.querySelectorAll("button, .button, nav, form")].filter((element) => element.checkVisibility()).length);
    tally.must(shown === 0, page.where, `${shown} buttons, forms and ways elsewhere`);
    await page.emulateMedia({ media: null });
    looked += 1;
  }
}

/** Each line of the error summary leads to its field. */
async function led(page) {
  const lost = await page.evaluate(() => [...document.querySelectorAll(".errors a")].filter((link) => !document.getElementById(link.hash.slice(1))).map((link) => link.hash));
  tally.must(lost.length === 0, page.where, `errors lead nowhere: ${lost}`);
}

/** What people do wrong: half a row of evidence, no date, somebody else's save, a page left too early. */
async function mistakes(page, base) {
  const seen = async () => {
    await look(page, page.where, tally, picture, false);
    looked += 1;
  };
  const save = () => page.getByRole("button", { name: "Save and continue" }).last().click();
  page.where = "half a row of evidence";
  await page.goto(`${base}/a/northmoor/as/chair.chair/question/operations-curriculum-budget`);
  await page.locator("details.more > summary").click();
  await page.fill("#note", "Half a thought");
  await page.getByRole("button", { name: "Add evidence" }).click();
  await page.waitForSelector("#evidence-1-date");
  await page.fill("#evidence-1-date", "soon");
  await save();
  await page.waitForSelector(".errors");
  tally.must((await page.inputValue("#note")) === "Half a thought", page.where, "what was typed is gone");
  await led(page);
  await seen();

  // A browser that asks whether to send a form once more shows an error page until somebody says so.
  page.where = "back to a form that was not taken";
  const leave = (dialog) => dialog.accept();
  page.on("dialog", leave);
  const typed = async () => tally.must((await page.inputValue("#note", { timeout: 5000 })) === "Half a thought", page.where, "what was typed is gone");
  await page.reload();
  await typed();
  await page.goBack();
  await typed();
  await page.goForward();
  await typed();
  await page.goto(`${base}/help`);
  await page.goBack();
  await typed();
  page.off("dialog", leave);

  page.where = "a text that is too long";
  const text = "Too long. ".repeat(500);
  await page.fill("#note", text);
  await save();
  await page.waitForSelector("#note-error");
  tally.must((await page.inputValue("#note")) === text, page.where, "what was pasted is cut");
  tally.must((await page.textContent("#note-error")).includes("4000 is the most"), page.where, "nobody says how much fits");

  page.where = "changed meanwhile";
  const question = `${base}/a/northmoor/as/chair.chair/question/governance-purpose`;
  const other = await page.context().newPage();
  await page.goto(question);
  await other.goto(question);
  await other.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  await other.fill("#note", "From the other window");
  await other.getByRole("button", { name: "Save and continue" }).last().click();
  await other.waitForSelector(".notice");
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  await page.fill("#note", "From this window");
  await save();
  await page.waitForSelector(".both");
  const both = await page.textContent("main");
  tally.must(both.includes("From the other window") && both.includes("From this window"), page.where, "it does not show both");
  await seen();
  await walk(page, page.where, tally);
  await page.getByRole("button", { name: "Save mine" }).click();
  await page.waitForSelector(".notice");
  tally.must((await page.textContent(".notice")).startsWith("Saved:"), page.where, "it does not say saved");
  await other.close();

  page.where = "left with text that was not saved";
  await page.goto(question);
  await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
  await page.locator("#note").pressSequentially("x");
  let warned = false;
  page.once("dialog", async (dialog) => {
    warned = dialog.type() === "beforeunload";
    await dialog.accept();
  });
  await page.getByRole("link", { name: "Skip for now" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("governance-purpose"));
  tally.must(warned, page.where, "nobody was warned");
}

/** What a stranger, a used link and a mistyped address are shown. */
async function refusals(browser, served) {
  const { origin, base, first } = served;
  const stranger = await newPerson(browser, origin, tally, () => stranger.where);
  const guest = await newPerson(browser, origin, tally, () => guest.where);
  guest.where = "a new link";
  await served.enter(guest);
  for (const [page, address, where, status] of [
    [stranger, `${origin}/`, "a stranger", 403],
    [stranger, `${base}/`, "a stranger with the address of somebody else", 403],
    [stranger, first, "a used link", 403],
    [guest, `${base}/nowhere`, "no such page", 404],
    [guest, `${base}/a/nowhere/report`, "no such assessment", 404],
    [guest, `${base}/a/northmoor/report/nowhere`, "no such part", 404],
  ]) {
    page.where = where;
    const response = await page.goto(address);
    tally.must(response.status() === status, where, `${response.status()}`);
    tally.must((await page.title()).startsWith("Error: "), where, "the title does not say that it is an error");
    await look(page, where, tally, picture, false);
    await walk(page, where, tally);
    looked += 1;
  }
  // The last page, after which there is none.
  guest.where = "stopped";
  await guest.goto(`${base}/`);
  await guest.getByRole("button", { name: "Stop strong-trust" }).click();
  await guest.waitForSelector("h1");
  await look(guest, guest.where, tally, picture, false);
  looked += 1;
}

// The way of newcomers through the pages of `strong-trust serve`, in headless Chromium: once with a mouse and without
// JavaScript, once with the keyboard alone. They find everything by its name; no address is typed but the first link.
//
//   node journey.mjs PROGRAM [PICTURES]     PICTURES is a folder for a picture of every page on the way

import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tally, camera, look, newPerson, withBrowser } from "./browser.mjs";
import { Keyboard, Mouse } from "./keyboard.mjs";
import { excel, pdf, word } from "./opened.mjs";
import { serve } from "./served.mjs";

const [program, pictures] = process.argv.slice(2);
if (!program) {
  console.error("usage: node journey.mjs PROGRAM [PICTURES]");
  process.exit(2);
}
const tally = new Tally();
const picture = await camera(pictures);

/** A person at the pages: their browser, and what they are doing, for whoever reads that it failed. */
class Person {
  constructor(page, way, folder) {
    Object.assign(this, { page, way, folder, doing: "coming in" });
    this.input = way.keyboard ? new Keyboard(page, tally, () => this.where) : new Mouse(page);
  }

  static async enter(browser, served, way, folder) {
    let person;
    const page = await newPerson(browser, served.origin, tally, () => person.where, { javaScriptEnabled: way.keyboard });
    person = new Person(page, way, folder);
    await served.enter(page);
    return person;
  }

  get where() {
    return `${this.way.name}: ${this.doing}`;
  }

  /** Whether the page says this, with any space between its words. */
  async says(words) {
    const text = (await this.page.locator("main").innerText()).replaceAll(/\s+/g, " ");
    tally.must(text.includes(words), this.where, `the page does not say "${words}": ${text.slice(0, 300)}`);
  }

  async heading() {
    return (await this.page.locator("h1").innerText()).trim();
  }

  /** Looks at the page that is there now. Rules can only be run where scripts do. */
  async look(name) {
    if (this.way.keyboard) await look(this.page, `${this.way.name}: ${name}`, tally, picture, false);
    else await picture(this.page, name, "no-script");
  }

  async go(name) {
    await this.input.press("link", name);
  }

  /** Goes to a part of the assessment, from the list above every page. */
  async turn(name) {
    await this.input.press("link", name, this.page.getByRole("navigation", { name: "This assessment" }));
  }

  async leave() {
    await this.page.context().close();
  }
}

/** The first of them makes the assessment. */
async function begin(person) {
  const { input } = person;
  person.doing = "a new assessment";
  await person.go("Start a new assessment");
  await input.type("The name of your trust", "Elm and Oak Trust");
  await input.type("How many schools has the trust", "3");
  await input.choose(/^Full/);
  await input.press("button", "Start");
  tally.must((await person.heading()) === "Who are you?", person.where, "nobody is asked who they are");
}

/** Answers a domain, each question with the same level; the first with evidence. */
async function answer(person, id, role, level) {
  const { input } = person;
  person.doing = `${id} answers`;
  await input.type(/short id/, id);
  await input.pick(/What are you to the trust/, await optionOf(person, /What are you to the trust/, role));
  await input.press("button", "Continue");
  await person.says("You answer alone");
  await person.look(`${id} before the first question`);
  await person.go("Go to the questions");
  await person.look(`${id} task list`);
  await person.go("Expert governance");
  for (let question = 1; question <= 7; question += 1) {
    await person.says(`Question ${question} of 7 in Expert governance`);
    await input.choose(level);
    if (question === 1) {
      await input.press("button", "Add evidence");
      await input.type("What it is", "Minutes of the board");
      await input.pick("Kind", await optionOf(person, "Kind", "document"));
      await input.type("When was it made or seen?", "today");
      await person.look(`${id} a question with evidence`);
    }
    await input.press("button", "Save and continue");
    await person.says("Saved: ");
  }
  tally.must((await person.heading()).includes("check your answers"), person.where, "the answers are not there to check");
  await person.look(`${id} check`);
  const file = await readFile(join(person.folder(), "responses", `${id}.toml`), "utf8");
  tally.must(file.match(/^criterion = /gm)?.length === 7, person.where, "what is called saved is not in the file");
  await person.go("Back to the task list");
  await person.says("all 7 answered");
}

/** The words of the option with this value. */
async function optionOf(person, name, value) {
  return person.page.getByLabel(name, { exact: typeof name === "string" }).last().locator(`option[value="${value}"]`).innerText();
}

/** The register: one standard is met. */
async function standards(person) {
  const { input, page } = person;
  person.doing = "standards";
  await person.turn("Standards");
  await person.look("standards");
  await input.press("link", (await page.locator("main .tasks a").first().innerText()).trim());
  const group = page.locator("fieldset.standard").first();
  await input.choose(/^Met/).catch(() => {});
  await group.waitFor();
  await input.press("button", "Save and continue");
  await person.says("Saved: met");
}

/** Who has done what. */
async function status(person) {
  person.doing = "status";
  await person.turn("Status");
  for (const id of ["chair", "head-1"]) await person.says(id);
  await person.look("status");
}

/** A meeting agrees on the first criterion on which the answers are split; it is shown large, and stands in the minutes. */
async function agree(person) {
  const { input } = person;
  person.doing = "a split is agreed";
  await person.turn("Agree");
  await person.look("agenda");
  await person.go("Show it large, for a projector");
  await person.look("large view");
  await person.go("Leave the large view");
  await person.go("Begin with the first");
  await input.choose(/^2 Established/);
  await input.type("Why", "The minutes show it in most of the choices.");
  await input.type("Who leads this meeting?", "governance professional");
  await person.look("an item of the agenda");
  await input.press("button", "Save and continue");
  await person.says("is agreed as 2 Established");
  const file = await readFile(join(person.folder(), "agreed.toml"), "utf8");
  tally.must(file.includes("level = 2"), person.where, "what is called saved is not in the file");
  await person.turn("Agree");
  await person.go("What was agreed, to read and to print");
  await person.says("The minutes show it in most of the choices.");
  await person.look("minutes");
}

/** An action for the most urgent of what has none. */
async function plan(person) {
  const { input } = person;
  person.doing = "plan";
  await person.turn("Plan");
  await person.look("plan without an action");
  await person.go("Add an action");
  await input.pick("What is the action for?", (await optionAfter(person, "What is the action for?")).trim());
  await input.choose(/^Something/);
  await input.type("What will be done?", "Show how the last four hard choices were made");
  await input.type("Who answers for it?", "chief-executive");
  await input.type("By when is it due?", "26/3/2030");
  await input.type("How will you know that it has worked?", "The board has seen all four");
  await person.look("an action");
  await input.press("button", "Save");
  await person.says("Saved as a1");
  await person.look("plan");
  const calendar = await readFile(await input.download(/calendar/i), "utf8");
  tally.must(calendar.includes("20300326"), person.where, "the calendar lacks the day");
  const tracker = await excel(await input.download(/^Excel/));
  tally.must(tracker.includes("The board has seen all four"), person.where, "the Excel file lacks the action");
}

/** The next cycle, from this one. */
async function next(person) {
  const { input } = person;
  person.doing = "the next cycle";
  await person.turn("Overview");
  await person.look("overview");
  await person.go("Begin the next cycle");
  await input.type("A name for this cycle", "2030");
  await input.type(/^Its date/, "26/3/2030");
  await person.look("the next cycle");
  await input.press("button", "Begin the next cycle");
  await person.look("the next cycle begun");
  await person.go("See the new assessment");
  tally.must((await person.heading()) === "Elm and Oak Trust, 2030", person.where, "this is not the new cycle");
  await person.turn("Plan");
  await person.says("Show how the last four hard choices were made");
}

/** The words of the first choice that is one. */
async function optionAfter(person, name) {
  return person.page.getByLabel(name).locator("option:not([value=''])").first().innerText();
}

/** The report, and its files. */
async function report(person) {
  const { input, page } = person;
  person.doing = "report";
  await person.turn("Report");
  await person.says("Two people have answered");
  await person.go("Expert governance");
  await input.fold("Why, down to the answers");
  await person.look("report of a domain");
  await person.go("Take it with you");
  await person.look("files");
  for (const [name, read] of [["Word", word], ["PDF", pdf], ["Excel", excel]]) {
    const full = new RegExp(`^${name} ?, Full edition$`);
    // A program that was built without PDF does not offer it.
    if (name === "PDF" && (await page.getByRole("link", { name: full }).count()) === 0) continue;
    const text = await read(await input.download(full));
    tally.must(text.includes("Elm and Oak Trust"), person.where, `the ${name} file does not name the trust`);
    if (name !== "PDF") tally.must(text.includes("Minutes of the board"), person.where, `the ${name} file lacks the evidence`);
  }
}

await withBrowser(async (browser) => {
  for (const way of [{ name: "without JavaScript", keyboard: false }, { name: "keyboard alone", keyboard: true }]) {
    const desk = await mkdtemp(join(tmpdir(), "journey-"));
    const trusts = join(desk, "trusts");
    await mkdir(trusts);
    const served = await serve(program, trusts, desk);
    let made;
    const folder = () => join(trusts, made);
    // Whoever came in last is at it.
    let last;
    const enter = async () => (last = await Person.enter(browser, served, way, folder));
    const doing = () => last?.where ?? way.name;
    const begun = Date.now();
    try {
      const chair = await enter();
      await begin(chair);
      [made] = await readdir(trusts);
      await answer(chair, "chair", "chair", /Embedded/);
      await chair.leave();

      const head = await enter();
      head.doing = "the way in";
      await head.go(/Elm and Oak Trust/);
      await head.turn("Answer");
      await answer(head, "head-1", "headteacher", /Emerging/);
      await head.leave();

      const clerk = await enter();
      clerk.doing = "the way in";
      await clerk.go(/Elm and Oak Trust/);
      await standards(clerk);
      await status(clerk);
      await agree(clerk);
      await report(clerk);
      await plan(clerk);
      await next(clerk);
      await clerk.leave();
    } catch (error) {
      tally.fail(doing(), error.message.split("\n").slice(0, 4).join("\n    "));
    } finally {
      await served.stop();
      await rm(desk, { recursive: true, force: true });
    }
    console.log(`${way.name}: the whole way in ${Math.round((Date.now() - begun) / 1000)} s`);
  }
});
tally.end("The newcomers' way: gone to its end");

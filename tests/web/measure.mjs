// Measures `strong-trust serve` while 50 people answer at once: run by hand, on a machine that does nothing else.
//
//   node measure.mjs PROGRAM [PEOPLE]     PROGRAM should be a release build
//
// It tells the time from the start to the first page, the time of each page (the middle one, and the one that only one in
// twenty is slower than) while everybody reads and saves without a pause, and the memory at its most.

import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./served.mjs";

const [program, people = "50"] = process.argv.slice(2);
if (!program) {
  console.error("usage: node measure.mjs PROGRAM [PEOPLE]");
  process.exit(2);
}
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const desk = await mkdtemp(join(tmpdir(), "measure-"));
const folder = join(desk, "trusts");
await mkdir(folder);
for (const trust of ["northmoor", "northmoor-2025"]) await cp(join(root, "examples", trust), join(folder, trust), { recursive: true });

/** A browser of one person: a connection that stays open, and a cookie. */
class Browser {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  cookie = "";
  /** What the addresses of all pages begin with, once it was let in. */
  prefix = "";

  constructor(origin) {
    this.origin = origin;
  }

  /** Opens a link. */
  enter(link) {
    return this.ask(new URL(link).pathname);
  }

  ask(path, form) {
    const body = form && new URLSearchParams(form).toString();
    const headers = { cookie: this.cookie, "sec-fetch-site": "same-origin" };
    if (form) Object.assign(headers, { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) });
    return new Promise((done, failed) => {
      const asked = request(new URL(`${this.prefix}${path}`, this.origin), { method: form ? "POST" : "GET", agent: this.agent, headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part));
        answer.on("end", () => {
          const [cookie, path] = answer.headers["set-cookie"]?.[0].split("; ") ?? [];
          if (cookie) [this.cookie, this.prefix] = [cookie, path.replace("Path=", "")];
          done({ status: answer.statusCode, text });
        });
      });
      asked.on("error", failed);
      asked.end(body);
    });
  }
}

const begun = performance.now();
const served = await serve(program, folder, desk);
const first = new Browser(served.origin);
await first.enter(served.first);
await first.ask("/");
console.log(`from the start to the first page: ${Math.round(performance.now() - begun)} ms`);

const browsers = [first];
while (browsers.length < Number(people)) {
  const browser = new Browser(served.origin);
  await browser.enter(await served.link());
  browsers.push(browser);
}
const status = await readFile(`/proc/${served.child.pid}/status`, "utf8");
console.log(`memory before: ${memory(status, "VmRSS")} MiB`);

/** The times of each page, in milliseconds. */
const times = new Map();
const timed = async (browser, name, path, form) => {
  const start = performance.now();
  const answer = await browser.ask(path, form);
  if (!times.has(name)) times.set(name, []);
  times.get(name).push(performance.now() - start);
  if (answer.status >= 400) throw new Error(`${answer.status} ${path}`);
  return answer;
};

const questions = ["governance-purpose", "governance-oversight", "governance-board", "governance-delegation", "governance-assurance"];
const hidden = (text) => Object.fromEntries([...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].slice(0, 3).map(([, name, value]) => [name, value]));
const answers = async (browser, number) => {
  const as = `/a/northmoor/as/person-${number}.headteacher`;
  await timed(browser, "who are you", "/a/northmoor/people");
  await timed(browser, "task list", `${as}/tasks?go=1`);
  for (const question of questions) {
    const page = await timed(browser, "question", `${as}/question/${question}`);
    await timed(browser, "save an answer", `${as}/question/${question}`, { ...hidden(page.text), answer: String(number % 4), note: `Note ${number}`, do: "save" });
  }
  await timed(browser, "check your answers", `${as}/check/governance`);
};
// Those who lead the work look at every other page meanwhile, from browsers that answer as nobody.
const leads = [];
while (leads.length < 4) {
  const browser = new Browser(served.origin);
  await browser.enter(await served.link());
  leads.push(browser);
}
const pages = ["/", "/new", "/help", "/rubric", "/rubric/strong-trust", ...[
  "", "standards", "standards/1", "status", "form", "agree", "agree/item/operations-reinvestment", "agree/large/operations-reinvestment/answers", "agree/minutes",
  "report", "report/domain/governance", "report/standards", "report/differences", "report/lenses", "report/plan", "report/method", "report/whole/board", "plan", "plan/new",
  "targets", "numbers", "compare?with=northmoor-2025", "whatif", "next", "upgrade", "rubric", "report/file/full/docx", "report/file/full/xlsx",
].map((page) => `/a/northmoor${page && "/"}${page}`)];
let looking = leads.length;
const look = async (browser) => {
  for (const page of pages) await timed(browser, page.replace("/a/northmoor", "…"), page);
  looking -= 1;
};
let answered = 0;
const answer = async (browser, number) => {
  do {
    await answers(browser, number);
    answered += questions.length;
  } while (looking > 0);
};
const load = performance.now();
await Promise.all([...browsers.map(answer), ...leads.map(look)]);
console.log(`${people} people answered ${answered} questions in ${((performance.now() - load) / 1000).toFixed(1)} s, while ${leads.length} looked at ${pages.length} pages each`);
const after = await readFile(`/proc/${served.child.pid}/status`, "utf8");
console.log(`memory at its most: ${memory(after, "VmHWM")} MiB`);
for (const [name, list] of times) {
  list.sort((a, b) => a - b);
  const at = (share) => Math.round(list[Math.min(list.length - 1, Math.floor(list.length * share))]);
  console.log(`${name.padEnd(50)} ${String(list.length).padStart(4)} times   p50 ${String(at(0.5)).padStart(6)} ms   p95 ${String(at(0.95)).padStart(6)} ms`);
}
await served.stop();
await rm(desk, { recursive: true, force: true });
process.exit(0);

function memory(status, name) {
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024);
}

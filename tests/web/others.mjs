// What other servers of this computer get to know, in headless Chromium: nothing. Cookies know no port, so a browser
// would send them ours, were it not for the secret prefix of all addresses.
//
//   node others.mjs PROGRAM

import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Tally, withBrowser } from "./browser.mjs";
import { serve } from "./served.mjs";

const [program] = process.argv.slice(2);
if (!program) {
  console.error("usage: node others.mjs PROGRAM");
  process.exit(2);
}
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const tally = new Tally();

/** Another server of this computer, which writes down what it is sent. */
async function listening() {
  const heard = [];
  const server = createServer((request, response) => {
    heard.push({ path: request.url, cookie: request.headers.cookie ?? "", referrer: request.headers.referer ?? "" });
    // It sets a cookie of our name, too, as whoever wants to be let in as somebody else would.
    response.setHeader("Set-Cookie", "strong-trust=theirs; Path=/");
    response.setHeader("Content-Type", "text/html");
    response.end("<!DOCTYPE html><title>another server</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { heard, server, origin: `http://127.0.0.1:${server.address().port}` };
}

await withBrowser(async (browser) => {
  const desk = await mkdtemp(join(tmpdir(), "others-"));
  const folder = join(desk, "trusts");
  await mkdir(folder);
  await cp(join(root, "examples/northmoor"), join(folder, "northmoor"), { recursive: true });
  const served = await serve(program, folder, desk);
  const other = await listening();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    // As the program opens it: a file that sends the browser on.
    const file = join(desk, "open.html");
    await writeFile(file, `<!DOCTYPE html><meta http-equiv="refresh" content="0; url=${served.first}"><title>opens</title>`);
    await page.goto(pathToFileURL(file).href);
    await page.waitForURL(/\/s-[0-9a-f]{32}\/$/);
    const base = page.url().slice(0, -1);
    const prefix = base.slice(served.origin.length);
    tally.must((await page.textContent("main")).includes("Northmoor"), "from a file", "the first page is not given");
    const cookies = (await context.cookies(base)).filter((cookie) => cookie.name === "strong-trust");
    tally.must(cookies.length === 1, "the cookie", `there are ${cookies.length}`);
    const [cookie] = cookies;
    tally.must(cookie.path === prefix && cookie.httpOnly && cookie.sameSite === "Strict", "the cookie", JSON.stringify(cookie));

    // Another server of this computer, visited by the same browser in every way that it can bring about.
    const ways = ["/", "/a/northmoor", "/s-", `/${"0".repeat(34)}/`, "/open/x", "/style.css", "/..;/", "//"];
    for (const way of ways) await page.goto(`${other.origin}${way}`);
    await page.goto(`${base}/a/northmoor/report`);
    await page.evaluate((there) => (location.href = there), `${other.origin}/from-our-page`);
    await page.waitForURL(`${other.origin}/from-our-page`);
    tally.must(other.heard.length > ways.length, "another server", `it heard only ${other.heard.length} requests`);
    for (const { path, cookie: sent, referrer } of other.heard) {
      tally.must(!sent.includes(cookie.value), path, `another server was sent our cookie: ${sent}`);
      tally.must(!referrer.includes(prefix), path, `another server was told our prefix: ${referrer}`);
    }
    // The browser sends it to that path, so what is heard above is what is sent.
    await page.goto(`${other.origin}${prefix}/`);
    tally.must(other.heard.some(({ cookie: sent }) => sent.includes(cookie.value)), "another server", "this test would not see our cookie");

    // Nor does another server's cookie of our name keep anybody out.
    const still = await page.goto(`${base}/`);
    tally.must(still.status() === 200, "after another server's cookie", `${still.status()}`);

    // The prefix without the cookie, and the cookie without the prefix.
    const stranger = await browser.newContext();
    const their = await stranger.newPage();
    const copied = await their.goto(`${base}/a/northmoor/report`);
    tally.must(copied.status() === 403, "a copied address", `${copied.status()}`);
    await stranger.addCookies([{ name: "strong-trust", value: cookie.value, domain: "127.0.0.1", path: "/" }]);
    for (const way of ["/", "/a/northmoor/report", "/help", "/s-0/"]) {
      const seen = await their.goto(`${served.origin}${way}`);
      tally.must(seen.status() === 403, `a copied cookie at ${way}`, `${seen.status()}`);
      tally.must(!(await their.content()).includes(prefix), `a copied cookie at ${way}`, "the page tells the prefix");
    }
  } catch (error) {
    tally.fail("stopped there", error.stack);
  } finally {
    await served.stop();
    other.server.close();
    other.server.closeAllConnections();
    await rm(desk, { recursive: true, force: true });
  }
});
tally.end("other servers of this computer are sent nothing");

// The program itself, serving a folder, and links into it.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Starts `serve` on a folder, with its note for a second start in `desk`. */
export async function serve(program, folder, desk) {
  const env = { ...process.env, XDG_RUNTIME_DIR: desk };
  const args = ["serve", folder, "--no-open"];
  const child = spawn(resolve(program), args, { env, stdio: ["ignore", "pipe", "ignore"] });
  // Whatever ends this program ends the other, too.
  process.once("exit", () => child.kill());
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  const first = await line(child);
  return {
    origin: new URL(first).origin,
    /** What the addresses of all pages begin with; known to whoever was let in. */
    base: undefined,
    first,
    child,
    /** Opens a link, a new one if none is given, and waits until it has led to the first page. */
    async enter(page, link) {
      await page.goto(link ?? (await this.link()));
      await page.waitForURL(/\/s-[0-9a-f]{32}\/$/);
      this.base = page.url().slice(0, -1);
    },
    /** A new link, as a second start gives it. */
    async link() {
      return (await run(resolve(program), args, { env })).stdout.trim();
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGINT");
      await ended;
    },
  };
}

async function line(child) {
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("the program ended without a link")));
  // An end that comes later is no failure.
  ended.catch(() => {});
  const [link] = await Promise.race([once(lines, "line"), ended]);
  return link.trim();
}

// Starts the real program on a demonstration database of its own, and a real Chromium. Everything is gone afterwards.
//   NWD            the program (default: build/release/src/nwd)
//   NWD_TEST_ENGINE=postgresql with NWD_TEST_POSTGRESQL: the same on PostgreSQL (tools/with-postgres)
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const root = new URL("../..", import.meta.url).pathname;
export const program = process.env.NWD ?? join(root, "build/release/src/nwd");
export const passphrase = "only for the demonstration";

let next = 0;

// A fresh database's URL, and how to be rid of it.
export function freshDatabase(folder, file = "nwd.db") {
  if (process.env.NWD_TEST_ENGINE !== "postgresql") return { url: `sqlite:${join(folder, file)}`, drop: () => {} };
  const server = process.env.NWD_TEST_POSTGRESQL;
  if (!server) throw new Error("NWD_TEST_POSTGRESQL is not set: run under tools/with-postgres");
  const name = `nwd_browser_${process.pid}_${next++}`;
  const sql = (text) => execFileSync("psql", ["-q", server, "-c", text]);
  sql(`CREATE DATABASE ${name}`);
  return { url: server.replace("/postgres?", `/${name}?`), drop: () => sql(`DROP DATABASE ${name} WITH (FORCE)`) };
}

export async function startServer({ inventory = join(root, "data/hud_hic_2014.csv.gz"), serve = [], global = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "nwd-browser-"));
  const database = freshDatabase(folder);
  execFileSync(program, ["--database", database.url, "--key-memory-mib", "8", "demo", "--data", folder, "--inventory", inventory], { stdio: "pipe" });
  const ready = join(folder, "ready");
  const server = spawn(program, ["--config", join(folder, "nwd.conf"), ...global, "serve", "--demo", "--port", "0", "--ready-file", ready, ...serve], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  server.stdout.on("data", (bytes) => (log += bytes));
  server.stderr.on("data", (bytes) => (log += bytes));
  while (!existsSync(ready)) {
    if (server.exitCode !== null) throw new Error(`the server ended: ${log}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  return {
    address: readFileSync(ready, "utf8").trim(),
    folder,
    pid: server.pid,
    log: () => log,
    async stop() {
      const gone = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      await gone;
      database.drop();
      if (!process.env.NWD_KEEP) rmSync(folder, { recursive: true });
    },
  };
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// A worker in a browser window that shares nothing with the others. Notes every request that leaves for elsewhere, every
// console error, every Content-Security-Policy breach.
export async function worker(browser, address, signIn, options = {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) trouble.push(`leaves for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  if (signIn) {
    await page.goto(`${address}/sign-in`);
    await page.fill("[name=sign_in]", signIn);
    await page.fill("[name=passphrase]", passphrase);
    await page.click("main button[type=submit]");
    await page.waitForURL("**/today");
  }
  return { context, page, trouble };
}

const axeSource = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

// Rules broken, as "rule: where". Run in the page's own world through the debugger, which the policy does not bind. `kept`:
// a debugger's session that goes on; when one ends, Chromium takes the page's virtual authenticators away.
export async function axe(page, kept) {
  const session = kept ?? (await page.context().newCDPSession(page));
  await session.send("Runtime.evaluate", { expression: axeSource });
  const answer = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.failureSummary || '').replace(/\\s+/g, ' ')).join(' | '))))",
    awaitPromise: true,
    returnByValue: true,
  });
  if (!kept) await session.detach();
  return JSON.parse(answer.result.value);
}

// NWD_PICTURES=FOLDER leaves a picture of each page there: as much as the window shows, or all of it with NWD_WHOLE=1.
export function picture(page, name) {
  const folder = process.env.NWD_PICTURES;
  return folder ? page.screenshot({ path: join(folder, `${name}.png`), fullPage: process.env.NWD_WHOLE === "1" }) : undefined;
}

// A desk; and a telephone whose owner has turned scripts off.
export const desk = { viewport: { width: 1280, height: 900 } };
export const phone = { viewport: { width: 375, height: 740 }, javaScriptEnabled: false };

// A page that anybody can use, and that gave no trouble. `w.debugger`: a session that the test keeps (axe).
export async function sound(w, name) {
  assert.deepEqual(await axe(w.page, w.debugger), [], `axe on ${name}`);
  assert.deepEqual(w.trouble, [], `trouble on ${name}`);
  await picture(w.page, name);
}

// Without scripts the debugger cannot run axe; what a narrow page needs is that nothing hangs over its edge.
export async function narrow(w, name) {
  const box = await w.page.locator("main").boundingBox();
  assert.ok(box && box.x >= 0 && box.x + box.width <= 376, `${name} hangs over the edge`);
  assert.deepEqual(w.trouble, [], `trouble on ${name}`);
  await picture(w.page, name);
}

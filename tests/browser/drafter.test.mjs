// A bill drafter at work: a law with its sources, an edit, the standards, a person to try, two versions compared. With
// scripts on a desk, without scripts on a telephone, and by the keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { axe, desk, picture, root, startBrowser, startServer, worker } from "./harness.mjs";

let server;
let browser;
before(async () => {
  server = await startServer({ inventory: "" });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const phone = { viewport: { width: 375, height: 740 } };
const unique = "quagga-and-thylacine";
const minnesota = "/drafts/us-mn-safe-harbor";
const age = "parameter age of youth cites Y24         = 25 years";
const youth = "state youth          = before born + age of youth";

const law = readFileSync(join(root, "charters/us-mn-safe-harbor.charter"), "utf8").split("\n");
const lineOf = (words) => law.findIndex((line) => line.startsWith(words)) + 1;

const open = (w, path) => w.page.goto(server.address + path);
const shows = (w) => w.page.locator("main").innerText();

async function fits(w, name) {
  const over = await w.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${name} hangs over the edge by ${over}`);
  assert.deepEqual(w.trouble, [], `trouble on ${name}`);
  await picture(w.page, name);
}

async function sound(w, name) {
  assert.deepEqual(await axe(w.page), [], `axe on ${name}`);
  assert.match(await w.page.title(), /– Not(es|as)$/);
  assert.ok(await w.page.locator("form[data-exit] button").isVisible(), `a way out of ${name}`);
  await fits(w, name);
}

// The proof is made by a thread of its own; the page looks again by itself.
const verdicts = (w) => w.page.locator(".nwd-verdict").first().waitFor({ timeout: 90_000 });
const standard = (w, id) => w.page.locator(".nwd-verdict", { hasText: `${id}:` }).first();

async function changed(w, from, to) {
  const text = await w.page.locator("#text").inputValue();
  assert.ok(text.includes(from), from);
  await w.page.locator("#text").fill(text.replace(from, to));
}

test("a drafter reads Minnesota with its sources, edits it, and sees a standard hold that failed", async () => {
  const w = await worker(browser, server.address, "drafter", desk);
  await sound(w, "drafter-today");
  await w.page.getByRole("link", { name: "Charters", exact: true }).click();
  await sound(w, "drafter-list");
  await w.page.getByRole("link", { name: "Minnesota Safe Harbor and No Wrong Door", exact: true }).click();
  await sound(w, "drafter-charter");
  const rule = w.page.locator(".nwd-law__part", { hasText: "rule MN-4 cites" });
  assert.match(await rule.locator(".nwd-law__side").innerText(), /BEDS.*appropriations[^]*In force from 1 August 2014[^]*Amended by MN-4a/);
  assert.match(await w.page.locator(".nwd-law__part", { hasText: "provision S26" }).innerText(), /Answers standard S26\s+Shall/i);

  await w.page.getByRole("link", { name: "Standards" }).click();
  await verdicts(w);
  await sound(w, "drafter-verdicts");
  assert.match(await standard(w, "S28").locator("summary").innerText(), /✕\s*Fails/);
  assert.match(await standard(w, "S3").locator("summary").innerText(), /✓\s*Holds/);

  await w.page.getByRole("link", { name: /^✕ Fails/ }).click();
  assert.equal(await w.page.locator(".nwd-verdict", { hasText: /Holds\s*S/ }).count(), 0, "only what fails");
  await standard(w, "S4").locator("summary").click();
  assert.ok(await standard(w, "S4").locator("svg .nwd-timeline__wrong").count(), "the day is drawn");
  assert.match(await standard(w, "S4").innerText(), /needs case management and no rule grants it/);
  await w.page.evaluate(() => document.querySelector(".nwd-verdicts").scrollIntoView());
  await sound(w, "drafter-fails");
  const nearest = standard(w, "S4").getByRole("link", { name: /^Line \d+/ });
  assert.equal(await nearest.getAttribute("href"), `${minnesota}#line-${lineOf("rule MN-2 cites")}`);

  // Every service without the reserve: S28 holds then.
  await open(w, minnesota);
  await w.page.getByText("Start a draft from this one").click();
  const text = await w.page.locator("#text").inputValue();
  await w.page.locator("#text").fill(text.replaceAll(", subject to appropriations\n", "\n") + `# ${unique}\n`);
  await w.page.getByRole("button", { name: "Check against the standards" }).click();
  await verdicts(w);
  assert.match(w.page.url(), /\/drafts\/[\w-]{22}\/verdicts$/);
  assert.match(await standard(w, "S28").locator("summary").innerText(), /✓\s*Holds/);
  await w.context.close();
});

test("what is wrong is told while one types, beside its line, and the text stays", async () => {
  const w = await worker(browser, server.address, "drafter", desk);
  await open(w, minnesota);
  await w.page.getByText("Start a draft from this one").click();
  await changed(w, youth, youth.replace("born", "borne"));
  await w.page.locator("#findings .govuk-error-summary").waitFor();
  const side = w.page.locator("#reading .nwd-law__part--wrong .nwd-law__side");
  assert.match(await side.innerText(), /born/);
  assert.match(await w.page.locator("#text").inputValue(), /borne/);
  assert.equal(new URL(w.page.url()).pathname, minnesota, "nothing was sent away");
  await changed(w, "borne", "born");
  await w.page.locator("#findings", { hasText: "The text has no errors." }).waitFor();

  await changed(w, youth, youth.replace("born", "borne"));
  await w.page.getByRole("button", { name: "Check the text" }).click();
  await w.page.waitForURL(/\/drafts\/[\w-]{22}$/);
  assert.match(await w.page.locator("#text").inputValue(), /borne/);
  await sound(w, "drafter-errors");
  await w.context.close();
});

test("a person is played with, and the timeline is drawn anew", async () => {
  const w = await worker(browser, server.address, "drafter", desk);
  await open(w, `${minnesota}/person?from=0`);
  assert.match(await w.page.locator("#answer").innerText(), /5 March 2034/);
  await sound(w, "drafter-person");
  await w.page.locator("[name=f0-year]").fill("2010");
  await w.page.locator("#answer", { hasText: "5 March 2035" }).waitFor();
  await w.page.locator("#answer summary").first().click();
  assert.match(await w.page.locator("#answer").innerText(), /born[^]*before born \+ age of youth[^]*MN-4[^]*Minn\. Stat\./);
  // A date half typed changes nothing; an empty one is not known.
  await w.page.locator("[name=f0-year]").fill("");
  await w.page.waitForTimeout(900);
  assert.match(await w.page.locator("#answer").innerText(), /5 March 2035/);
  await w.page.locator("[name=f0-day]").fill("");
  await w.page.locator("[name=f0-month]").fill("");
  await w.page.locator("#answer", { hasText: "Perhaps owed" }).waitFor();
  assert.match(await w.page.locator("#answer").innerText(), /To be certain, ask for: born/);

  // The person whom S4 shows, with one button.
  await open(w, `${minnesota}/verdicts?show=fails`);
  await verdicts(w);
  await standard(w, "S4").locator("summary").click();
  await standard(w, "S4").getByRole("button", { name: "Play with this person" }).click();
  await w.page.locator("#answer").waitFor();
  assert.match(await shows(w), /Nothing is owed to this person/);
  assert.notEqual(await w.page.locator("[name=f1-year]").inputValue(), "");
  await sound(w, "drafter-counterexample");
  await w.context.close();
});

test("two versions are compared: who gains, and the line", async () => {
  const w = await worker(browser, server.address, "drafter", desk);
  await open(w, minnesota);
  await w.page.getByText("Start a draft from this one").click();
  await changed(w, age, age.replace("25", "26"));
  await w.page.getByRole("button", { name: "Check the text" }).click();
  await w.page.waitForURL(/\/drafts\/[\w-]{22}$/);
  await w.page.getByRole("link", { name: "Compare" }).click();
  await w.page.selectOption("[name=before]", "us-mn-safe-harbor");
  await w.page.getByRole("button", { name: "Compare" }).click();
  await w.page.locator(".nwd-change").first().waitFor({ timeout: 90_000 });
  assert.match(await w.page.locator(".nwd-change").first().innerText(), /▲\s*Gains/);
  assert.equal(await w.page.locator(".nwd-change", { hasText: "▼" }).count(), 0, "nobody loses");
  assert.match(await w.page.locator(".nwd-line--added").innerText(), /26 years/);
  assert.match(await w.page.locator(".nwd-line--removed").innerText(), /25 years/);
  assert.ok(await w.page.locator(".nwd-change svg").count());
  await sound(w, "drafter-compare");
  await w.context.close();
});

test("without scripts, on a telephone", async () => {
  const w = await worker(browser, server.address, "drafter", { ...phone, javaScriptEnabled: false });
  const narrow = async (name) => {
    const box = await w.page.locator("main").boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 376, `${name} hangs over the edge`);
    await picture(w.page, `phone-${name}`);
  };
  await open(w, "/drafts");
  await narrow("drafter-list");
  await open(w, minnesota);
  await narrow("drafter-charter");
  await w.page.getByText("Start a draft from this one").click();
  await changed(w, youth, youth.replace("born", "borne"));
  await w.page.getByRole("button", { name: "Check the text" }).click();
  assert.match(await w.page.locator("#findings").innerText(), /Line \d+:/);
  assert.match(await w.page.locator("#text").inputValue(), /borne/);
  await narrow("drafter-errors");
  await open(w, `${minnesota}/verdicts`);
  for (let i = 0; i < 20 && !(await w.page.locator(".nwd-verdict").count()); ++i) await w.page.waitForTimeout(3000);
  await standard(w, "S4").locator("summary").click();
  await narrow("drafter-verdicts");
  await open(w, `${minnesota}/person?from=0`);
  await w.page.locator("[name=f0-year]").fill("2010");
  await w.page.getByRole("button", { name: "Draw what is owed" }).click();
  assert.match(await w.page.locator("#answer").innerText(), /5 March 2035/);
  await w.page.locator("#answer").scrollIntoViewIfNeeded();
  await narrow("drafter-person");
  await w.context.close();
});

test("a narrow screen with scripts, in Spanish, breaks no rule of access", async () => {
  const w = await worker(browser, server.address, "drafter", phone);
  await open(w, "/language?to=es&back=/drafts");
  await sound(w, "es-drafter-list");
  await open(w, `${minnesota}/verdicts?show=fails`);
  await verdicts(w);
  await standard(w, "S4").locator("summary").click();
  await sound(w, "es-drafter-fails");
  await open(w, `${minnesota}/person?from=0`);
  await sound(w, "es-drafter-person");
  await w.context.close();
});

test("by the keyboard: from the list to the person whom a standard fails", async () => {
  const w = await worker(browser, server.address, "drafter", desk);
  await open(w, "/drafts");
  const press = async (locator, key = "Enter") => {
    await locator.focus();
    assert.ok(await locator.evaluate((e) => e === document.activeElement), "it can be focused");
    await w.page.keyboard.press(key);
  };
  await press(w.page.getByRole("link", { name: "Minnesota Safe Harbor and No Wrong Door", exact: true }));
  await press(w.page.getByRole("link", { name: "Standards" }));
  await verdicts(w);
  await press(standard(w, "S4").locator("summary"));
  await press(standard(w, "S4").getByRole("button", { name: "Play with this person" }));
  await w.page.locator("#answer").waitFor();
  for (const key of ["Escape", "Escape", "Escape"]) await w.page.keyboard.press(key);
  await w.page.waitForURL((url) => !url.href.startsWith(server.address), { timeout: 10_000 }).catch(() => undefined);
  const still = await w.page.content().catch(() => "");  // none while another page is on its way
  assert.ok(!still.includes("What is owed"), "the page is left at once");
  await w.context.close();
});

test("nobody else gets there", async () => {
  for (const name of ["nurse", "harbor", "navigator"]) {
    const w = await worker(browser, server.address, name, desk);
    assert.equal((await open(w, "/drafts")).status(), 403, name);
    await w.context.close();
  }
});

test("a draft is in memory alone", async () => {
  const found = readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)).includes(unique))
    .map((entry) => entry.name);
  assert.deepEqual(found, []);
  assert.ok(!server.log().includes(unique), "the log");
});

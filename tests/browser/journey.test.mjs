// The journey, three browsers, three organizations: a nurse, a shelter's caseworker, a navigator. With scripts on a
// desk, without scripts on a telephone and in Spanish. Run by ctest on SQLite and on PostgreSQL.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { desk, narrow, phone, picture, program, sound, startBrowser, startServer, worker } from "./harness.mjs";

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("from a hospital at night to a confirmed bed", async () => {
  const nurse = await worker(browser, server.address, "nurse", desk);
  const harbor = await worker(browser, server.address, "harbor", desk);
  const navigator = await worker(browser, server.address, "navigator", desk);
  await sound(nurse, "nurse-today");
  await sound(navigator, "navigator-today-empty");

  let taps = 0;
  const tap = async (locator) => {
    ++taps;
    await locator.click();
  };
  const { page } = nurse;
  await tap(page.getByRole("button", { name: "Start" }));
  await sound(nurse, "nurse-1-safe");
  await tap(page.getByRole("button", { name: "No, not safe" }));
  await sound(nurse, "nurse-2-age");
  await tap(page.getByRole("button", { name: "16 or 17" }));
  assert.match(await page.locator("main").innerText(), /260B\.007/);
  await tap(page.locator("[name=gender][value=woman]"));
  await sound(nurse, "nurse-3-needs");
  await tap(page.getByRole("button", { name: "Continue" }));
  assert.match(await page.locator("main li").first().innerText(), /Harbor Youth Shelter/);
  await sound(nurse, "nurse-4-beds");
  await tap(page.getByText("Choose this bed").first());
  await tap(page.locator("[name=how]").first());
  await sound(nurse, "nurse-5-release");
  await tap(page.getByRole("button", { name: "Continue" }));
  await sound(nurse, "nurse-6-check");
  await tap(page.getByRole("button", { name: "Send and keep the bed" }));
  const sent = Date.now();
  await page.getByText("is being asked").waitFor();
  await sound(nurse, "nurse-7-sent");
  assert.ok(taps <= 10, `${taps} taps`);
  const reference = (await page.locator("main").innerText()).match(/[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}/)[0];

  // The navigator did nothing: the page has found out by itself.
  await navigator.page.getByText(reference).waitFor({ timeout: 15000 });
  console.log(`the thread was in the navigator's Today after ${((Date.now() - sent) / 1000).toFixed(1)} s`);
  await sound(navigator, "navigator-today");
  // Numbers that tell times and days aside.
  const seen = (await navigator.page.content()).replace(/\d{1,2}:\d{2}|\d{4,}|\d{1,2} [A-Z]|[A-Z][a-z]+ \d{1,2}/g, "");
  for (const word of ["16", "Woman", "girl"]) assert.ok(!new RegExp(`\\b${word}\\b`).test(seen), `the navigator sees "${word}"`);

  await harbor.page.reload();
  await sound(harbor, "harbor-today");
  let clicks = 0;
  const click = async (locator) => {
    ++clicks;
    await locator.click();
  };
  await click(harbor.page.locator("main .nwd-card a, main a[href^='/r/']").first());
  await sound(harbor, "harbor-request");
  await click(harbor.page.getByRole("button", { name: /^Accept/ }));
  await harbor.page.waitForURL("**/c/**");
  assert.ok(clicks <= 3, `${clicks} clicks to accept`);
  await sound(harbor, "harbor-case");
  assert.ok(await harbor.page.locator("svg.nwd-timeline rect").count(), "a timeline is drawn");
  await harbor.page.getByRole("button", { name: "The person is here" }).click();
  await harbor.page.getByText("Make a plan with the person").waitFor();
  assert.match(await harbor.page.locator("main").innerText(), /housing|Emergency|bed/i);

  await page.getByText("1 Example Street").waitFor({ timeout: 15000 });
  await sound(nurse, "nurse-8-accepted");
  await navigator.page.getByText(reference).first().waitFor();
  await navigator.page.locator(`main a[href^='/t/']`).first().click();
  await sound(navigator, "navigator-thread");

  // The door reads it no more; another shelter never did.
  const lake = await worker(browser, server.address, "lake", desk);
  for (const w of [nurse, lake, navigator]) {
    const answer = await w.page.goto(harbor.page.url());
    assert.ok([403, 404].includes(answer.status()), `status ${answer.status()}`);
  }
  for (const w of [nurse, harbor, navigator, lake]) await w.context.close();
});

test("without scripts, on a telephone, in Spanish: a shelter cannot take, and the next is asked by itself", async () => {
  const nurse = await worker(browser, server.address, "nurse", phone);
  await nurse.page.goto(`${server.address}/language?to=es&back=/today`);
  assert.equal(await nurse.page.locator("html").getAttribute("lang"), "es");
  await narrow(nurse, "es-today");
  await nurse.page.locator("main form button").first().click();
  for (const [screen, choice] of [[1, 0], [2, 2]]) {
    await narrow(nurse, `es-${screen}`);
    await nurse.page.locator("main .nwd-choice").nth(choice).click();
  }
  await narrow(nurse, "es-3");
  await nurse.page.locator("[name=gender][value=woman]").check();
  await nurse.page.locator("main button[type=submit]").first().click();
  await narrow(nurse, "es-4");
  const lakeCard = nurse.page.locator("main li", { hasText: "Lake House" }).first();
  await lakeCard.locator(".govuk-button").click();
  await nurse.page.locator("[name=how]").first().check();
  await nurse.page.locator("[name=next]").check();
  await narrow(nurse, "es-5");
  await nurse.page.locator("main button[type=submit]").first().click();
  await narrow(nurse, "es-6");
  await nurse.page.locator("main button[type=submit]").last().click();
  await narrow(nurse, "es-7");
  assert.match(await nurse.page.locator("main").innerText(), /Lake House/);

  const lake = await worker(browser, server.address, "lake", phone);
  await lake.page.locator("main a[href^='/r/']").first().click();
  await narrow(lake, "phone-request");
  await lake.page.locator("summary", { hasText: /Cannot take|cannot/i }).first().click();
  await lake.page.locator("[name=reason][value=full]").click();
  await narrow(lake, "phone-passed-on");

  await nurse.page.reload();
  assert.match(await nurse.page.locator("main").innerText(), /Prairie Home/);
  const prairie = await worker(browser, server.address, "prairie", phone);
  assert.equal(await prairie.page.locator("main a[href^='/r/']").count(), 1);
  for (const w of [nurse, lake, prairie]) await w.context.close();
});

test("the page can be left at once, and what stays behind opens nothing", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const w = await worker(browser, server.address, "nurse", { ...desk, javaScriptEnabled });
    let left = "";
    await w.context.route("https://www.weather.gov/**", (route) => {
      left = route.request().url();
      return route.fulfill({ status: 200, contentType: "text/html", body: "<title>Weather</title>" });
    });
    const exits = () => server.log().split("POST /exit 200").length;
    const before = exits();
    // With scripts the page is gone before the answer comes: then the server's log tells that it was told.
    const told = javaScriptEnabled ? null : w.page.waitForResponse((r) => r.url().endsWith("/exit"));
    await w.page.getByRole("button", { name: "Leave this page" }).click();
    if (told) assert.match((await (await told).allHeaders())["clear-site-data"] ?? "", /"cookies"/);
    await w.page.waitForURL("https://www.weather.gov/**");
    while (exits() === before) await new Promise((done) => setTimeout(done, 20));
    assert.match(left, /weather/);
    await w.page.goto(`${server.address}/today`);
    assert.match(w.page.url(), /sign-in/);
    await w.context.close();
  }
});

test("Escape three times leaves too", async () => {
  const w = await worker(browser, server.address, "harbor", desk);
  await w.context.route("https://www.weather.gov/**", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<title>Weather</title>" }));
  for (let i = 0; i < 3; ++i) await w.page.keyboard.press("Escape");
  await w.page.waitForURL("https://www.weather.gov/**");
  await w.context.close();
});

test("a session that has ended comes back to the same question, with the answers kept", async () => {
  const w = await worker(browser, server.address, "nurse", desk);
  await w.page.getByRole("button", { name: "Start" }).click();
  await w.page.getByRole("button", { name: "Yes, safe" }).click();
  await w.page.waitForURL(/\/2$/);
  await w.context.clearCookies();
  await w.page.reload();
  assert.match(w.page.url(), /sign-in/);
  await w.page.fill("[name=sign_in]", "nurse");
  await w.page.fill("[name=passphrase]", "only for the demonstration");
  await w.page.click("main button[type=submit]");
  assert.match(w.page.url(), /\/2$/);
  await w.context.close();
});

// Fifty words that stand nowhere else, typed into every field that takes free text on the way of one person.
test("what was typed is found in no file, log, address or title", async () => {
  const words = Array.from({ length: 50 }, (_, i) => `CANARY${String(i).padStart(2, "0")}${Math.random().toString(36).slice(2, 10).toUpperCase()}`);
  let used = 0;
  const some = (n) => words.slice(used, (used += n)).join(" ");
  const urls = [];
  const titles = [];
  const nurse = await worker(browser, server.address, "nurse", desk);
  const prairie = await worker(browser, server.address, "prairie", desk);
  for (const w of [nurse, prairie]) {
    w.page.on("request", (r) => urls.push(r.url()));
    w.page.on("load", async () => titles.push(await w.page.title().catch(() => "")));
  }
  const { page } = nurse;
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Not sure", exact: true }).click();
  await page.getByRole("button", { name: "25 or older" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.locator("main li", { hasText: "Prairie Home" }).first().locator(".govuk-button").click();
  for (const box of await page.locator("[name=share]").all()) await box.check();
  await page.locator("[name=called]").fill(some(5));
  await page.locator("[name=contact]").fill(some(8));
  await page.locator("[name=note]").fill(some(20));
  await page.locator("[name=how]").first().check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Send and keep the bed" }).click();

  await prairie.page.reload();
  await prairie.page.locator("main a[href^='/r/']").last().click();
  assert.match(await prairie.page.locator("main").innerText(), new RegExp(words[0]));
  await prairie.page.locator("summary", { hasText: /Ask|question/i }).first().click();
  await prairie.page.locator("textarea[name=question]").fill(some(9));
  await prairie.page.locator("form:has(textarea[name=question]) button[type=submit]").last().click();
  await page.reload();
  await page.locator("textarea[name=answer]").fill(some(8));
  await page.locator("form:has(textarea[name=answer]) button[type=submit]").click();
  await prairie.page.reload();
  assert.equal(used, 50);
  await prairie.page.getByRole("button", { name: /^Accept/ }).click();
  await prairie.page.waitForURL("**/c/**");
  assert.match(await prairie.page.locator("main").innerText(), new RegExp(words[0]));
  await picture(prairie.page, "case-with-words");

  const places = { log: server.log(), urls: urls.join("\n"), titles: titles.join("\n") };
  const pass = join(server.folder, "pass");
  writeFileSync(pass, "a phrase for this backup\n");
  execFileSync(program, ["--config", join(server.folder, "nwd.conf"), "backup", join(server.folder, "a.backup"), "--passphrase-file", pass]);
  for (const file of readdirSync(server.folder)) places[file] = readFileSync(join(server.folder, file), "latin1");
  if (process.env.NWD_TEST_ENGINE === "postgresql") {
    const uri = readFileSync(join(server.folder, "nwd.conf"), "utf8").match(/database="([^"]+)"/)[1];
    places.dump = execFileSync("pg_dump", ["--inserts", uri], { maxBuffer: 1 << 30, encoding: "latin1" });
    assert.ok(places.dump.includes("case_envelope"));
  } else {
    assert.ok(places["nwd.db"].length > 100000);
  }
  for (const [place, content] of Object.entries(places))
    for (const word of words) {
      assert.ok(!content.includes(word), `${word} is in ${place}`);
      assert.ok(!content.toLowerCase().includes(Buffer.from(word).toString("hex")), `${word} is in ${place}, as hex`);
      assert.ok(!content.includes(Buffer.from(word).toString("base64").slice(0, 20)), `${word} is in ${place}, as base64`);
    }
  for (const w of [nurse, prairie]) await w.context.close();
});

// The person's own door: a caseworker of the demonstration opens it, the person signs in, reads, stops sharing and sees who
// looked. With scripts on a desk; without scripts, on a telephone and in Spanish.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, narrow, phone, sound, startBrowser, startServer, worker } from "./harness.mjs";

const theirs = "a violet teapot under snow";
const never = /penicillin|Sam \(invented\)|after six|27037|Dakota County|Example Street/;

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

const main = (w) => w.page.locator("main");
const pressed = async (w, name) => {
  const answered = w.page.waitForResponse((answer) => answer.request().method() === "POST");
  await main(w).getByRole("button", { name, exact: true }).click();
  await answered;
  await w.page.waitForLoadState();
};

// The caseworker and the person, side by side. Gives the name that they chose.
async function opened(options, spoken) {
  const prairie = await worker(browser, server.address, "prairie", options);
  if (spoken.language) await prairie.page.goto(`${server.address}/language?to=${spoken.language}&back=/today`);
  await main(prairie).locator("a[href^='/c/']").first().click();
  await main(prairie).locator("a[href$='/door']").click();
  await prairie.page.waitForURL("**/door");
  await spoken.look(prairie, `${spoken.language ?? "en"}-door-shut`);
  const name = await prairie.page.locator("[name=sign_in]").first().getAttribute("value");
  await prairie.page.locator("[name=sign_in]").first().check();
  for (const field of ["passphrase", "again"]) await prairie.page.fill(`[name=${field}]`, theirs);
  await pressed(prairie, spoken.open);
  assert.match(await main(prairie).innerText(), new RegExp(name));
  await spoken.look(prairie, `${spoken.language ?? "en"}-door-open`);
  return { prairie, name };
}

async function person(options, name, language) {
  const w = await worker(browser, server.address, null, options);
  await w.page.goto(`${server.address}${language ? `/language?to=${language}&back=/mine` : "/mine"}`);
  await w.page.fill("[name=sign_in]", name);
  await w.page.fill("[name=passphrase]", theirs);
  await main(w).locator("form button[type=submit]").last().click();
  await w.page.waitForURL("**/mine/plan");
  return w;
}

test("opened together, read, stopped in three clicks, and shut again", async () => {
  const { prairie, name } = await opened(desk, { open: "Open the sign-in", look: sound });
  await prairie.page.goto(`${server.address}/today`);
  await main(prairie).locator("a[href^='/c/']").first().click();
  await prairie.page.waitForURL("**/c/*");
  const lake = await worker(browser, server.address, "lake", desk);
  await lake.page.goto(`${server.address}/shared`);
  await main(lake).getByRole("link", { name: /Prairie Home/ }).click();
  await main(lake).getByRole("link", { name: /Health/ }).click();
  assert.match(await main(lake).innerText(), /penicillin/);

  const guest = await worker(browser, server.address, null, desk);
  await guest.page.goto(`${server.address}/mine`);
  await sound(guest, "mine-sign-in");
  await guest.page.fill("[name=sign_in]", name);
  await guest.page.fill("[name=passphrase]", "not the right passphrase");
  await pressed(guest, "Sign in");
  await sound(guest, "mine-wrong");
  await guest.context.close();

  const w = await person(desk, name);
  assert.match(await main(w).innerText(), /What you are owed/);
  await sound(w, "mine-plan");
  await w.page.emulateMedia({ media: "print" });
  assert.ok(!(await w.page.getByRole("button", { name: "Sign out" }).isVisible()), "what is pressed stays off the paper");
  await w.page.emulateMedia({ media: "screen" });

  await w.page.getByRole("link", { name: "Who knows what" }).click();
  assert.match(await main(w).innerText(), /Lake House/);
  await sound(w, "mine-sharing");
  await main(w).getByRole("button", { name: /Stop sharing with Lake House/ }).click();
  await sound(w, "mine-stop");
  await pressed(w, "Stop now");
  const answer = await lake.context.request.get(lake.page.url());
  assert.equal(answer.status(), 410);
  assert.ok(!(await answer.text()).includes("penicillin"));
  assert.match(await main(w).innerText(), /It is stopped/);
  await sound(w, "mine-stopped");

  await w.page.getByRole("link", { name: "Who looked" }).click();
  assert.match(await main(w).innerText(), /Prairie Home \(demonstration\) looked at your record/);
  assert.match(await main(w).innerText(), /Lake House \(demonstration\) looked at: Health/);
  await sound(w, "mine-looked");
  for (const page of ["plan", "sharing", "looked"]) {
    await w.page.goto(`${server.address}/mine/${page}`);
    assert.doesNotMatch(await w.page.content(), never, page);
    assert.match(await w.page.title(), /^[A-Z][a-z]+ – Notes$/);
  }
  for (const page of ["/today", "/beds", "/account", "/shared"]) {
    await w.page.goto(server.address + page);
    assert.match(w.page.url(), /\/sign-in/, page);
  }

  await prairie.page.goto(`${server.address}/today`);
  await main(prairie).locator("a[href^='/c/']").first().click();
  assert.match(await main(prairie).innerText(), /Stopped sharing on their own/);
  await main(prairie).locator("a[href$='/door']").click();
  await pressed(prairie, "Close the sign-in");
  await w.page.goto(`${server.address}/mine/plan`);
  assert.equal(new URL(w.page.url()).pathname, "/mine");
  for (const one of [prairie, lake, w]) await one.context.close();
});

test("without scripts, on a telephone, in Spanish", async () => {
  const { prairie, name } = await opened(phone, { language: "es", open: "Abrir la entrada", look: narrow });
  const w = await person(phone, name, "es");
  await narrow(w, "es-mine-plan");
  for (const page of ["sharing", "looked"]) {
    await w.page.locator(`nav a[href='/mine/${page}']`).click();
    await narrow(w, `es-mine-${page}`);
    assert.doesNotMatch(await w.page.content(), never, page);
  }
  await pressed(w, "Salir");
  assert.equal(new URL(w.page.url()).pathname, "/mine");
  await w.page.goto(`${server.address}/mine/plan`);
  assert.equal(new URL(w.page.url()).pathname, "/mine");
  for (const one of [prairie, w]) await one.context.close();
});

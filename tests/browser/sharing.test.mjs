// Sharing and stopping, two browsers, two organizations: what one stops, the other loses. With scripts on a desk;
// without scripts, on a telephone and in Spanish.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, narrow, phone, sound, startBrowser, startServer, worker } from "./harness.mjs";

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
const opened = async (w, link) => {
  await w.page.getByRole("link", { name: link }).first().click();
};
// Pressed, answered, and the page that follows is there.
const sent = async (w, button) => {
  const answered = w.page.waitForResponse((answer) => answer.request().method() === "POST");
  await button.click();
  await answered;
  await w.page.waitForLoadState();
};

test("what the demonstration shares is stopped in three clicks, and the other window loses it", async () => {
  const prairie = await worker(browser, server.address, "prairie", desk);
  const lake = await worker(browser, server.address, "lake", desk);

  await opened(lake, "Shared with us");
  await sound(lake, "shared-list");
  await main(lake).getByRole("link", { name: /Prairie Home/ }).click();
  await sound(lake, "shared-release");
  await main(lake).getByRole("link", { name: /Health/ }).click();
  assert.match(await main(lake).innerText(), /penicillin/);
  await sound(lake, "shared-part");

  await prairie.page.goto(`${server.address}/today`);
  await main(prairie).locator("a[href^='/c/']").first().click();
  await sound(prairie, "case-with-ways-on");
  const taps = ["What is shared, and how to stop it", /Stop sharing with Lake House/];
  await opened(prairie, taps[0]);
  assert.match(await main(prairie).innerText(), /Lake House \(demonstration\) looked at: Health/);
  await sound(prairie, "sharing");
  await prairie.page.getByRole("button", { name: taps[1] }).click();
  await sound(prairie, "stop");
  await prairie.page.getByRole("button", { name: "Stop now" }).click();
  await prairie.page.getByText("Nothing is shared with anybody now.").waitFor();
  await sound(prairie, "sharing-stopped");

  // The next request is turned away at once; the open page finds out by itself.
  const answer = await lake.context.request.get(lake.page.url());
  assert.equal(answer.status(), 410);
  assert.ok(!(await answer.text()).includes("penicillin"));
  await lake.page.getByText("This is no longer shared with you").waitFor({ timeout: 15000 });
  await sound(lake, "shared-no-more");
  await opened(lake, "Shared with us");
  assert.match(await main(lake).innerText(), /Nobody shares anything/);
  for (const w of [prairie, lake]) await w.context.close();
});

test("notes are opened one by one, and shared again as the person agrees, in Spanish on paper", async () => {
  const prairie = await worker(browser, server.address, "prairie", desk);
  const lake = await worker(browser, server.address, "lake", desk);
  const { page } = prairie;
  await main(prairie).locator("a[href^='/c/']").first().click();
  await page.waitForURL(/\/c\//);
  const record = page.url();
  await opened(prairie, "Notes about the person");
  await sound(prairie, "notes");
  assert.ok(!(await main(prairie).innerText()).includes("penicillin"));
  await main(prairie).getByRole("link", { name: /Law and courts/ }).click();
  await page.fill("textarea[name=text]", "Hearing on Monday");
  await sound(prairie, "notes-part");
  await sent(prairie, page.getByRole("button", { name: "Save" }));
  await page.goto(record);
  await opened(prairie, "What is shared, and how to stop it");
  await page.getByRole("button", { name: "Share something" }).click();
  await sound(prairie, "share-1");
  await page.getByRole("button", { name: "Continue" }).click();
  assert.equal(await page.locator(".govuk-error-summary li").count(), 3);
  await page.selectOption("[name=recipient]", { label: "Lake House (demonstration)" });
  await page.locator("[name=part][value='6']").check();
  await page.locator("[name=purpose][value='4']").check();
  await page.selectOption("[name=language]", "es");
  await page.getByRole("button", { name: "Continue" }).click();
  await sound(prairie, "share-2");
  assert.match(await page.locator("main [lang=es]").first().innerText(), /No tiene que decir que sí/);
  await opened(prairie, "The same to print and sign");
  await sound(prairie, "share-paper");
  await page.goBack();
  await page.locator("[name=giver][value='0']").check();
  await page.locator("[name=harm][value=yes]").check();
  await page.locator("[name=how][value='2']").check();
  await page.getByRole("button", { name: /^They agree/ }).click();
  assert.match(await page.locator(".govuk-error-summary").innerText(), /It can wait/);
  await page.locator("[name=harm][value=no]").check();
  await page.getByRole("button", { name: /^They agree/ }).click();
  await page.getByRole("button", { name: /Stop sharing with Lake House/ }).waitFor();

  await opened(lake, "Shared with us");
  await main(lake).getByRole("link", { name: /Prairie Home/ }).click();
  assert.equal(await main(lake).getByRole("link", { name: /Open/ }).count(), 1);
  await main(lake).getByRole("link", { name: /Law and courts/ }).click();
  assert.match(await main(lake).innerText(), /Hearing on Monday/);
  for (const w of [prairie, lake]) await w.context.close();
});

test("without scripts, on a telephone, in Spanish", async () => {
  const prairie = await worker(browser, server.address, "prairie", phone);
  const lake = await worker(browser, server.address, "lake", phone);
  for (const w of [prairie, lake]) await w.page.goto(`${server.address}/language?to=es&back=/today`);
  await lake.page.goto(`${server.address}/shared`);
  await narrow(lake, "es-shared-list");
  await main(lake).locator("a[href^='/shared/']").first().click();
  await narrow(lake, "es-shared-release");
  await main(lake).locator("a[href^='/shared/']").first().click();
  await narrow(lake, "es-shared-part");
  await main(prairie).locator("a[href^='/c/']").first().click();
  await main(prairie).locator("a[href$='/notes']").click();
  await narrow(prairie, "es-notes");
  await main(prairie).locator("a[href$='/notes/4']").click();
  await narrow(prairie, "es-notes-part");
  await prairie.page.goBack();
  await prairie.page.goBack();
  await main(prairie).locator("a[href$='/sharing']").click();
  await narrow(prairie, "es-sharing");
  await main(prairie).locator("a[href$='/stop']").first().click();
  await narrow(prairie, "es-stop");
  await sent(prairie, main(prairie).locator("form button[type=submit]").last());
  await narrow(prairie, "es-stopped");
  const answer = await lake.page.reload();
  assert.equal(answer.status(), 410);
  await narrow(lake, "es-shared-no-more");
  for (const w of [prairie, lake]) await w.context.close();
});

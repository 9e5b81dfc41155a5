// Finding somebody by name, and asking another place as both agreed: with scripts on a desk; without scripts, on a
// telephone and in Spanish.
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

// Somebody called so, from the door to a record at Prairie Home. Gives the record's address.
async function record(name) {
  const nurse = await worker(browser, server.address, "nurse", desk);
  const { page } = nurse;
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: "Yes, safe", exact: true }).click();
  await page.getByRole("button", { name: "25 or older" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await main(nurse).locator("li", { hasText: "Prairie Home" }).first().locator(".govuk-button").click();
  await page.locator("[name=share][value=called]").check();
  await page.fill("[name=called]", name);
  await page.locator("[name=how]").first().check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Send and keep the bed" }).click();
  const prairie = await worker(browser, server.address, "prairie", desk);
  await main(prairie).locator("a[href^='/r/']").last().click();
  await prairie.page.getByRole("button", { name: /^Accept/ }).click();
  await prairie.page.waitForURL("**/c/**");
  const address = prairie.page.url();
  for (const w of [nurse, prairie]) await w.context.close();
  return address;
}

async function agree(w, address, name) {
  await w.page.goto(`${address}/elsewhere`);
  await main(w).locator("a[href$='/agree']").click();
  await w.page.fill("[name=name]", name);
  await w.page.fill("[name=born]", "2001");
  await w.page.locator("[name=giver][value='0']").check();
  await w.page.locator("[name=harm][value=no]").check();
  await w.page.locator("[name=how][value='2']").check();
  await main(w).locator("form button[type=submit]").last().click();
  await w.page.waitForURL(/\/elsewhere$/);
}

test("a record is found by a name that was not spelt right, and the name stands in no address", async () => {
  const address = await record("Wren Quillón");
  const prairie = await worker(browser, server.address, "prairie", desk);
  const urls = [];
  prairie.page.on("request", (request) => urls.push(request.url()));
  await sound(prairie, "today-with-search");
  await prairie.page.fill("[name=name]", "quilon");
  await prairie.page.getByRole("button", { name: "Find", exact: true }).click();
  await prairie.page.getByRole("heading", { name: "1 record found" }).waitFor();
  await sound(prairie, "found");
  await prairie.page.getByRole("link", { name: "Wren Quillón" }).click();
  assert.equal(prairie.page.url(), address);
  await prairie.page.goto(`${server.address}/find`);
  await sound(prairie, "find");
  await prairie.page.fill("[name=name]", "nobody at all");
  await prairie.page.getByRole("button", { name: "Find", exact: true }).click();
  await prairie.page.getByRole("heading", { name: "Nobody found" }).waitFor();
  await sound(prairie, "found-nobody");
  await prairie.page.fill("[name=name]", "");
  await prairie.page.getByRole("button", { name: "Find", exact: true }).click();
  await prairie.page.locator(".govuk-error-summary").waitFor();
  await sound(prairie, "find-empty");
  assert.ok(!urls.join().toLowerCase().includes("quil"));
  assert.ok(!server.log().toLowerCase().includes("quil"));
  await prairie.context.close();
});

test("another place is asked as the person agreed, has nothing to tell, and it ends at once", async () => {
  const there = await record("Linnet Hale");
  const prairie = await worker(browser, server.address, "prairie", desk);
  const lake = await worker(browser, server.address, "lake", desk);
  await agree(prairie, there, "Linnet Hale");
  await sound(prairie, "elsewhere");
  await prairie.page.goto(`${there}/elsewhere/agree`);
  await sound(prairie, "elsewhere-agree");
  await prairie.page.goto(`${there}/elsewhere`);
  await prairie.page.selectOption("[name=to]", { label: "Lake House (demonstration)" });
  await prairie.page.getByRole("button", { name: "Ask", exact: true }).click();
  await main(prairie).getByText("no answer yet").waitFor();
  await sound(prairie, "elsewhere-asked");
  await lake.page.reload();
  await prairie.page.goto(`${server.address}/today`);
  await prairie.page.goto(`${there}/elsewhere`);
  await main(prairie).getByText("nothing to tell").waitFor();
  await sound(prairie, "elsewhere-nothing");
  await prairie.page.getByRole("button", { name: "End it now" }).click();
  await main(prairie).getByText("Nobody is asked about this person").waitFor();
  await sound(prairie, "elsewhere-not-agreed");
  for (const w of [prairie, lake]) await w.context.close();
});

test("without scripts, on a telephone, in Spanish", async () => {
  const address = await record("Siskin Marsh");
  const prairie = await worker(browser, server.address, "prairie", phone);
  await prairie.page.goto(`${server.address}/language?to=es&back=/today`);
  await narrow(prairie, "es-today-with-search");
  await prairie.page.fill("[name=name]", "siskin");
  await prairie.page.getByRole("button", { name: "Buscar", exact: true }).click();
  assert.match(await main(prairie).innerText(), /Se encontró 1 registro/);
  await narrow(prairie, "es-found");
  await prairie.page.getByRole("link", { name: "Siskin Marsh" }).click();
  assert.equal(prairie.page.url(), address);
  await agree(prairie, address, "Siskin Marsh");
  await narrow(prairie, "es-elsewhere");
  await prairie.page.goto(`${address}/elsewhere/agree`);
  await narrow(prairie, "es-elsewhere-agree");
  await prairie.context.close();
});

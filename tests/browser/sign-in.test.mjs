// A worker's sign-in in a real browser: an app with codes, the second step, the paper code, showing again who one is,
// sessions. With scripts on a desk; without scripts on a telephone and in Spanish.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import jsQR from "jsqr";
import { desk, narrow, passphrase, phone, sound, startBrowser, startServer, worker } from "./harness.mjs";

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

const another = "seven violet teapots sing";

// An authenticator app of our own (RFC 6238), for the key as it is typed by hand or scanned.
function code(base32, at = Date.now()) {
  const bits = [...base32.replace(/ /g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, "0");
}

// A code counts once: the next one is of the next half minute, and is taken one early.
const nextCode = (base32) => code(base32, Date.now() + 30000);

// What a telephone's camera would read from the screen.
async function scan(page) {
  const shot = (await page.locator("svg.nwd-qr").screenshot()).toString("base64");
  const reader = await browser.newPage();
  const image = await reader.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    const { data: pixels, width, height } = canvas.getContext("2d").getImageData(0, 0, picture.width, picture.height);
    return { pixels: Array.from(pixels), width, height };
  }, shot);
  await reader.close();
  return jsQR(Uint8ClampedArray.from(image.pixels), image.width, image.height)?.data;
}

async function signIn(page, name, words = passphrase) {
  await page.goto(`${server.address}/sign-in`);
  await page.fill("[name=sign_in]", name);
  await page.fill("[name=passphrase]", words);
  await page.click("main button[type=submit]");
}

test("an app, a paper code, two steps, and back in with the paper code", async () => {
  const nurse = await worker(browser, server.address, "nurse", desk);
  const { page } = nurse;
  await page.getByRole("link", { name: "Night nurse" }).click();
  await page.waitForURL("**/account");
  await sound(nurse, "account");
  assert.match(await page.locator("main").innerText(), /Chrome/);
  await page.getByRole("link", { name: /^Set up/ }).click();
  await sound(nurse, "account-app");
  await page.getByRole("button", { name: "Begin" }).click();
  await sound(nurse, "account-app-scan");
  const scanned = await scan(page);
  await page.getByText("I cannot scan it").click();
  const secret = (await page.locator(".nwd-secret").innerText()).trim();
  assert.equal(scanned, `otpauth://totp/Notes:nurse?secret=${secret.replace(/ /g, "")}&issuer=Notes`);
  await page.fill("[name=code]", "123");
  await page.getByRole("button", { name: "Finish" }).click();
  await sound(nurse, "account-app-wrong");
  await page.fill("[name=code]", code(secret));
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL("**/account?done=app");

  await page.getByRole("link", { name: /^Make a paper code/ }).first().click();
  await sound(nurse, "paper-code");
  await page.getByRole("button", { name: "Make a code" }).click();
  await sound(nurse, "paper-code-shown");
  const paper = (await page.locator(".nwd-paper__code").innerText()).trim();
  assert.match(paper, /^([0-9A-Z]{4}\s+){6}[0-9A-Z]{4}$/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("link", { name: "I have it on paper" }).isVisible(), false);
  assert.equal(await page.locator(".nwd-paper__code").isVisible(), true);
  assert.doesNotMatch(await page.locator("body").innerText(), /nurse/i, "the paper does not say whose it is");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "I have it on paper" }).click();
  await sound(nurse, "paper-code-check");
  await page.fill("[name=code]", paper.toLowerCase());
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL("**/account?done=paper-code");
  await page.getByRole("link", { name: /^Try it now/ }).click();
  await page.fill("[name=code]", paper);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.waitForURL("**/account?done=tried");
  await sound(nurse, "account-complete");

  const again = await worker(browser, server.address, null, desk);
  await signIn(again.page, "nurse");
  await again.page.waitForURL("**/sign-in/second-step**");
  await sound(again, "second-step");
  await again.page.fill("[name=code]", "000000");
  await again.page.click("main button[type=submit]");
  await sound(again, "second-step-wrong");
  await again.page.fill("[name=code]", nextCode(secret));
  await again.page.click("main button[type=submit]");
  await again.page.waitForURL("**/today");

  // Signed in twice: one ends the other.
  await page.goto(`${server.address}/account`);
  assert.equal(await page.locator(".nwd-card").count(), 2);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await again.page.goto(`${server.address}/today`);
  assert.match(again.page.url(), /\/sign-in/);

  // Everything is lost but the paper.
  await again.page.getByRole("link", { name: "I do not know my passphrase any more" }).click();
  await sound(again, "recover");
  await again.page.fill("[name=sign_in]", "nurse");
  await again.page.fill("[name=code]", paper.replace(/\s+/g, "-"));
  await again.page.fill("[name=passphrase]", another);
  await again.page.fill("[name=again]", another);
  await again.page.getByRole("button", { name: "Sign in with the new passphrase" }).click();
  await again.page.waitForURL("**/account?done=recovered");
  await sound(again, "recovered");
  await page.goto(`${server.address}/today`);
  assert.match(page.url(), /\/sign-in/);
  for (const w of [nurse, again]) await w.context.close();
});

test("cookies are of this site alone, and no page's address tells a secret", async () => {
  const lake = await worker(browser, server.address, "lake", desk);
  const cookies = await lake.context.cookies();
  for (const cookie of cookies) {
    assert.equal(cookie.httpOnly, true, cookie.name);
    assert.equal(cookie.sameSite, "Strict", cookie.name);
    assert.equal(cookie.path, "/", cookie.name);
  }
  const session = cookies.find((c) => c.name === "s");
  assert.equal(session.expires, -1);
  assert.ok(!server.log().includes(session.value));
  assert.equal(await lake.page.evaluate(() => document.cookie), "");
  await lake.context.close();
});

test("without scripts, on a telephone, in Spanish: an app, the second step, another passphrase", async () => {
  const harbor = await worker(browser, server.address, "harbor", phone);
  const { page } = harbor;
  await page.goto(`${server.address}/language?to=es&back=/account`);
  await narrow(harbor, "es-account");
  await page.getByRole("link", { name: /^Poner/ }).click();
  await page.getByRole("button", { name: "Empezar" }).click();
  await narrow(harbor, "es-account-app");
  await page.getByText("No puedo escanearlo").click();
  const secret = (await page.locator(".nwd-secret").innerText()).trim();
  await page.fill("[name=code]", code(secret));
  await page.getByRole("button", { name: "Terminar" }).click();
  await page.waitForURL("**/account?done=app");
  await page.getByRole("link", { name: /^Cambiar/ }).click();
  await narrow(harbor, "es-passphrase");
  await page.fill("[name=passphrase]", another);
  await page.fill("[name=again]", another);
  await page.getByRole("button", { name: "Cambiar la frase de paso" }).click();
  await page.waitForURL("**/account?done=passphrase");
  await page.locator(".nwd-account button").click();
  await signIn(page, "harbor", another);
  await page.waitForURL("**/sign-in/second-step**");
  await narrow(harbor, "es-second-step");
  await page.fill("[name=code]", nextCode(secret));
  await page.click("main button[type=submit]");
  await page.waitForURL("**/today");
  await page.goto(`${server.address}/sign-in/recover`);
  await narrow(harbor, "es-recover");
  await harbor.context.close();
});

test("after too many tries the page says calmly how long to wait", async () => {
  const prairie = await worker(browser, server.address, null, desk);
  for (let i = 0; i < 9; ++i) await signIn(prairie.page, "prairie", "not this one, not this one");
  assert.match(await prairie.page.locator("main").innerText(), /15 minutes/);
  await sound(prairie, "sign-in-too-often");
  const lake = await worker(browser, server.address, "lake", desk);
  assert.match(lake.page.url(), /today/);
  for (const w of [prairie, lake]) await w.context.close();
});

test("three minutes before the end the page says so, without taking anything away", async () => {
  const lake = await worker(browser, server.address, "lake", desk);
  const { page } = lake;
  await page.clock.install();
  await page.goto(`${server.address}/account/paper-code/try`);
  await page.fill("[name=code]", "half typed");
  await page.focus("[name=code]");
  // The server would say it in 27 minutes: its answer is given early here, all else is real.
  await page.route("**/stay", (route) =>
    route.request().method() === "GET" ? route.fulfill({ json: { in_ms: 150000, for_good: false } }) : route.continue(),
  );
  await page.clock.fastForward(61000);
  await page.locator(".nwd-stay--near").waitFor();
  assert.match(await page.locator(".nwd-stay__left").innerText(), /signed out in 2:\d\d/);
  assert.match(await page.locator(".nwd-stay__news").innerText(), /signed out in 2:\d\d/);
  await sound(lake, "stay-near");
  assert.equal(await page.evaluate(() => document.activeElement.name), "code", "the focus stays");
  await page.clock.fastForward(95000);
  await page.getByText(/signed out in 0:\d\d/).first().waitFor();
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await page.locator(".nwd-stay--near").waitFor({ state: "detached" });
  assert.match(await page.locator(".nwd-stay__news").innerText(), /You stay signed in/);
  assert.equal(await page.inputValue("[name=code]"), "half typed");

  // It has ended meanwhile: what is on the screen goes.
  await page.unroute("**/stay");
  const other = await worker(browser, server.address, "lake", desk);
  await other.page.goto(`${server.address}/account`);
  await other.page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.clock.fastForward(30 * 60000);
  await page.waitForURL("**/sign-in**");
  for (const w of [lake, other]) await w.context.close();
});

test("without scripts a page says until when, and puts it off", async () => {
  const lake = await worker(browser, server.address, "lake", phone);
  await lake.page.getByRole("link", { name: "Until when am I signed in?" }).click();
  assert.match(await lake.page.locator("main").innerText(), /You are signed in until \d+:\d\d [ap]m/);
  await narrow(lake, "stay-phone");
  await lake.page.locator("main").getByRole("button", { name: "Stay signed in" }).click();
  assert.match(lake.page.url(), /\/stay$/);
  await lake.context.close();
});

// Passkeys in a real browser, with Chromium's virtual authenticators: one that gives a secret (PRF) and signs in alone,
// one that gives none and is the second step, a page without scripts, and the Spanish one. Passkeys want a name, so the
// server is asked for as localhost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, passphrase, picture, sound, startBrowser, startServer, worker } from "./harness.mjs";

let server;
let browser;
let address;
before(async () => {
  server = await startServer();
  address = server.address.replace("127.0.0.1", "localhost");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const phone = { viewport: { width: 375, height: 740 } };

async function authenticator(w, options) {
  const session = await w.context.newCDPSession(w.page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  w.debugger = session;
}

async function addPasskey(w, name) {
  await w.page.goto(`${address}/account/passkeys`);
  await w.page.fill("[name=label]", name);
  await w.page.getByRole("button", { name: "Add a passkey" }).click();
}

async function signOut(w) {
  await w.page.getByRole("button", { name: "Sign out" }).click();
  await w.page.waitForURL("**/sign-in");
}

test("a passkey that gives a secret signs in alone, and shows again that it is you", async () => {
  const nurse = await worker(browser, address, "nurse", desk);
  await authenticator(nurse, { hasPrf: true });
  await nurse.page.goto(`${address}/account/passkeys`);
  await sound(nurse, "passkeys-none");
  await addPasskey(nurse, "My telephone");
  await nurse.page.waitForURL("**/account?done=passkey");
  await sound(nurse, "account-with-passkey");
  await nurse.page.goto(`${address}/account/passkeys`);
  assert.match(await nurse.page.locator("main").innerText(), /My telephone[\s\S]*You can sign in with it alone/);
  await sound(nurse, "passkeys-one");
  await nurse.page.getByRole("link", { name: /Change/ }).click();
  await sound(nurse, "passkey-one");
  await signOut(nurse);
  await sound(nurse, "sign-in-with-passkey");
  await nurse.page.getByRole("button", { name: "Use a passkey" }).click();
  await nurse.page.waitForURL("**/today");
  await sound(nurse, "signed-in-by-passkey");
  await nurse.page.goto(`${address}/confirm?next=/account`);
  await sound(nurse, "confirm-with-passkey");
  await nurse.page.getByRole("button", { name: "Use a passkey" }).click();
  await nurse.page.waitForURL("**/account");
  await nurse.context.close();
});

test("a passkey that gives none is the second step", async () => {
  const navigator = await worker(browser, address, "navigator", phone);
  await authenticator(navigator, { hasPrf: false, transport: "usb" });
  await addPasskey(navigator, "Blue key");
  await navigator.page.waitForURL("**/account?done=passkey-second");
  await signOut(navigator);
  await navigator.page.getByRole("button", { name: "Use a passkey" }).click();
  await navigator.page.getByText("This passkey is your second step.").first().waitFor();
  await sound(navigator, "passkey-second-only");
  await navigator.page.goto(`${address}/sign-in`);
  await navigator.page.fill("[name=sign_in]", "navigator");
  await navigator.page.fill("[name=passphrase]", passphrase);
  await navigator.page.click("main form[action='/sign-in'] button[type=submit]");
  await navigator.page.waitForURL("**/sign-in/second-step**");
  await sound(navigator, "second-step-by-passkey");
  await navigator.page.getByRole("button", { name: "Use a passkey" }).click();
  await navigator.page.waitForURL("**/today");
  await navigator.context.close();
});

test("without scripts the page says what a passkey needs, and the passphrase works", async () => {
  const lake = await worker(browser, address, null, { ...phone, javaScriptEnabled: false, locale: "es-ES" });
  await lake.page.goto(`${address}/sign-in`);
  await lake.page.getByText("Su frase de paso funciona sin eso.").waitFor();
  assert.equal(await lake.page.getByRole("button", { name: "Usar una llave de acceso" }).isVisible(), false);
  await picture(lake.page, "sign-in-without-scripts-es");
  await lake.page.fill("[name=sign_in]", "lake");
  await lake.page.fill("[name=passphrase]", passphrase);
  await lake.page.click("main form[action='/sign-in'] button[type=submit]");
  await lake.page.waitForURL("**/today");
  assert.deepEqual(lake.trouble, []);
  await lake.context.close();
});

test("at an address in digits there are no passkeys, and the page says so", async () => {
  const harbor = await worker(browser, server.address, "harbor", desk);
  await harbor.page.goto(`${server.address}/account/passkeys`);
  await harbor.page.getByText("Passkeys do not work at this address of the site.").waitFor();
  assert.equal(await harbor.page.getByRole("button", { name: "Add a passkey" }).count(), 0);
  await sound(harbor, "passkeys-not-here");
  await harbor.context.close();
});

// An organization's identity provider, a real one of its own process: set by an administrator, linked by whoever shows
// both, demanded, with other keys of another kind, and gone. On the provider's own pages nothing is asked of us.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { desk, narrow, passphrase, phone, root, sound, startBrowser, startServer, worker } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "nwd-oidc-"));
const certificate = join(folder, "certificate.pem");
const key = join(folder, "key.pem");
let server;
let browser;
let provider;
let beginAt;

async function startProvider(algorithm, port = "0") {
  const script = join(root, "tests/browser/identity-provider.mjs");
  const redirect = `${server.address}/sign-in/back`;
  const process = spawn("node", [script, algorithm, certificate, key, redirect, port], { stdio: ["ignore", "pipe", "ignore"] });
  const issuer = await new Promise((tell, fail) => {
    process.stdout.once("data", (bytes) => tell(String(bytes).trim()));
    process.once("exit", () => fail(new Error("the provider ended")));
  });
  return {
    issuer,
    async stop() {
      const gone = new Promise((done) => process.once("exit", done));
      process.kill("SIGTERM");
      await gone;
    },
  };
}

before(async () => {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], { stdio: "ignore" });
  server = await startServer({ global: ["--provider-authority", certificate] });
  provider = await startProvider("RS256");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await provider?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

// What the provider's pages do is theirs.
async function window(signIn, options = desk) {
  const w = await worker(browser, server.address, signIn, { ...options, ignoreHTTPSErrors: true });
  return w;
}
const backHome = (w) => w.trouble.splice(0);

async function signInAtProvider(w, login) {
  await w.page.getByRole("button", { name: /Go to your organization|Ir a la página/ }).click();
  await w.page.waitForURL(`${provider.issuer}/**`);
  await w.page.fill("[name=login]", login);
  await w.page.fill("[name=password]", "any");
  await w.page.click("[type=submit]");
  await w.page.getByText("Authorize").first().waitFor();
  await w.page.click("[type=submit]");
  await w.page.waitForURL(`${server.address}/**`);
}

test("an administrator names the provider", async () => {
  const nurse = await window("nurse");
  await nurse.page.goto(`${server.address}/organization/provider`);
  await sound(nurse, "provider-none");
  await nurse.page.fill("[name=issuer]", "https://127.0.0.1:1");
  await nurse.page.fill("[name=client]", "notes");
  await nurse.page.getByRole("button", { name: "Save" }).click();
  await nurse.page.getByText("Nothing answered there").first().waitFor();
  await sound(nurse, "provider-silent");
  await nurse.page.fill("[name=issuer]", provider.issuer);
  await nurse.page.getByRole("button", { name: "Save" }).click();
  await nurse.page.waitForURL("**/organization/provider?done=1");
  await sound(nurse, "provider-named");
  beginAt = (await nurse.page.locator("main").innerText()).match(/https?:\S+\/sign-in\/through\/\S+/)[0];
  await nurse.context.close();
});

test("it says who somebody is, and their key is opened here", async () => {
  const porter = await window(null);
  await porter.page.goto(beginAt);
  await sound(porter, "provider-begin");
  await signInAtProvider(porter, "porter@riverside");
  backHome(porter);
  await porter.page.waitForURL("**/sign-in/own-key");
  await sound(porter, "own-key-first-time");
  await porter.page.fill("[name=sign_in]", "porter");
  await porter.page.fill("[name=passphrase]", passphrase);
  await porter.page.getByRole("button", { name: "Sign in" }).click();
  await porter.page.waitForURL("**/today");
  await porter.page.goto(`${server.address}/account`);
  await sound(porter, "account-with-provider");
  await porter.page.goto(`${server.address}/account/provider`);
  await porter.page.getByText("has been linked since").waitFor();
  await sound(porter, "account-provider-linked");
  await porter.context.close();
});

test("the second time it knows whose account it is; on a telephone without scripts, in Spanish", async () => {
  const porter = await window(null, { ...phone, locale: "es-ES" });
  await porter.page.goto(beginAt);
  await narrow(porter, "provider-begin-phone-es");
  await signInAtProvider(porter, "porter@riverside");
  backHome(porter);
  await porter.page.waitForURL("**/sign-in/own-key");
  assert.equal(await porter.page.locator("[name=sign_in]").count(), 0);
  await narrow(porter, "own-key-phone-es");
  await porter.page.fill("[name=passphrase]", passphrase);
  await porter.page.getByRole("button", { name: "Entrar" }).click();
  await porter.page.waitForURL("**/today");
  await porter.context.close();
});

test("another's account there does not open what is here", async () => {
  const stranger = await window(null);
  await stranger.page.goto(beginAt);
  await signInAtProvider(stranger, "stranger@riverside");
  backHome(stranger);
  await stranger.page.fill("[name=sign_in]", "porter");
  await stranger.page.fill("[name=passphrase]", passphrase);
  await stranger.page.getByRole("button", { name: "Sign in" }).click();
  await stranger.page.getByText("The name or the passphrase is not right.").first().waitFor();
  await stranger.context.close();
});

test("it changes its keys, to another kind", async () => {
  const port = new URL(provider.issuer).port;
  await provider.stop();
  await new Promise((done) => setTimeout(done, 31_000)); // how long we wait between looks for new keys
  provider = await startProvider("EdDSA", port);
  const nurse = await window("nurse");
  await nurse.page.goto(`${server.address}/account/provider`);
  await sound(nurse, "account-provider-none");
  await nurse.page.getByRole("button", { name: "Link my account" }).click();
  await signInAtProvider(nurse, "nurse@riverside");
  backHome(nurse);
  await nurse.page.waitForURL("**/account?done=provider");
  await sound(nurse, "account-provider-done");
  await nurse.page.goto(`${server.address}/organization/provider`);
  await nurse.page.getByLabel("Everybody must come from there").check();
  await nurse.page.getByRole("button", { name: "Save" }).click();
  await nurse.page.waitForURL("**/organization/provider?done=1");
  await nurse.context.close();
});

test("who must come from there is led there, and when it is down a calm page says what to do", async () => {
  const porter = await window(null);
  await porter.page.goto(`${server.address}/sign-in`);
  await porter.page.fill("[name=sign_in]", "porter");
  await porter.page.fill("[name=passphrase]", passphrase);
  await porter.page.click("main form[action='/sign-in'] button[type=submit]");
  await porter.page.waitForURL("**/sign-in/through/**");
  const there = await porter.page.getByRole("button", { name: /Go to your organization/ }).getAttribute("href");
  await provider.stop();
  const state = new URL(there).searchParams.get("state");
  await porter.page.goto(`${server.address}/sign-in/back/here?state=${state}&code=x&iss=${encodeURIComponent(provider.issuer)}`);
  await porter.page.getByText("It is not your fault, and nothing is lost.").waitFor();
  porter.trouble = porter.trouble.filter((one) => !/status of 503/.test(one));
  await sound(porter, "provider-down");
  await porter.context.close();
  provider = undefined;
});

// Fifty sign-ins at the same moment: the memory for unlocking stays bounded, a few wait their turn, the rest are told to
// try again, and whoever is in goes on meanwhile. NWD_FULL=1: at the cost of a real installation, 256 MiB a key.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { passphrase, startServer } from "../browser/harness.mjs";

const mebibytes = process.env.NWD_FULL === "1" ? 256 : 64;
const crowd = 50;

let server;
before(async () => {
  server = await startServer({ serve: ["--key-memory-mib", String(mebibytes)] });
});
after(() => server?.stop());

const peak = () => Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmHWM:\s+(\d+) kB/)[1]) / 1024;

const post = (path, body) =>
  fetch(`${server.address}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

test("memory is bounded, some wait, the rest hear that it is busy, and who is in goes on", async () => {
  const first = await post("/api/v1/sessions", { sign_in: "nurse", passphrase });
  assert.equal(first.status, 201);
  const { token } = await first.json();
  const before = peak();

  let answered = 0;
  let firstTurnedAway;
  const full = new Promise((done) => (firstTurnedAway = done));
  const answers = Array.from({ length: crowd }, async (_, i) => {
    const answer = await post("/api/v1/sessions", { sign_in: `somebody${i}`, passphrase: "not this one, not this one" });
    ++answered;
    if (answer.status === 503) firstTurnedAway();
    return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
  });
  await full;
  const me = await fetch(`${server.address}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(me.status, 200);
  assert.ok(answered < crowd, "whoever is in need not wait for the crowd");

  const told = await Promise.all(answers);
  const count = (status) => told.filter((one) => one.status === status).length;
  assert.equal(count(401) + count(503), crowd, JSON.stringify(told.map((one) => one.status)));
  assert.ok(count(401) >= 3, `only ${count(401)} had their turn`);
  assert.ok(count(503) >= 1);
  for (const one of told.filter((t) => t.status === 503)) {
    assert.equal(one.type, "application/problem+json");
    assert.match(one.body.detail, /again/);
  }
  const grown = peak() - before;
  assert.ok(grown <= 2 * mebibytes + 64, `${grown} MiB more than before`);
  assert.ok(grown >= mebibytes / 2, `${grown} MiB: was anything derived at all?`);
  console.log(`${count(401)} had their turn, ${count(503)} were told to try again, ${grown.toFixed(0)} MiB for two keys of ${mebibytes} MiB`);

  const later = await post("/api/v1/sessions", { sign_in: "nurse", passphrase });
  assert.equal(later.status, 201, "and afterwards there is room again");
});

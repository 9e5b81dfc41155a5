// kill -9 in the middle of intakes: whatever was acknowledged is there afterwards, and a request sent again by its
// Idempotency-Key is the same record. 200 rounds with NWD_FULL=1 (./test --full), 3 otherwise.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { freshDatabase, passphrase, program } from "../browser/harness.mjs";

const rounds = process.env.NWD_FULL === "1" ? 200 : 3;
const folder = mkdtempSync(join(tmpdir(), "nwd-killed-"));
const database = freshDatabase(folder);
const servers = new Set();
after(() => {
  for (const server of servers) server.kill("SIGKILL"); // whatever a failed test left
  database.drop();
  rmSync(folder, { recursive: true });
});

async function start() {
  const ready = join(folder, "ready");
  rmSync(ready, { force: true });
  const server = spawn(program, ["--config", join(folder, "nwd.conf"), "serve", "--port", "0", "--ready-file", ready], { stdio: "ignore" });
  servers.add(server);
  server.once("exit", () => servers.delete(server));
  while (!existsSync(ready)) {
    assert.equal(server.exitCode, null, "the server ended by itself");
    await new Promise((done) => setTimeout(done, 5));
  }
  const address = readFileSync(ready, "utf8").trim();
  const answer = await fetch(`${address}/api/v1/sessions`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ sign_in: "nurse", passphrase }) });
  assert.equal(answer.status, 201);
  return { server, address, token: (await answer.json()).token };
}

const post = async ({ address, token }, key) => {
  const answer = await fetch(`${address}/api/v1/intakes`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Idempotency-Key": key, "Content-Type": "application/json" },
    body: JSON.stringify({ facts: { needs: ["bed"] } }),
  });
  assert.equal(answer.status, 201);
  return (await answer.json()).id;
};

test(`${rounds} times kill -9 during intake`, async () => {
  execFileSync(program, ["--database", database.url, "--key-memory-mib", "8", "demo", "--data", folder, "--inventory", ""]);
  const acknowledged = new Map();
  let unknown = [];
  for (let round = 0; round < rounds; ++round) {
    const run = await start();
    // What was not answered last time is sent again; what was answered must be the same.
    for (const key of unknown) acknowledged.set(key, await post(run, key));
    for (const [key, id] of [...acknowledged].slice(-50)) assert.equal(await post(run, key), id, "another record for the same key");
    unknown = [];
    let stopped = false;
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let n = 0; !stopped; ++n) {
        const key = `round-${round}-${client}-${n}`;
        try {
          acknowledged.set(key, await post(run, key));
        } catch {
          unknown.push(key);
          return;
        }
      }
    });
    await new Promise((done) => setTimeout(done, 50 + Math.floor(Math.random() * 150)));
    run.server.kill("SIGKILL");
    await Promise.all(clients);
    stopped = true;
  }
  const run = await start();
  for (const key of unknown) acknowledged.set(key, await post(run, key));
  const ids = new Set(acknowledged.values());
  assert.equal(ids.size, acknowledged.size, "two keys share a record");
  for (const id of ids) {
    const answer = await fetch(`${run.address}/api/v1/cases/${id}`, { headers: { Authorization: `Bearer ${run.token}` } });
    assert.equal(answer.status, 200, "an acknowledged case is missing");
  }
  console.log(`${acknowledged.size} intakes acknowledged over ${rounds} kills, none missing, none twice`);
  const gone = new Promise((done) => run.server.once("exit", done));
  run.server.kill("SIGTERM");
  await gone;
  const look = JSON.parse(execFileSync(program, ["--config", join(folder, "nwd.conf"), "--json", "doctor"], { encoding: "utf8" }));
  assert.ok(look.find((f) => f.what === "integrity").ok);
});

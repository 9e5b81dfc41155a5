// The log's head is signed, goes to a witness elsewhere and comes back; a log that forks is not witnessed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { freshDatabase, program, root } from "../browser/harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "nwd-audit-"));
const database = freshDatabase(folder);
const twin = freshDatabase(folder, "twin.db");
after(() => {
  database.drop();
  twin.drop();
  rmSync(folder, { recursive: true });
});

const at = (name) => join(folder, name);
const logKey = at("log.key");
writeFileSync(at("phrase"), "seven violet teapots sing\n");

function nwdOn(url, words, input = "") {
  const run = spawnSync(program, ["--key-memory-mib", "8", "--database", url, "--audit-key", logKey, ...words], { encoding: "utf8", cwd: root, input });
  return { status: run.status, out: run.stdout, err: run.stderr };
}
const nwd = (...words) => nwdOn(database.url, words);
const found = (url, name) => {
  const run = nwdOn(url, ["init", "--organization", name, "--sign-in", name.toLowerCase(), "--region", "MN-500", "--passphrase-file", at("phrase")]);
  assert.equal(run.status, 0, run.err);
};
const witness = (input, ...words) =>
  nwdOn(database.url, ["audit", "witness", "--name", "auditor.example", "--key", at("eyes.key"), ...words], input);

let key = "";
let eyes = "";
const look = (request) => witness(request, "--log", key, "--state", at("seen"));

test("the log has a key of its own, in a file that its owner alone reads", () => {
  found(database.url, "House");
  key = nwd("audit", "key").out.trim();
  assert.match(key, /^nwd\/[0-9a-f]{16}\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/);
  assert.equal(nwd("audit", "key").out.trim(), key);
  assert.equal(statSync(logKey).mode & 0o777, 0o600);
  assert.ok(!readFileSync(logKey, "utf8").includes(key.split("+").slice(2).join("+")));
  chmodSync(logKey, 0o644);
  const open = nwd("audit", "key");
  assert.equal(open.status, 5);
  assert.match(open.err, /chmod 600/);
  chmodSync(logKey, 0o600);
});

test("before anything is signed, verify says what it cannot check", () => {
  const verified = JSON.parse(nwd("--json", "audit", "verify", "--log-key", key).out);
  assert.deepEqual(verified.findings, []);
  assert.equal(verified.covered, 0);
  assert.equal(verified.unchecked.length, 2);
  assert.equal(nwd("audit", "ask-witness").status, 4);
});

test("a witness checks the head, remembers it, and its signature comes back", () => {
  assert.equal(nwd("audit", "checkpoint").status, 0);
  eyes = witness("").out.trim();
  const seen = look(nwd("audit", "ask-witness").out);
  assert.equal(seen.status, 0, seen.err);
  assert.ok(existsSync(at("seen")));
  const kept = nwdOn(database.url, ["audit", "cosign", "--witness", eyes], seen.out);
  assert.equal(kept.status, 0, kept.err);
  const verified = JSON.parse(nwd("--json", "audit", "verify", "--log-key", key, "--witness", eyes).out);
  assert.equal(verified.witnessed, verified.entries);
  assert.deepEqual(verified.unchecked, []);
});

test("the next head is proved to go on from the one that was seen", () => {
  found(database.url, "Harbor");
  assert.equal(nwd("audit", "checkpoint").status, 0);
  assert.equal(look(nwd("audit", "ask-witness").out).status, 6, "it must say which size was seen last");
  const request = nwd("audit", "ask-witness", "--old", "1").out;
  const changed = look(request.replace(/^old 1$/m, "old 2"));
  assert.equal(changed.status, 6);
  assert.equal(look(request).status, 0);
  const proofs = JSON.parse(nwd("--json", "audit", "verify", "--from", "2", "--to", "2").out);
  assert.equal(proofs.inclusion.length, 1);
  assert.equal(proofs.consistency.from, 1);
});

test("a log with the same key and another past is not witnessed", () => {
  for (const name of ["House", "Harbour", "Third"]) found(twin.url, name);
  assert.equal(nwdOn(twin.url, ["audit", "checkpoint"]).status, 0);
  const forked = look(nwdOn(twin.url, ["audit", "ask-witness", "--old", "2"]).out);
  assert.equal(forked.status, 8);
  assert.match(forked.err, /not the one that was seen before/);
  const against = nwdOn(twin.url, ["audit", "verify", "--log-key", key, "--checkpoint", at("seen")]);
  assert.equal(against.status, 3);
  assert.match(against.out, /WRONG/);
});

test("what is no request, no key and no cosignature is said so", () => {
  assert.equal(look("old x\n\nnothing").status, 2);
  assert.equal(nwd("audit", "verify", "--log-key", "abc").status, 2);
  assert.equal(nwd("audit", "verify", "--from", "3", "--to", "1").status, 2);
  assert.equal(nwdOn(database.url, ["audit", "cosign", "--witness", eyes], "— auditor.example AAAA\n").status, 2);
});

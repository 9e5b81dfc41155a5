// The log's head is signed, goes to a witness elsewhere and comes back; a log that forks is not witnessed. What an entry says
// is sealed; a clock that is wrong by 400 days is found.
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

const on = (url) => ["--key-memory-mib", "8", "--database", url, "--audit-key", logKey, "--keyring", at(`keyring${url.replace(/\W+/g, "-")}`)];
function nwdOn(url, words, input = "") {
  const run = spawnSync(program, [...on(url), ...words], { encoding: "utf8", cwd: root, input });
  return { status: run.status, out: run.stdout, err: run.stderr };
}
const nwd = (...words) => nwdOn(database.url, words);
const json = (...words) => JSON.parse(nwd("--json", ...words).out);
// The program in another time: faketime's "+400d".
function nwdAt(time, url, ...words) {
  const run = spawnSync("faketime", ["-f", time, program, ...on(url), ...words], { encoding: "utf8", cwd: root });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

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

test("what an entry says is sealed, and opens for whom the organization lets", () => {
  const sealed = json("audit", "tail", "--limit", "1000");
  assert.ok(sealed.length > 1);
  assert.ok(sealed.every((entry) => entry.opened === false && entry.deed === undefined));
  assert.match(nwd("audit", "tail").out, /\(sealed\)/);

  const reader = nwd("audit", "reader-key", "--key", at("reader.key")).out.trim();
  assert.match(reader, /^nwd-reader\+/);
  assert.equal(statSync(at("reader.key")).mode & 0o777, 0o600);
  const asAdmin = ["--as", "house", "--as-passphrase-file", at("phrase")];
  assert.equal(nwd("audit", "reader-add", "--name", "auditor.example", "--key", "nonsense", ...asAdmin).status, 2);
  assert.equal(nwd("audit", "reader-add", "--name", "auditor.example", "--key", reader, ...asAdmin).status, 0);
  const added = nwd("user", "add", "--as", "house", "--as-passphrase-file", at("phrase"), "--sign-in", "otto", "--name", "Otto", "--role", "auditor", "--passphrase-file", at("phrase"));
  assert.equal(added.status, 0, added.err);

  const opened = json("audit", "tail", "--limit", "1000", "--reader-key", at("reader.key")).filter((entry) => entry.opened);
  assert.deepEqual(opened.map((entry) => entry.deed).sort(), ["member.add", "session.begin"]);
  const own = json("audit", "tail", "--limit", "1000", "--as", "otto", "--as-passphrase-file", at("phrase"));
  assert.equal(own[0].deed, "audit.read");
  assert.ok(own.some((entry) => entry.deed === "audit.reader_add"));
  assert.ok(own.some((entry) => !entry.opened), "the entries of Harbor are not House's");
  const administrator = nwd("audit", "tail", "--as", "house", "--as-passphrase-file", at("phrase"));
  assert.equal(administrator.status, 5);

  const readers = json("audit", "readers", ...asAdmin);
  assert.deepEqual(readers.map((one) => one.name), ["House", "auditor.example"]);
  assert.equal(nwd("audit", "reader-remove", "--name", "auditor.example", ...asAdmin).status, 0);
});

test("verify says how many entries it could open, and why not the others", () => {
  const blind = json("audit", "verify", "--log-key", key);
  assert.deepEqual(blind.findings, []);
  assert.equal(blind.opened, 0);
  const verified = json("audit", "verify", "--log-key", key, "--reader-key", at("reader.key"));
  assert.deepEqual(verified.findings, []);
  assert.ok(verified.opened >= 2);
  assert.equal(verified.opened + verified.not_opened.sealed_to_others, verified.entries);
  assert.ok(verified.unchecked.some((line) => /sealed to others/.test(line)));
});

test("a clock set forward or back by 400 days is found", () => {
  const ahead = freshDatabase(folder, "ahead.db");
  const behind = freshDatabase(folder, "behind.db");
  const add = (url, time, name) => {
    const run = nwdAt(time, url, "init", "--organization", name, "--sign-in", name.toLowerCase(), "--region", "MN-500", "--passphrase-file", at("phrase"));
    assert.equal(run.status, 0, run.err);
  };
  const faults = (url) => JSON.parse(nwdOn(url, ["--json", "audit", "verify"]).out).findings.map((one) => one.fault);
  try {
    add(ahead.url, "+0d", "First");
    assert.deepEqual(faults(ahead.url), []);
    add(ahead.url, "+400d", "Second");
    assert.deepEqual(faults(ahead.url), ["clock_forward"]);
    add(ahead.url, "+0d", "Third");
    assert.deepEqual(faults(ahead.url), ["clock_forward", "clock_back"]);
    add(behind.url, "+0d", "First");
    add(behind.url, "-400d", "Second");
    assert.deepEqual(faults(behind.url), ["clock_back"]);
  } finally {
    ahead.drop();
    behind.drop();
  }
});

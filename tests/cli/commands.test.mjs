// The command line as an administrator uses it: every command, its exit status, and what it says when something is wrong.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { freshDatabase, program, root } from "../browser/harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "nwd-cli-"));
const database = freshDatabase(folder);
const other = freshDatabase(folder, "other.db");
const older = freshDatabase(folder, "older.db");
after(() => {
  database.drop();
  other.drop();
  older.drop();
  rmSync(folder, { recursive: true });
});

function nwd(...words) {
  const run = spawnSync(program, ["--key-memory-mib", "8", "--database", database.url, "--keyring", join(folder, "keyring"), ...words], { encoding: "utf8", cwd: root });
  return { status: run.status, out: run.stdout, err: run.stderr };
}
const secret = (name, text) => {
  writeFileSync(join(folder, name), `${text}\n`);
  return join(folder, name);
};
const admin = secret("admin", "seven violet teapots sing");
const worker = secret("worker", "an orange bicycle at dawn");

test("an empty database says what to do", () => {
  const run = nwd("audit", "tail");
  assert.equal(run.status, 4);
  assert.match(run.err, /nwd init/);
});

test("init founds an organization; a weak passphrase is told field by field", () => {
  const weak = nwd("init", "--organization", "House", "--region", "MN-500", "--passphrase-file", secret("weak", "short"));
  assert.equal(weak.status, 2);
  assert.match(weak.err, /passphrase: 15 characters/);
  const run = nwd("init", "--organization", "House", "--region", "MN-500", "--passphrase-file", admin);
  assert.equal(run.status, 0, run.err);
  assert.equal(nwd("init", "--organization", "Other", "--region", "MN-500", "--passphrase-file", admin).status, 6);
});

test("members are added by an administrator alone, listed, and let go", () => {
  const as = ["--as", "admin", "--as-passphrase-file", admin];
  const add = (...more) => nwd("user", "add", ...more, "--sign-in", "ana", "--name", "Ana", "--role", "caseworker", "--passphrase-file", worker);
  assert.equal(add("--as", "admin", "--as-passphrase-file", worker).status, 5);
  assert.equal(add(...as).status, 0);
  assert.equal(add(...as).status, 6);
  const listed = JSON.parse(nwd("--json", "user", "list", ...as).out);
  assert.deepEqual(listed.map((m) => m.sign_in), ["admin", "ana"]);
  assert.equal(nwd("user", "add", "--as", "ana", "--as-passphrase-file", worker, "--sign-in", "ben", "--name", "Ben", "--role", "caseworker", "--passphrase-file", worker).status, 5);
  assert.equal(nwd("user", "deactivate", ...as, "--sign-in", "ana").status, 0);
  assert.equal(nwd("user", "list", "--as", "ana", "--as-passphrase-file", worker).status, 5);
});

test("a second step is asked of everybody from a day on, and of nobody any more", () => {
  const as = ["--as", "admin", "--as-passphrase-file", admin];
  assert.match(nwd("user", "second-step", ...as).out, /asked of nobody/);
  assert.equal(nwd("user", "second-step", ...as, "--from", "tomorrow").status, 2);
  const asked = JSON.parse(nwd("--json", "user", "second-step", ...as, "--from", "2199-02-01").out);
  assert.match(asked.since, /^2199-02-01T0[56]:00:00Z$/);
  assert.match(nwd("user", "second-step", ...as).out, /from 2199-02-01 on/);
  assert.deepEqual(JSON.parse(nwd("--json", "user", "list", ...as).out).map((m) => m.second_factor), [false, false]);
  assert.match(nwd("user", "second-step", ...as, "--stop").out, /asked of nobody/);
  assert.notEqual(nwd("user", "second-step", ...as, "--stop", "--from", "2199-02-01").status, 0);
});

test("whoever must set up a second step first does so at the pages", () => {
  const third = freshDatabase(folder, "third.db");
  const there = (...words) => spawnSync(program, ["--key-memory-mib", "8", "--database", third.url, "--keyring", join(folder, "third-keyring"), ...words], { encoding: "utf8", cwd: root });
  const as = ["--as", "admin", "--as-passphrase-file", admin];
  assert.equal(there("init", "--organization", "House", "--region", "MN-500", "--passphrase-file", admin).status, 0);
  assert.equal(there("user", "second-step", ...as, "--from", "2020-01-01").status, 0);
  const refused = there("user", "second-step", ...as, "--stop");
  assert.equal(refused.status, 5);
  assert.match(refused.stderr, /at the pages/);
  third.drop();
});

test("a directory is imported once, exported, and validates", () => {
  const first = JSON.parse(nwd("--json", "directory", "import", "data/hud_hic_2014.csv.gz").out);
  assert.equal(first.services, 23587);
  const again = JSON.parse(nwd("--json", "directory", "import", "data/hud_hic_2014.csv.gz").out);
  assert.equal(again.added + again.changed, 0);
  const file = join(folder, "directory.json");
  assert.equal(nwd("directory", "export", file).status, 0);
  assert.ok(JSON.parse(readFileSync(file, "utf8")).length > 9000);
  const unknown = nwd("directory", "import", "README.md");
  assert.equal(unknown.status, 2);
  assert.match(unknown.err, /--format/);
});

test("a charter is checked and explained; a broken one ends with 3", () => {
  assert.equal(nwd("charter", "check", "us-mn-safe-harbor").status, 0);
  const broken = secret("broken.charter", "charter X \"x\"\nrule ONE cites NOTHING: owed housing");
  const run = nwd("charter", "check", broken);
  assert.equal(run.status, 3);
  assert.match(run.err, /NOTHING/);
  const why = nwd("charter", "explain", "us-mn-safe-harbor", "--person", "born 2010-03-05, identified 2026-05-02, exploitation is sexual, needs housing always");
  assert.equal(why.status, 0, why.err);
  assert.match(why.out, /260C\.007 subd\. 31/);
  assert.equal(nwd("charter", "check", "no-such-charter").status, 4);
});

test("a charter is written in the one layout, or left as it is", () => {
  const file = secret("draft.charter", "charter X \"x\"   # mine\nsource   ONE \"One\" in force from 2020-01-01\nrule R cites ONE: owed housing\n  while needs\n");
  assert.equal(nwd("charter", "format", "--check", file).status, 3);
  assert.equal(nwd("charter", "format", file).status, 0);
  assert.match(readFileSync(file, "utf8"), /^source ONE "One"/m);
  assert.match(readFileSync(file, "utf8"), /# mine/);
  assert.equal(nwd("charter", "format", "--check", file).status, 0);
  const broken = secret("no.charter", "rule rule rule");
  assert.equal(nwd("charter", "format", broken).status, 2);
  assert.equal(readFileSync(broken, "utf8").trim(), "rule rule rule");
});

test("a charter is proved, with a person for each standard it fails", () => {
  const text = nwd("charter", "prove", "us-mn-safe-harbor");
  assert.equal(text.status, 3, text.err);
  assert.match(text.out, /holds +S1 /);
  assert.match(text.out, /fails +S8 [^]*On \d+ \w+ \d{4} a person born/);
  const verdicts = JSON.parse(nwd("charter", "prove", "us-mn-safe-harbor", "--json").out);
  assert.ok(verdicts);
  const sarif = JSON.parse(nwd("charter", "prove", "us-mn-safe-harbor", "--format", "sarif").out);
  assert.equal(sarif.version, "2.1.0");
  assert.match(nwd("charter", "prove", "us-mn-safe-harbor", "--format", "html").out, /^<!doctype html>/i);
  assert.equal(nwd("charter", "prove", "us-mn-safe-harbor", "--as-of", "yesterday").status, 2);
});

test("two charters are compared by meaning, with a person who gains or loses", () => {
  const same = nwd("charter", "diff", "model", "model");
  assert.equal(same.status, 0, same.err);
  assert.match(same.out, /The two owe the same: proved\./);
  const times = ["charter", "diff", "us-mn-safe-harbor", "us-mn-safe-harbor", "--as-of", "2015-01-01"];
  const grown = nwd(...times, "--as-of-after", "2017-01-01");
  assert.equal(grown.status, 3, grown.err);
  assert.match(grown.out, /^gains {2}case management, housing, /m);
  assert.match(grown.out, /Before: MN-2 stops at `minor`; after: MN-2\./);
  const json = JSON.parse(nwd(...times, "--as-of-after", "2017-01-01", "--json").out);
  assert.equal(json.outcome, "different");
  assert.match(nwd(...times, "--format", "html").out, /^<!doctype html>/i);
  assert.equal(nwd("charter", "diff", "model", "model", "--as-of-after", "2017-01-01").status, 2);
});

test("a population runs through a charter; what cannot be true is set aside and told", () => {
  const people = secret(
    "people.csv",
    "person,region,born,identified,recovered,exploitation,needs housing\n" +
      "a-1,north,2010-02-28,2026-05-01,never,sexual,always\n" +
      "a-2,north,2010-02-30,2026-05-01,never,sexual,always\n",
  );
  const run = nwd("charter", "run", "us-mn-safe-harbor", people);
  assert.equal(run.status, 3);
  assert.match(run.out, /a-1,owed,housing > emergency,certain,2026-05-01,2035-02-28/);
  assert.match(run.err, /line 3/);
  assert.ok(!run.err.includes("2010-02-30"), "what stands in a row is not repeated");
  const span = ["--from", "2026-05-01", "--until", "2026-06-01"];
  const total = nwd("charter", "total", "us-mn-safe-harbor", people, ...span, "--price", "housing > emergency=10.50");
  assert.match(total.out, /owed,owed,housing > emergency,2026-05-01,2026-06-01,all,all,1,31,1,31,325\.50,325\.50/);
  const same = nwd("charter", "compare", "us-mn-safe-harbor", "us-mn-safe-harbor", people, ...span);
  assert.ok(!/^(gained|lost),/m.test(same.out), same.out);
  assert.equal(nwd("charter", "total", "us-mn-safe-harbor", people, ...span, "--price", "bed").status, 2);
  assert.equal(nwd("charter", "run", "us-mn-safe-harbor", join(folder, "nobody.csv")).status, 4);
});

test("a backup is restored elsewhere, with everything in it", () => {
  const pass = secret("backup-pass", "a phrase for the backup");
  const file = join(folder, "monday.backup");
  assert.equal(nwd("backup", file, "--passphrase-file", pass).status, 0);
  assert.equal(nwd("backup", file, "--passphrase-file", pass).status, 6);
  const into = ["--database", other.url, "--keyring", join(folder, "other-keyring"), "--key-memory-mib", "8"];
  const restore = (phrase) => spawnSync(program, [...into, "restore", file, "--keyring-from", `${file}-keyring`, "--passphrase-file", phrase], { encoding: "utf8" });
  assert.equal(restore(admin).status, 5);
  const done = restore(pass);
  assert.equal(done.status, 0, done.stderr);
  const list = execFileSync(program, [...into, "--json", "user", "list", "--as", "admin", "--as-passphrase-file", admin], { encoding: "utf8" });
  assert.equal(JSON.parse(list).length, 2);
  assert.equal(restore(pass).status, 6);
});

test("an older backup beside the present keyring lets nobody back in who was sent away since", () => {
  const as = ["--as", "admin", "--as-passphrase-file", admin];
  const pass = secret("tuesday-pass", "a phrase for the backup");
  const file = join(folder, "tuesday.backup");
  assert.equal(nwd("user", "add", ...as, "--sign-in", "cem", "--name", "Cem", "--role", "administrator", "--passphrase-file", worker).status, 0);
  assert.equal(nwd("backup", file, "--passphrase-file", pass).status, 0);
  const gone = nwd("user", "deactivate", ...as, "--sign-in", "cem");
  assert.match(gone.out, /new key/);
  const into = ["--database", older.url, "--key-memory-mib", "8", "--keyring", join(folder, "keyring")];
  const run = (...words) => spawnSync(program, [...into, ...words], { encoding: "utf8" });
  const restored = run("restore", file, "--passphrase-file", pass);
  assert.equal(restored.status, 0, restored.stderr);
  assert.match(restored.stdout, /stays as it is/);
  assert.equal(run("user", "list", ...as).status, 0);
  const cem = run("user", "list", "--as", "cem", "--as-passphrase-file", worker);
  assert.notEqual(cem.status, 0);
  assert.match(cem.stderr, /was destroyed/);
  const without = spawnSync(program, ["--database", older.url, "--keyring", join(folder, "nowhere"), "--json", "doctor"], { encoding: "utf8" });
  assert.equal(without.status, 3);
  assert.equal(JSON.parse(without.stdout).find((f) => f.what === "keyring").ok, false);
});

test("doctor looks, audit tells, help and completion explain", () => {
  const found = JSON.parse(nwd("--json", "doctor").out);
  assert.ok(found.find((f) => f.what === "schema").ok);
  assert.ok(found.find((f) => f.what === "integrity").ok);
  assert.ok(found.find((f) => f.what === "keyring").ok);
  const entries = JSON.parse(nwd("--json", "audit", "tail", "--limit", "5").out);
  assert.ok(entries.length === 5 && entries[0].sequence > entries[4].sequence);
  assert.match(nwd("help", "user", "add").out, /--role/);
  assert.match(nwd("help", "exit-status").out, /3 {2}it ran, and found something/);
  assert.equal(nwd("help", "nonsense").status, 2);
  assert.equal(nwd("nonsense").status, 2);
  assert.match(nwd("--version").out, /^nwd \d/);
  const script = nwd("completion", "bash").out;
  assert.equal(spawnSync("bash", ["-n"], { input: script }).status, 0);
  assert.match(nwd("man").out, /^\.TH NWD 1/);
});

test("a database of another program is left alone", () => {
  const letter = secret("letter.db", "Dear reader, ".repeat(500));
  const before = readFileSync(letter);
  const run = spawnSync(program, ["--database", `sqlite:${letter}`, "doctor"], { encoding: "utf8" });
  assert.equal(run.status, 3);
  assert.match(run.stdout, /not a database of nwd/);
  assert.deepEqual(readFileSync(letter), before);
});

test("a password in a URL, TLS halves and an open address are turned away before anything starts", () => {
  assert.match(spawnSync(program, ["--database", "postgresql://u:secret@localhost/x", "doctor"], { encoding: "utf8" }).stdout, /pgpass/);
  assert.match(nwd("serve", "--tls-certificate", "x").err, /both/);
  const open = nwd("serve", "--address", "0.0.0.0");
  assert.equal(open.status, 2);
  assert.match(open.err, /Without TLS/);
});

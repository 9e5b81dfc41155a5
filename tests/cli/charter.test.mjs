// The commands over charters that need no installation: worked examples, and where the results of a population go.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { program, root } from "../browser/harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "nwd-charter-"));
after(() => rmSync(folder, { recursive: true }));

function nwd(...words) {
  const run = spawnSync(program, words, { encoding: "utf8", cwd: root });
  return { status: run.status, out: run.stdout, err: run.stderr };
}
const file = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const law = `charter X "X"
source ACT "Act 7" in force from 2020-01-01
fund SH "Shelter fund" pays 125.50 USD a day for emergency
rule X-1 cites ACT: owed housing > emergency, education start identified, for 30 days, while needs, funded SH
`;
const example = (title, until) =>
  `example "${title}" given identified 2026-01-01, needs education always then owed education [2026-01-01, ${until})\n`;
const people = "person,identified,needs housing > emergency,needs education\na,2026-01-01,always,2026-01-01/2026-01-03\n";
const january = ["--from", "2026-01-01", "--until", "2026-02-01"];

test("examples are run by name, over several charters; a difference is explained and ends with 3", () => {
  const right = file("right.charter", law + example("thirty days", "2026-01-31"));
  const wrong = file("wrong.charter", law + example("thirty days", "2026-01-31") + example("forty days", "2026-02-10"));
  const none = file("none.charter", law);
  const good = nwd("charter", "test", right, none);
  assert.equal(good.status, 0, good.err);
  assert.match(good.out, /ok +thirty days/);
  assert.match(good.out, /1 of 1 examples hold\./);
  assert.match(good.err, /warning: .*none\.charter has no examples/);
  const bad = nwd("charter", "test", right, wrong);
  assert.equal(bad.status, 3);
  assert.match(bad.out, /differs +forty days\n.*expected \[2026-01-01, 2026-02-10\), the charter gives \[2026-01-01, 2026-01-31\)/);
  assert.match(bad.out, /2026-01-31: `identified` is 2026-01-01, for `until for 30 days` of X-1/);
  assert.match(bad.out, /2 of 3 examples hold\./);
  const json = JSON.parse(nwd("charter", "test", "--json", right, wrong).out);
  assert.deepEqual([json.examples, json.hold], [3, 2]);
  assert.deepEqual(json.files[1].examples[1].differences[0].got.certain, [["2026-01-01", "2026-01-31"]]);
  const broken = nwd("charter", "test", file("broken.charter", "rule rule"), right);
  assert.equal(broken.status, 3);
  assert.match(broken.out, /1 of 1 examples hold\./);
});

test("a population is not written over by its own results, and a run that fails leaves what was there", () => {
  const charter = file("law.charter", law);
  const input = file("people.csv", people);
  const same = nwd("charter", "run", charter, input, "--out", join(folder, ".", "people.csv"));
  assert.equal(same.status, 2);
  assert.match(same.err, /one file/);
  assert.equal(readFileSync(input, "utf8"), people);
  const out = file("owed.csv", "from before\n");
  assert.equal(nwd("charter", "run", charter, file("twice.csv", "person,person\na,b\n"), "--out", out).status, 2);
  assert.equal(readFileSync(out, "utf8"), "from before\n");
  assert.equal(nwd("charter", "run", charter, input, "--out", out).status, 0);
  assert.match(readFileSync(out, "utf8"), /^person,right,.*\na,owed,housing > emergency,certain,2026-01-01,2026-01-31\n/);
  assert.ok(!readdirSync(folder).some((name) => name.includes(".new")));
  assert.equal(nwd("charter", "run", charter, input, "--out", "/dev/null").status, 0);
});

test("what a fund pays is added up, and what has no price is said", () => {
  const total = nwd("charter", "total", file("law.charter", law), file("people.csv", people), ...january);
  assert.equal(total.status, 0, total.err);
  assert.match(total.out, /owed,paid,housing > emergency,2026-01-01,2026-02-01,all,all,1,30,1,30,SH,125\.50,USD,3765\.00,3765\.00/);
  assert.match(total.err, /SH owed: 3765\.00 USD for certain/);
  assert.match(total.err, /no price: SH pays for education on 2 days/);
  const json = JSON.parse(nwd("charter", "total", "--json", join(folder, "law.charter"), join(folder, "people.csv"), ...january).out);
  assert.ok(json.rows.some((row) => row.fund === "SH" && row.certain_cost === "3765.00"));
  const asked = nwd("charter", "total", join(folder, "law.charter"), join(folder, "people.csv"), ...january, "--price", "education=1.00");
  assert.equal(asked.status, 2);
});

test("totals and comparisons read columns as well as CSV", () => {
  const charter = file("law.charter", law);
  const day = (number) => Buffer.from(Int32Array.of(number).buffer);
  const name = (text) => Buffer.concat([Buffer.from(Uint16Array.of(text.length).buffer), Buffer.from(text)]);
  const column = (text) => Buffer.concat([name(text), Buffer.of(1)]);
  const count = (n) => Buffer.from(Uint32Array.of(n).buffer);
  const names = ["identified", "needs housing > emergency 1 from", "needs housing > emergency 1 until"];
  const columns = Buffer.concat([
    Buffer.from("NWDPOP1\n"), count(names.length), ...names.map(column),
    count(1), day(20454), day(-1073741824), day(1073741823), count(0),
  ]);
  writeFileSync(join(folder, "people.columns"), columns);
  const total = nwd("charter", "total", charter, join(folder, "people.columns"), ...january);
  assert.equal(total.status, 0, total.err);
  assert.match(total.out, /owed,owed,housing > emergency,2026-01-01,2026-02-01,all,all,1,30,1,30/);
  const compared = nwd("charter", "compare", charter, charter, join(folder, "people.columns"), ...january);
  assert.match(compared.out, /after,owed,housing > emergency,2026-01-01,2026-02-01,all,all,1,30,1,30/);
});

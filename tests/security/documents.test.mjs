// What docs/security/ says is shown by tests that are there, and the table of the ASVS is whole.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { current, evidence, exists, requirements, sections, written } from "../../tools/asvs.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const pages = readdirSync(new URL("docs/security", root)).filter((name) => name.endsWith(".md"));
const below = (folder, endings) => readdirSync(new URL(folder, root), { recursive: true })
  .filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => `${folder}/${name}`);

test("levels 1 and 2 of ASVS 5.0.0 are 70 and 183 requirements, each once, each in a section with a title", () => {
  const all = requirements();
  const count = (level) => all.filter((r) => r.level === level).length;
  assert.deepEqual([count(1), count(2), all.length], [70, 183, 253]);
  assert.equal(new Set(all.map((r) => r.id)).size, 253);
  const titles = sections();
  for (const { id } of all) assert.ok(titles.has(id.split(".").slice(0, 2).join(".")) && titles.has(id.split(".")[0]), id);
});

test("each requirement has a line, and nothing else has one", () => {
  assert.deepEqual([...evidence().keys()], requirements().map((r) => r.id), "in the order of the standard");
});

test("what is met names what shows it; tests, files and symbols are there", () => {
  for (const [id, said] of evidence()) {
    if (said.state === "met") assert.ok(said.evidence.length > 0, `${id} is met, but by what?`);
    for (const name of said.evidence) assert.ok(exists(name), `${id} names ${name}, which is not there`);
  }
});

test("a name that is not there is noticed", () => {
  assert.ok(exists("Envelope.OpensToWhatWasSealed") && exists("Envelope.Opens*") && exists("tools/asvs.mjs:exists(name)"));
  for (const name of ["Envelope.OpensToNothing", "Envelope.Shuts*", "tools/asvs.mjs:no such symbol\u0000", "src/nowhere.cpp"])
    assert.ok(!exists(name), name);
});

test("the page of the ASVS is what the tool writes", () => {
  assert.equal(current(), written(), "run: node tools/asvs.mjs");
});

test("every test and file that a page of docs/security names is there", () => {
  let names = 0;
  for (const page of pages) {
    for (const [, name] of read(`docs/security/${page}`).matchAll(/`([^`\n]+)`/g)) {
      const isTest = /^[A-Z]\w*\.([A-Z]\w*\*?|\*)$/.test(name);
      const isFile = /^(src|tests|docs|web|fuzz|tools|packaging|data|cmake)\//.test(name);
      if (!isTest && !isFile) continue;
      ++names;
      assert.ok(exists(name.replace(/\.\*$/, ".A*")) || (name.endsWith(".*") && suiteIsThere(name)), `${page} names ${name}`);
    }
  }
  assert.ok(names > 100, `${names} names only`);
});
function suiteIsThere(name) {
  return "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").some((letter) => exists(name.replace(/\*$/, `${letter}*`)));
}

test("the index of the folder leads to each of its pages", () => {
  const index = read("docs/security/README.md");
  for (const page of pages) if (page !== "README.md") assert.ok(index.includes(`(${page})`), page);
  for (const page of pages)
    for (const [, link] of read(`docs/security/${page}`).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
      assert.ok(existsSync(new URL(`docs/security/${link}`, root)), `${page} leads to ${link}`);
});

test("each adversary has what they get, what they do not get, and a test for it", () => {
  const lines = read("docs/security/adversaries.md").split("\n").filter((line) => line.startsWith("| **"));
  const who = ["thief of the database", "thief of a backup", "operator", "writer without a key", "another organization",
    "own organization", "phished", "beside the person", "network", "guess", "door shut", "left"];
  for (const word of who) {
    const line = lines.find((l) => l.split("|")[1].includes(word));
    assert.ok(line, `nothing is said of: ${word}`);
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    assert.equal(cells.length, 4, line);
    assert.ok(cells.every((cell) => cell.length > 3), line);
    assert.match(cells[3], /`[A-Z]\w*\.[A-Z]\w*\*?`|`tests\//, `${word}: no test`);
  }
});

test("the program starts no other program, runs no code of its input, and matches no pattern made of it", () => {
  const hands = /\b(popen|system|execv[pe]*|execl[pe]*|posix_spawnp?)\s*\(|std::(regex|wregex)\b/;
  for (const file of below("src", [".cpp", ".h"]).filter((name) => !name.endsWith("_test.cpp")))
    assert.doesNotMatch(read(file), hands, file);
  const scripts = /\beval\s*\(|new Function\b|new RegExp\b|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|addEventListener\("message"|localStorage|sessionStorage|indexedDB/;
  for (const file of below("web/scripts", [".ts"])) assert.doesNotMatch(read(file), scripts, file);
});

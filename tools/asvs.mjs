// Writes docs/security/asvs.md: each requirement of OWASP ASVS 5.0.0, levels 1 and 2 (data/asvs/), with what
// docs/security/asvs-evidence.txt says of it. Run: node tools/asvs.mjs
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const page = "docs/security/asvs.md";
const states = ["met", "not met", "not applicable"];

const unquoted = (text) => text.replace(/^"(.*)"$/, "$1");
const rows = (path) => read(path).trim().split("\n").slice(1);

export function sections() {
  return new Map(rows("data/asvs/sections.csv").map((row) => {
    const comma = row.indexOf(",");
    return [row.slice(0, comma), unquoted(row.slice(comma + 1))];
  }));
}

export function requirements() {
  return rows("data/asvs/requirements.csv").map((row) => {
    const [, id, level, asks] = row.match(/^([^,]+),([^,]+),(.*)$/);
    return { id, level: Number(level), asks: unquoted(asks) };
  });
}

// ID | state | one sentence | evidence; evidence
export function evidence() {
  const said = new Map();
  for (const line of read("docs/security/asvs-evidence.txt").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [id, state, why, names, more] = line.split(" | ");
    if (!states.includes(state) || !why || more !== undefined) throw new Error(`asvs-evidence.txt: ${line}`);
    if (said.has(id)) throw new Error(`asvs-evidence.txt says ${id} twice`);
    said.set(id, { state, why, evidence: names ? names.split("; ") : [] });
  }
  return said;
}

// --- what evidence names ---

function filesBelow(folder, ending) {
  return readdirSync(new URL(folder, root), { recursive: true })
    .filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}

let known;
function googleTests() {
  if (known) return known;
  known = new Set();
  const names = /^(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\((\w+),\s*(\w+)/gm;
  for (const file of [...filesBelow("src", "_test.cpp"), ...filesBelow("tests", "_test.cpp")])
    for (const [, suite, name] of read(file).matchAll(names)) known.add(`${suite}.${name}`);
  return known;
}

// "Suite.Name" (a trailing * stands for what follows), or "path:text in that file".
export function exists(name) {
  if (/^[A-Z]\w*\.[A-Z]\w*\*?$/.test(name)) {
    if (!name.endsWith("*")) return googleTests().has(name);
    return [...googleTests()].some((test) => test.startsWith(name.slice(0, -1)));
  }
  const colon = name.indexOf(":");
  const path = colon < 0 ? name : name.slice(0, colon);
  if (!existsSync(new URL(path, root))) return false;
  return colon < 0 || read(path).includes(name.slice(colon + 1));
}

// --- the page ---

const anchors = { met: "met", "not met": "**not met**", "not applicable": "not applicable" };

function tally(list, said) {
  const of = (state, level) => list.filter((r) => said.get(r.id)?.state === state && (!level || r.level === level)).length;
  const line = (name, level) => `| ${name} | ${states.map((state) => of(state, level)).join(" | ")} |`;
  return ["| | met | not met | not applicable |", "|---|---|---|---|", line("level 1", 1), line("level 2", 2), line("both", 0)];
}

const chapterOf = (id) => id.split(".")[0];
const sectionOf = (id) => id.split(".").slice(0, 2).join(".");

export function written() {
  const titles = sections();
  const list = requirements();
  const said = evidence();
  const out = [
    "# OWASP ASVS 5.0.0, levels 1 and 2",
    "",
    "Written by `node tools/asvs.mjs` from `docs/security/asvs-evidence.txt`: change that one. A test fails when a requirement",
    "has no line, when a test, file or symbol named here is not there, or when this page is another than the tool writes.",
    "Nobody outside the project has looked at it. Numbers, levels and titles are OWASP's ([source and licence](../../data/asvs/SOURCE.md));",
    "what is asked is said in our words.",
    "",
    ...tally(list, said),
    "",
    "## Not met",
    "",
    "| | asked | why not |",
    "|---|---|---|",
    ...list.filter((r) => said.get(r.id)?.state === "not met").map((r) => `| ${r.id} (L${r.level}) | ${r.asks} | ${said.get(r.id).why} |`),
  ];
  let chapter, section;
  for (const r of list) {
    if (chapterOf(r.id) !== chapter) out.push("", `## ${(chapter = chapterOf(r.id))} ${titles.get(chapter)}`);
    if (sectionOf(r.id) !== section)
      out.push("", `### ${(section = sectionOf(r.id))} ${titles.get(section)}`, "", "| | asked | | how | evidence |", "|---|---|---|---|---|");
    const s = said.get(r.id) ?? { state: "not met", why: "nothing is said", evidence: [] };
    const names = s.evidence.map((name) => `\`${name}\``).join("<br>");
    out.push(`| ${r.id} (L${r.level}) | ${r.asks} | ${anchors[s.state]} | ${s.why} | ${names} |`);
  }
  return out.join("\n") + "\n";
}

export const current = () => read(page);
if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(new URL(page, root), written());
  console.log(tally(requirements(), evidence()).join("\n"));
}

// The TextMate grammar, by the engine that editors use, against what the program's own lexer says of every charter.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import lsp from "vscode-languageserver-protocol/node.js";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.NWD ?? join(root, "build/release/src/nwd");
const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
const grammarFile = join(root, "editors/charter.tmLanguage.json");

let grammar;
let server;
let connection;
let legend;

before(async () => {
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile),
  });
  grammar = await registry.loadGrammar("source.charter");
  server = spawn(program, ["charter", "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
  connection.listen();
  const initialized = await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  legend = initialized.capabilities.semanticTokensProvider.legend.tokenTypes;
  await connection.sendNotification("initialized", {});
});
after(() => {
  connection.dispose();
  server.kill();
});

// The scopes of each character, line by line.
function scopes(text) {
  let stack = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    const of = [];
    for (const token of tokens) for (let i = token.startIndex; i < token.endIndex; ++i) of[i] = token.scopes;
    return of;
  });
}

// What the program's lexer and checker say: { line, from, to, type }.
async function parts(text) {
  const uri = "file:///text.charter";
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "charter", version: 1, text } });
  const { data } = await connection.sendRequest("textDocument/semanticTokens/full", { textDocument: { uri } });
  const out = [];
  let line = 0;
  let from = 0;
  for (let i = 0; i < data.length; i += 5) {
    line += data[i];
    from = data[i] > 0 ? data[i + 1] : from + data[i + 1];
    out.push({ line, from, to: from + data[i + 2], type: legend[data[i + 3]] });
  }
  return out;
}

const wanted = { keyword: /^keyword\./, string: /^string\./, number: /^constant\./, comment: /^comment\./ };
// Names of immunities and parameters may hold small words: "prosecution for prostitution", "age of majority".
wanted.event = wanted.parameter = /^(variable|entity\.name|keyword\.(other|control))\b/;
const name = /^(variable|entity\.name|constant\.numeric)\b/;

// `whole`: every character that is no blank belongs to something.
async function agrees(text, file, whole = true) {
  const lines = text.split("\n");
  const found = scopes(text);
  const counts = {};
  for (const { line, from, to, type } of await parts(text)) {
    counts[type] = (counts[type] ?? 0) + 1;
    for (let at = from; at < to; ++at) {
      const scope = found[line][at]?.at(-1) ?? "nothing";
      const told = `${file}:${line + 1}:${at + 1}: ${lines[line].slice(from, to)} is ${type}, coloured ${scope}`;
      if (/\s/.test(lines[line][at]) && type !== "string" && type !== "comment") continue;
      assert.match(scope, wanted[type] ?? name, told);
    }
  }
  for (const [number, line] of lines.entries())
    for (let at = 0; at < line.length; ++at) {
      const all = found[number][at];
      const place = `${file}:${number + 1}:${at + 1}: ${line[at]}`;
      assert.ok(all.every((scope) => !scope.includes("invalid")), place);
      if (whole && /\S/.test(line[at])) assert.ok(all.length > 1, `${place} has no scope`);
    }
  return counts;
}

test("the grammar agrees with the lexer on every charter", async () => {
  const files = ["charters", "standards"].flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)));
  const all = {};
  for (const file of files) {
    const counts = await agrees(readFileSync(join(root, file), "utf8"), file);
    for (const [type, n] of Object.entries(counts)) all[type] = (all[type] ?? 0) + n;
  }
  for (const type of ["keyword", "string", "number", "comment", "type", "variable", "class", "namespace"]) assert.ok(all[type] > 50, `${type}: ${all[type]}`);
});

test("every word of the lexer is a keyword, and only as a whole word", async () => {
  const source = readFileSync(join(root, "src/charter/token.cpp"), "utf8");
  const words = [...source.matchAll(/\{"([a-z]+)", Word::/g)].map((match) => match[1]);
  assert.ok(words.length >= 59);
  for (const word of words) {
    for (const line of [word, ` ${word} x`, `(${word})`, `2${word}`, `${word}-`]) {
      const at = line.indexOf(word);
      for (let i = at; i < at + word.length; ++i) assert.match(scopes(line)[0][i].at(-1), /^keyword\./, line);
    }
    for (const line of [`x${word}`, `${word}x`, `${word}-x`, `${word}'s`, `${word}_`, `ö${word}`, `${word}ö`, `${word}1`])
      assert.match(scopes(line)[0][0].at(-1), /^variable\./, line);
  }
});

test("what is not finished is coloured as far as it goes", async () => {
  await agrees('rule X cites: owed "not closed\nstate = 2014-\n# end\n$$$ "x" 2014-01-01', "broken", false);
  assert.match(scopes('fund F "open # text')[0].at(-1).at(-1), /^string\./);
});

test("the extension for VS Code names files that are there", () => {
  const folder = join(root, "editors/vscode");
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const [language] = manifest.contributes.languages;
  JSON.parse(readFileSync(join(folder, language.configuration), "utf8"));
  const [use] = manifest.contributes.grammars;
  assert.equal(use.language, language.id);
  assert.equal(JSON.parse(readFileSync(join(folder, use.path), "utf8")).scopeName, use.scopeName);
  assert.deepEqual(language.extensions, [".charter"]);
});

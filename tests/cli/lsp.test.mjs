// `nwd charter lsp` as an editor uses it: a session of a real client library over standard input and output.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import lsp from "vscode-languageserver-protocol/node.js";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.NWD ?? join(root, "build/release/src/nwd");
const folder = mkdtempSync(join(tmpdir(), "nwd-lsp-"));
after(() => rmSync(folder, { recursive: true }));

// A server, a connection to it, and the diagnostics it has published, by URI.
function start() {
  const server = spawn(program, ["charter", "lsp"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise((done) => server.once("exit", (code) => done(code)));
  const connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
  const waiting = new Map();
  const published = new Map();
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (told) => {
    const key = `${told.uri} ${told.version}`;
    published.set(key, told.diagnostics);
    waiting.get(key)?.(told.diagnostics);
  });
  connection.onClose(() => {});
  connection.onError(() => {});
  connection.listen();
  const diagnostics = (uri, version) =>
    new Promise((done) => {
      const key = `${uri} ${version}`;
      if (published.has(key)) return done(published.get(key));
      waiting.set(key, done);
    });
  return { server, ended, connection, diagnostics };
}

async function started(capabilities = {}, rootUri = null) {
  const session = start();
  session.initialized = await session.connection.sendRequest(lsp.InitializeRequest.type, { processId: process.pid, rootUri, capabilities });
  await session.connection.sendNotification(lsp.InitializedNotification.type, {});
  return session;
}

async function stop({ connection, ended }) {
  assert.equal(await connection.sendRequest(lsp.ShutdownRequest.type), null);
  await connection.sendNotification(lsp.ExitNotification.type);
  const code = await ended;
  connection.dispose();
  return code;
}

// An editor's text: JavaScript's strings are UTF-16, as positions are unless something else is agreed.
class Text {
  constructor(session, uri, content) {
    Object.assign(this, { session, uri, content, version: 1 });
  }
  async open() {
    await this.session.connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri: this.uri, languageId: "charter", version: 1, text: this.content },
    });
    return this.session.diagnostics(this.uri, 1);
  }
  offset({ line, character }) {
    let at = 0;
    for (let i = 0; i < line; ++i) at = this.content.indexOf("\n", at) + 1;
    return at + character;
  }
  at(what, nth = 1, inside = 0) {
    let offset = -1;
    for (let i = 0; i < nth; ++i) offset = this.content.indexOf(what, offset + 1);
    assert.ok(offset >= 0, `${what} is not in the text`);
    const before = this.content.slice(0, offset + inside).split("\n");
    return { textDocument: { uri: this.uri }, position: { line: before.length - 1, character: before.at(-1).length } };
  }
  written({ start, end }) {
    return this.content.slice(this.offset(start), this.offset(end));
  }
  // Makes the edits here and tells the server, last first so that no place moves.
  async apply(edits) {
    const ordered = [...edits].sort((a, b) => this.offset(b.range.start) - this.offset(a.range.start));
    for (const { range, newText } of ordered)
      this.content = this.content.slice(0, this.offset(range.start)) + newText + this.content.slice(this.offset(range.end));
    return this.tell(ordered.map(({ range, newText }) => ({ range, text: newText })));
  }
  async tell(contentChanges) {
    this.version += 1;
    await this.session.connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges,
    });
    return this.session.diagnostics(this.uri, this.version);
  }
}

const draft = `charter XX "Für Übergänge 𝄞"
calendar gregorian, feb29 becomes mar1
source ACT "Protection Act, § 3" in force from 2020-01-01
state  volljährig = from born + 18 years
state jung = not volljährig but not settled
state settled = immigration is any of citizen, permanent
rule XX-1 cites ACT: owed housing, education
  to jung, start identified, while needs, untill recovered
example "ein Jahr"
  given born 2009-05-01, identified 2025-06-10, recovered never, immigration is none, needs housing from 2025-06-10
  then owed housing [2025-06-10, 2027-05-01)
`;

const all = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ["markdown"] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

test("an editing session: a mistake, its quick fix, hover, definition, rename, format", async () => {
  const session = await started(all);
  const { connection } = session;
  assert.equal(session.initialized.capabilities.positionEncoding, "utf-16");
  const text = new Text(session, pathToFileURL(join(folder, "draft.charter")).href, draft);

  const found = await text.open();
  assert.deepEqual(found, [
    {
      range: { start: { line: 7, character: 42 }, end: { line: 7, character: 48 } },
      severity: 1,
      code: "C0201",
      source: "nwd",
      message:
        "expected a clause: `to`, `when`, `while`, `start`, `until`, `for`, `unless`, `keyed by`, `funded` or `subject to`\nhelp: did you mean `until`?",
    },
  ]);
  assert.equal(text.written(found[0].range), "untill");

  const fixes = await connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri: text.uri },
    range: found[0].range,
    context: { diagnostics: found },
  });
  assert.equal(fixes.length, 1);
  assert.equal(fixes[0].kind, "quickfix");
  assert.deepEqual(fixes[0].diagnostics, found);
  assert.deepEqual(await text.apply(fixes[0].edit.changes[text.uri]), []);
  assert.match(text.content, /while needs, until recovered/);

  const rule = await connection.sendRequest(lsp.HoverRequest.type, text.at("XX-1"));
  assert.match(rule.contents.value, /\*\*rule `XX-1`\*\*[^]*rule XX-1 cites ACT: owed housing[^]*`ACT`: Protection Act, § 3, in force from 2020-01-01/);
  assert.match(rule.contents.value, /Sensitive: it rests on `immigration`, through `jung`, `settled`/);
  const source = await connection.sendRequest(lsp.HoverRequest.type, text.at("cites ACT", 1, 6));
  assert.match(source.contents.value, /Protection Act, § 3: in force from 2020-01-01\./);
  assert.equal(text.written(source.range), "ACT");

  const definition = await connection.sendRequest(lsp.DefinitionRequest.type, text.at("to jung", 1, 3));
  assert.equal(definition.uri, text.uri);
  assert.equal(text.written(definition.range), "jung");
  assert.deepEqual(definition.range.start, { line: 4, character: 6 });
  assert.equal(await connection.sendRequest(lsp.DefinitionRequest.type, text.at("born")), null);

  const uses = await connection.sendRequest(lsp.ReferencesRequest.type, { ...text.at("volljährig"), context: { includeDeclaration: true } });
  assert.deepEqual(uses.map((use) => text.written(use.range)), ["volljährig", "volljährig"]);
  const symbols = await connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument: { uri: text.uri } });
  assert.deepEqual(symbols.map((symbol) => symbol.name), ["ACT", "volljährig", "jung", "settled", "XX-1", "ein Jahr"]);
  const offered = await connection.sendRequest(lsp.CompletionRequest.type, text.at("to jung", 1, 5));
  const jung = offered.items.find((item) => item.label === "jung");
  assert.equal(text.written(jung.textEdit.range), "ju");

  const place = await connection.sendRequest(lsp.PrepareRenameRequest.type, text.at("not volljährig", 1, 6));
  assert.equal(place.placeholder, "volljährig");
  const rename = await connection.sendRequest(lsp.RenameRequest.type, { ...text.at("volljährig"), newName: "erwachsen 𝄞" });
  const before = text.content;
  assert.deepEqual(await text.apply(rename.changes[text.uri]), []);
  assert.equal(text.content, before.replaceAll("volljährig", "erwachsen 𝄞"));
  const back = await connection.sendRequest(lsp.RenameRequest.type, { ...text.at("erwachsen"), newName: "volljährig" });
  await text.apply(back.changes[text.uri]);
  assert.equal(text.content, before);

  const refused = (params) =>
    connection.sendRequest(lsp.RenameRequest.type, params).then(
      () => assert.fail("renamed"),
      (error) => error,
    );
  const shared = await refused({ ...text.at("immigration"), newName: "status" });
  assert.equal(shared.code, lsp.LSPErrorCodes.RequestFailed);
  assert.match(shared.message, /shared by all charters/);
  assert.match((await refused({ ...text.at("jung"), newName: "settled" })).message, /There is a state `settled` already/);
  assert.equal((await refused({ ...text.at("jung"), newName: "until" })).code, lsp.ErrorCodes.InvalidParams);

  const format = () => connection.sendRequest(lsp.DocumentFormattingRequest.type, { textDocument: { uri: text.uri }, options: { tabSize: 2, insertSpaces: true } });
  assert.deepEqual(await text.apply(await format()), []);
  assert.match(text.content, /^state volljährig = from born \+ 18 years\nstate jung +=/m);
  assert.deepEqual(await format(), []);

  await connection.sendNotification(lsp.DidSaveTextDocumentNotification.type, { textDocument: { uri: text.uri } });
  await connection.sendNotification(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri: text.uri } });
  assert.deepEqual(await session.diagnostics(text.uri, undefined), []);
  await assert.rejects(format(), { code: lsp.ErrorCodes.InvalidParams });
  assert.equal(await stop(session), 0);
});

test("positions are counted in UTF-8 where that is agreed", async () => {
  const session = await started({ general: { positionEncodings: ["utf-8", "utf-16"] } });
  assert.equal(session.initialized.capabilities.positionEncoding, "utf-8");
  const text = new Text(session, "file:///utf8.charter", 'charter X "x"\ncalendar gregorian, feb29 becomes mar1\nstate ä𝄞ö = from born + 1 year\nstate b = not ä𝄞ö\n');
  assert.deepEqual(await text.open(), []);
  const { range } = await session.connection.sendRequest(lsp.DefinitionRequest.type, { textDocument: { uri: text.uri }, position: { line: 3, character: 22 } });
  assert.deepEqual(range, { start: { line: 2, character: 6 }, end: { line: 2, character: 14 } });
  const told = await text.tell([{ range: { start: { line: 3, character: 22 }, end: { line: 3, character: 22 } }, text: "x" }]);
  assert.match(told[0].message, /there is no state or fact `ä𝄞öx`/);
  assert.equal(await stop(session), 0);
});

test("what all charters share is found in the folder that the editor works in", async () => {
  const work = join(folder, "laws of mine");
  mkdirSync(join(work, "standards"), { recursive: true });
  writeFileSync(join(work, "standards/facts.charter"), readFileSync(join(root, "standards/facts.charter")));
  const session = await started({}, pathToFileURL(work).href);
  const text = new Text(session, pathToFileURL(join(work, "x.charter")).href, 'charter X "x"\nstate a = from born\n');
  assert.deepEqual(await text.open(), []);
  const definition = await session.connection.sendRequest(lsp.DefinitionRequest.type, text.at("born"));
  assert.equal(definition.uri, pathToFileURL(join(work, "standards/facts.charter")).href);
  writeFileSync(join(work, "standards/facts.charter"), "another text");
  assert.equal(await session.connection.sendRequest(lsp.DefinitionRequest.type, text.at("born")), null);
  assert.equal(await stop(session), 0);
});

test("every carried charter opens without a mistake; a library too", async () => {
  const session = await started();
  for (const name of ["charters/us-mn-safe-harbor", "charters/de-aufenthg", "standards/facts", "standards/standards"]) {
    const text = new Text(session, `file:///${name}.charter`, readFileSync(join(root, `${name}.charter`), "utf8"));
    assert.deepEqual(await text.open(), [], name);
  }
  assert.equal(await stop(session), 0);
});

test("bad requests are refused and the session goes on", async () => {
  const session = start();
  const { connection } = session;
  await assert.rejects(connection.sendRequest("textDocument/hover", {}), { code: lsp.LSPErrorCodes.ServerNotInitialized ?? -32002 });
  await connection.sendRequest(lsp.InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
  await assert.rejects(connection.sendRequest("textDocument/hover", {}), { code: lsp.ErrorCodes.InvalidParams });
  await assert.rejects(connection.sendRequest("workspace/symbol", { query: "x" }), { code: lsp.ErrorCodes.MethodNotFound });
  await assert.rejects(connection.sendRequest("initialize", { capabilities: {} }), { code: lsp.ErrorCodes.InvalidRequest });
  const answer = new Promise((done) => session.server.stdout.once("data", (bytes) => done(bytes.toString())));
  session.server.stdin.write("Content-Length: 1\r\n\r\n{");
  assert.match(await answer, /"id":null,"error":\{"code":-32700/);
  assert.equal(await stop(session), 0);
});

// Speaks in bytes, without the library.
function said(bytes) {
  return new Promise((done) => {
    const server = spawn(program, ["charter", "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    let out = "";
    server.stdout.on("data", (more) => (out += more));
    server.once("close", (status) => done({ status, out }));
    server.stdin.on("error", () => {});
    server.stdin.end(bytes);
  });
}

test("a broken header ends the session, and says why", async () => {
  const { status, out } = await said("Content-Length: many\r\n\r\n");
  assert.equal(status, 1);
  assert.match(out, /^Content-Length: \d+\r\n\r\n\{"jsonrpc":"2.0","id":null,"error":\{"code":-32700,"message":"The header of a message is broken/);
});

test("a client that is gone ends the server", async () => {
  assert.deepEqual(await said(""), { status: 1, out: "" });
  const session = await started();
  session.server.stdin.destroy();
  assert.equal(await session.ended, 1);
  session.connection.dispose();

  // A client that is killed, with the server as its child.
  const client = spawn(
    process.execPath,
    ["-e", `const s = require("child_process").spawn(${JSON.stringify(program)}, ["charter", "lsp"], { stdio: ["pipe", "ignore", "ignore"] }); console.log(s.pid); setInterval(() => {}, 1000);`],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const pid = await new Promise((done) => client.stdout.once("data", (bytes) => done(Number(bytes))));
  client.kill("SIGKILL");
  for (;;) {
    // Gone, or a zombie that nobody has waited for yet.
    let state = "";
    try {
      state = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1][0];
    } catch {
      break;
    }
    if (state === "Z") break;
    await new Promise((done) => setTimeout(done, 20));
  }
});

test("exit before shutdown ends with 1", async () => {
  const session = await started();
  await session.connection.sendNotification(lsp.ExitNotification.type);
  assert.equal(await session.ended, 1);
  session.connection.dispose();
});

// node tools/build-web.mjs OUT: styles (sass), scripts (esbuild) and pictures into OUT, each beside its gzip, and
// assets.inc with their names. A name carries the hash of the bytes; the same sources give the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, constants } from "node:zlib";
import { buildSync } from "esbuild";
import * as sass from "sass";

const out = process.argv[2];
if (!out) throw new Error("usage: node tools/build-web.mjs OUT");
const root = new URL("..", import.meta.url).pathname;
mkdirSync(out, { recursive: true });

const css = sass.compile(join(root, "web/styles/nwd.scss"), {
  style: "compressed",
  loadPaths: [join(root, "node_modules/govuk-frontend/dist"), join(root, "web/styles")],
  quietDeps: true,
  silenceDeprecations: ["import"],
}).css;

const script = buildSync({
  entryPoints: [join(root, "web/scripts/nwd.ts")],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2020"],
  legalComments: "none",
}).outputFiles[0].text;

const files = [
  ["nwd.css", "text/css; charset=utf-8", Buffer.from(css)],
  ["nwd.js", "text/javascript; charset=utf-8", Buffer.from(script)],
  ["icon.svg", "image/svg+xml", readFileSync(join(root, "web/pictures/icon.svg"))],
];

let include = "";
for (const [name, type, bytes] of files) {
  const zipped = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  zipped[9] = 255; // the byte that names the system: the same everywhere
  writeFileSync(join(out, name), bytes);
  writeFileSync(join(out, `${name}.gz`), zipped);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const [stem, extension] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf("."))];
  include += `{"${name}", "/assets/${stem}.${hash}${extension}", "${type}"},\n`;
}
writeFileSync(join(out, "assets.inc"), include);

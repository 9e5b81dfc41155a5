// Validates an export against HSDS 3.0's own compiled schema. Run: node tools/validate-hsds.mjs export.json
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const folder = new URL("../data/hsds/schema/", import.meta.url);
const schema = JSON.parse(gunzipSync(readFileSync(new URL("organization_package.json.gz", folder))));

// The compiled schema carries its tables' metadata beside the keywords ("constraints", "datapackage_metadata").
const ajv = new Ajv({ strict: false, allErrors: false, inlineRefs: false });
addFormats(ajv);
const validate = ajv.compile(schema);

const organizations = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (!validate(organizations)) {
  for (const error of validate.errors.slice(0, 10)) console.error(`${error.instancePath} ${error.message}`);
  process.exit(1);
}
const services = organizations.reduce((sum, o) => sum + (o.services ?? []).length, 0);
console.log(`${organizations.length} organizations, ${services} services: valid HSDS 3.0`);

// An OpenID Connect provider of its own process (oidc-provider, certified by the OpenID Foundation), over TLS, with fresh
// keys and its own pages, where any name and password sign in.
//   node identity-provider.mjs ALGORITHM CERTIFICATE KEY REDIRECT [PORT]
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { Provider } from "oidc-provider";

const [algorithm, certificate, key, redirect, port = "0"] = process.argv.slice(2);

const pairs = {
  RS256: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  EdDSA: () => generateKeyPairSync("ed25519"),
};
const jwk = { ...pairs[algorithm]().privateKey.export({ format: "jwk" }), use: "sig", alg: algorithm };

const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) });
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `https://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [jwk] },
    cookies: { keys: ["for this test alone"] },
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    clients: [
      {
        client_id: "notes",
        token_endpoint_auth_method: "none",
        id_token_signed_response_alg: algorithm,
        redirect_uris: [redirect],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
  });
  server.on("request", provider.callback());
  process.stdout.write(`${issuer}\n`);
});

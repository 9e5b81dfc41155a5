// Passkeys: asks the browser for what the server wants to see and sends it with the form that stands on the page. Where
// there is no script, or no passkeys, the page says so in words and the passphrase stays beside it.

type Form = HTMLFormElement;
type Named = { id: string; type: "public-key" };
type Options = {
  challenge: string;
  timeout: number;
  salt?: string;
  rpId: string;
  rpName: string;
  user?: { id: string; name: string };
  algorithms?: number[];
  known: Named[];
};
type Prf = { prf?: { enabled?: boolean; results?: { first?: BufferSource } } };

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}

function textOf(bytes: BufferSource | null | undefined): string {
  if (!bytes) return "";
  const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  return btoa(String.fromCharCode(...view)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function descriptors(list: Named[]): PublicKeyCredentialDescriptor[] {
  return list.map((one) => ({ type: one.type, id: bytesOf(one.id) }));
}

function wanted(options: Options): AuthenticationExtensionsClientInputs {
  return (options.salt ? { prf: { eval: { first: bytesOf(options.salt) } } } : {}) as AuthenticationExtensionsClientInputs;
}

function given(credential: PublicKeyCredential): Prf {
  return credential.getClientExtensionResults() as Prf;
}

async function shown(options: Options, challenge: BufferSource, known: PublicKeyCredentialDescriptor[]): Promise<PublicKeyCredential> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge,
    timeout: options.timeout,
    rpId: options.rpId,
    allowCredentials: known,
    userVerification: "required",
    extensions: wanted(options),
  };
  return (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
}

async function make(options: Options): Promise<Record<string, string>> {
  const user = options.user ?? { id: "", name: "" };
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytesOf(options.challenge),
    timeout: options.timeout,
    rp: { id: options.rpId, name: options.rpName },
    user: { id: bytesOf(user.id), name: user.name, displayName: user.name },
    pubKeyCredParams: (options.algorithms ?? []).map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: descriptors(options.known),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
    extensions: wanted(options),
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  let { prf } = given(made);
  // Most give the secret only when the passkey is shown: they ask for the finger once more.
  if (prf?.enabled && !prf.results?.first) {
    const random = crypto.getRandomValues(new Uint8Array(32));
    prf = given(await shown(options, random, [{ type: "public-key", id: made.rawId }])).prf;
  }
  return {
    challenge: options.challenge,
    client_data: textOf(response.clientDataJSON),
    attestation: textOf(response.attestationObject),
    secret: textOf(prf?.results?.first),
  };
}

async function show(options: Options): Promise<Record<string, string>> {
  const credential = await shown(options, bytesOf(options.challenge), descriptors(options.known));
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    challenge: options.challenge,
    credential: textOf(credential.rawId),
    client_data: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    user_handle: textOf(response.userHandle),
    secret: textOf(given(credential).prf?.results?.first),
  };
}

async function ask(form: Form): Promise<void> {
  const answer = await fetch(form.dataset.passkey ?? "", { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = (await answer.json()) as Options;
  const fields = await (options.user ? make(options) : show(options));
  for (const [name, value] of Object.entries(fields)) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = value;
  }
  form.submit();
}

export function usePasskeys(): void {
  for (const form of document.querySelectorAll<Form>("form[data-passkey]")) {
    const words = form.parentElement?.querySelector<HTMLElement>("[data-passkey-words]");
    if (!window.PublicKeyCredential || !words) continue;
    form.hidden = false;
    words.textContent = "";
    let asking = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (asking) return;
      asking = true;
      words.textContent = form.dataset.asking ?? "";
      ask(form)
        .catch(() => (words.textContent = form.dataset.again ?? ""))
        .finally(() => (asking = false));
    });
  }
}

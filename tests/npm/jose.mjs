// Signs and verifies messages by the rules that the documentation states, with the library `jose` and
// a canonical JSON of its own: one JSON object a line in, one a line out, in the same order.

import { createInterface } from "node:readline";
import { FlattenedSign, flattenedVerify, importPKCS8, importSPKI } from "jose";

const ALGORITHMS = { ES256: "ES256", PS256: "PS256", ED25519: "Ed25519" };

/** Return a value with the members of its objects in order: RFC 8785, as all names are ASCII. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

const canonical = (value) => new TextEncoder().encode(JSON.stringify(sorted(value)));

function header({ algorithm, keyId, certificateSha256 }) {
  const members = { alg: ALGORITHMS[algorithm], kid: keyId };
  if (certificateSha256 !== undefined)
    members["x5t#S256"] = Buffer.from(certificateSha256, "hex").toString("base64url");
  return members;
}

function content(message) {
  const { value, ...signature } = message.signature;
  return canonical({ ...message, signature });
}

async function verify({ message, key }) {
  const { algorithm, value } = message.signature;
  const jws = {
    protected: Buffer.from(canonical(header(message.signature))).toString("base64url"),
    payload: Buffer.from(content(message)).toString("base64url"),
    signature: value,
  };
  try {
    await flattenedVerify(jws, await importSPKI(key, ALGORITHMS[algorithm]));
    return true;
  } catch {
    return false;
  }
}

async function sign({ message, key }) {
  const { algorithm } = message.signature;
  const signed = await new FlattenedSign(content(message))
    .setProtectedHeader(sorted(header(message.signature)))
    .sign(await importPKCS8(key, ALGORITHMS[algorithm]));
  return signed.signature;
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  console.log(JSON.stringify(await (asked.do === "sign" ? sign(asked) : verify(asked))));
}

// Encrypts and decrypts content with the library `jose`: one JSON object a line in, one text in Base64
// or a token a line out, in the same order.

import { createInterface } from "node:readline";
import { CompactEncrypt, compactDecrypt, importPKCS8, importX509 } from "jose";

async function decrypt({ token, algorithm, key }) {
  const { plaintext } = await compactDecrypt(token, await importPKCS8(key, algorithm));
  return Buffer.from(plaintext).toString("base64");
}

async function encrypt({ content, algorithm, certificate }) {
  return new CompactEncrypt(Buffer.from(content, "base64"))
    .setProtectedHeader({ alg: algorithm, enc: "A256GCM" })
    .encrypt(await importX509(certificate, algorithm));
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  console.log(await (asked.do === "encrypt" ? encrypt(asked) : decrypt(asked)));
}

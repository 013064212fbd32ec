/**
 * The least that the Gemini SDK takes for an answer, on loopback, in a process of its own so that its work is not the
 * client's: `node server.mjs <milliseconds of latency>`. Prints its address and runs until its input ends.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const latency = Number(process.argv[2] ?? 0);
const filler = "A sentence of an answer, as long as a short scene would be. ".repeat(30);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const nonce = /nonce-\d+/.exec(Buffer.concat(chunks).toString("utf8"))?.[0] ?? "none";
    if (latency === 0) answer(response, nonce);
    else setTimeout(() => answer(response, nonce), latency);
  });
});
server.keepAliveTimeout = 60_000;

function answer(response: ServerResponse, nonce: string): void {
  const text = `${nonce} ${filler}`;
  const body = JSON.stringify({
    candidates: [{ content: { role: "model", parts: [{ text }] }, finishReason: "STOP", index: 0 }],
    usageMetadata: { promptTokenCount: 300, candidatesTokenCount: 450, totalTokenCount: 750 },
    modelVersion: "gemini-3.8-flash",
  });
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));

/** The network cut at every step of a submission, on a plain socket: a retry with the same id always makes one response. */
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshId } from "../http/target.ts";
import { issueCodes, type Product, startProduct } from "../support/product.ts";

const PLACE = "E08000039";
const WAVE = "cut";
const ADDRESS = `/api/v1/waves/${WAVE}/responses`;

let product: Product;

beforeAll(async () => {
  product = await startProduct();
  product.soundings(
    ...["wave", "create", WAVE, "--title", "Cut", "--place", PLACE, "--stream", "code"],
    ...["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"],
  );
  product.soundings("wave", "open", WAVE);
}, 60_000);

afterAll(() => product?.dispose());

/** Sends so much of a request, waits, and cuts the line. */
async function sendAndCut(request: Buffer, length: number, waitMs: number): Promise<void> {
  const { hostname, port } = new URL(product.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await new Promise<void>((done) => socket.once("connect", () => done()));
  socket.write(request.subarray(0, length));
  await wait(waitMs);
  socket.resetAndDestroy();
}

async function rowsOf(table: string): Promise<number> {
  const database = createClient({ url: `file:${product.dataFolder}/intake.db` });
  const { rows } = await database.execute(`SELECT count(*) AS number FROM ${table} WHERE wave = '${WAVE}'`);
  database.close();
  return Number(rows[0]?.["number"]);
}

test("one response and one spent code, wherever the line was cut", async () => {
  const codes = issueCodes(product, WAVE, PLACE, 12);
  for (const [index, code] of codes.entries()) {
    const body = JSON.stringify({ id: freshId(), place: PLACE, code, answers: { decision_body: "council" } });
    const head = [
      `POST ${ADDRESS} HTTP/1.1`,
      ...["Host: localhost", "Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`, "", ""],
    ].join("\r\n");
    const request = Buffer.from(head + body);
    // In the first line, in the headers, at their end, in the body, before its last byte, and after it, at once and later.
    const cuts = [5, 60, head.length, head.length + 40, request.length - 1, request.length];
    await sendAndCut(request, cuts[index % cuts.length] ?? 0, index < cuts.length ? 0 : 60);
    const retry = await fetch(product.url + ADDRESS, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    expect([index, retry.status]).toEqual([index, 201]);
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([index + 1, index + 1]);
  }
}, 60_000);

/** The contract of responses: one is stored once, and everybody who sent it gets the same receipt. */
import { describe, expect, test } from "vitest";
import { freshId, GUILDFORD, json, MARKER, SHEFFIELD, type Target, WAVES } from "./target.ts";

const AT_ONCE = 50;
const ANSWERS = { local_area_satisfaction: "very_satisfied" };

interface Sent {
  readonly id: string;
  readonly place?: unknown;
  readonly answers?: unknown;
  readonly [other: string]: unknown;
}

/** Sends a response as a client of the API does. */
function post(target: Target, wave: string, sent: Sent): Promise<Response> {
  return target().fetch(`/api/v1/waves/${wave}/responses`, json({ place: SHEFFIELD, answers: ANSWERS, ...sent }));
}

async function expectReceipt(response: Response, wave: string, place: string): Promise<void> {
  expect([response.status, await response.json()]).toEqual([201, { wave, place, results_on: "2099-07-31" }]);
}

/** How many rows an action adds to a table. */
async function added(
  target: Target,
  table: "spool" | "nullifier",
  wave: string,
  act: () => Promise<void>,
): Promise<number> {
  const before = await target().count(table, wave);
  await act();
  return (await target().count(table, wave)) - before;
}

/** Sending responses. */
export function describeSubmissions(target: Target): void {
  describe("sending a response", () => {
    describeOnce(target);
    describeCodes(target);
    describeClosing(target);
  });
}

function describeOnce(target: Target): void {
  test("is acknowledged by wave, place and date of results, and by nothing else", async () => {
    for (const place of [SHEFFIELD, GUILDFORD]) {
      const rows = await added(target, "spool", WAVES.open, async () => {
        await expectReceipt(await post(target, WAVES.open, { id: freshId(), place }), WAVES.open, place);
      });
      expect(rows).toBe(1);
    }
  });

  test("is acknowledged by an answer that nobody keeps", async () => {
    const { headers } = await post(target, WAVES.open, { id: freshId() });
    expect([headers.get("Cache-Control"), headers.get("ETag")]).toEqual([null, null]);
  });

  test("takes a response with no answer at all, since nothing is compulsory", async () => {
    await expectReceipt(await post(target, WAVES.open, { id: freshId(), answers: {} }), WAVES.open, SHEFFIELD);
  });

  test("stores one row for fifty posts of one response at once, and answers all fifty the same", async () => {
    const id = freshId();
    const answers: string[] = [];
    const rows = await added(target, "spool", WAVES.open, async () => {
      const responses = await Promise.all(Array.from({ length: AT_ONCE }, () => post(target, WAVES.open, { id })));
      for (const response of responses) answers.push(`${response.status} ${await response.text()}`);
    });
    expect(rows).toBe(1);
    expect(answers).toHaveLength(AT_ONCE);
    expect([...new Set(answers)]).toEqual([expect.stringMatching(/^201 \{"wave"/)]);
  });

  test("answers a known id with the same receipt, whatever else it carries", async () => {
    const id = freshId();
    const first = await (await post(target, WAVES.open, { id })).text();
    const rows = await added(target, "spool", WAVES.open, async () => {
      for (const other of [
        { answers: { local_area_satisfaction: "very_dissatisfied" } },
        { answers: { [MARKER]: MARKER } },
        { answers: { local_area_satisfaction: MARKER } },
        { answers: [MARKER] },
        { code: MARKER },
        { arm: 99 },
        { form: MARKER },
        { place: MARKER },
        // Of no shape that is described.
        { place: 1 },
        { answers: MARKER },
        { code: [MARKER] },
        { form: MARKER.repeat(1000) },
        { [MARKER]: MARKER },
      ]) {
        const again = await post(target, WAVES.open, { id, ...other });
        expect([other, again.status, await again.text()]).toEqual([other, 201, first]);
      }
    });
    expect(rows).toBe(0);
  });
}

function describeCodes(target: Target): void {
  test("takes one response for one code, and answers a spent code like a fresh one", async () => {
    const [code = ""] = target().world.codes.sheffield;
    const rows = await added(target, "spool", WAVES.coded, async () => {
      for (let sent = 0; sent < 3; sent += 1) {
        await expectReceipt(await post(target, WAVES.coded, { id: freshId(), code }), WAVES.coded, SHEFFIELD);
      }
    });
    expect(rows).toBe(1);
  });

  test("stores one response for one code, however many use it at once", async () => {
    const code = target().world.codes.sheffield[1] ?? "";
    const rows = await added(target, "nullifier", WAVES.coded, async () => {
      const responses = await Promise.all(
        Array.from({ length: 10 }, () => post(target, WAVES.coded, { id: freshId(), code })),
      );
      for (const response of responses) await expectReceipt(response, WAVES.coded, SHEFFIELD);
    });
    expect(rows).toBe(1);
  });

  test("reads a code as people write it", async () => {
    const code = target().world.codes.sheffield[2] ?? "";
    const written = ` ${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`;
    await expectReceipt(await post(target, WAVES.coded, { id: freshId(), code: written }), WAVES.coded, SHEFFIELD);
  });

  test("does not spend a code on a response that is refused", async () => {
    const code = target().world.codes.sheffield[3] ?? "";
    const refused = await post(target, WAVES.coded, {
      id: freshId(),
      code,
      answers: { local_area_satisfaction: MARKER },
    });
    expect(refused.status).toBe(422);
    const rows = await added(target, "spool", WAVES.coded, async () => {
      await expectReceipt(await post(target, WAVES.coded, { id: freshId(), code }), WAVES.coded, SHEFFIELD);
    });
    expect(rows).toBe(1);
  });
}

function describeClosing(target: Target): void {
  test("takes a form that was begun before the wave closed, once", async () => {
    const { late } = target().world;
    const rows = await added(target, "spool", WAVES.closed, async () => {
      for (let sent = 0; sent < 2; sent += 1) {
        await expectReceipt(await post(target, WAVES.closed, late), WAVES.closed, SHEFFIELD);
      }
    });
    expect(rows).toBe(1);
  });
}

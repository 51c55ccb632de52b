/** The HTTP contract: one suite for every runtime. What is said here holds on Node and inside workerd alike. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeAbuse } from "./contract-abuse.ts";
import { describeCharts } from "./contract-charts.ts";
import { describeReading } from "./contract-reading.ts";
import { describeRefusals } from "./contract-refusals.ts";
import { describeSubmissions } from "./contract-submissions.ts";
import { describeFixtures } from "./contract-fixtures.ts";
import { describeEdges } from "./contract-edges.ts";
import { describeForms } from "./contract-forms.ts";
import { describeLooks } from "./contract-looks.ts";
import { describePages } from "./contract-pages.ts";
import { describeResults } from "./contract-results.ts";
import { type HttpTarget, MARKER } from "./target.ts";

const LINE_MEMBERS = ["at", "event", "kind", "method", "route"];

/** Runs the contract against what `makeTarget` makes. */
export function httpContract(name: string, makeTarget: () => Promise<HttpTarget>): void {
  describe(name, () => {
    let made: HttpTarget | undefined;
    let target: HttpTarget | undefined;
    const sent = new Set<string>();
    const current = (): HttpTarget => {
      if (target === undefined) throw new Error("the target is not there yet");
      return target;
    };
    beforeAll(async () => {
      made = await makeTarget();
      target = watched(made, sent);
    });
    afterAll(() => made?.close());

    describeReading(current);
    describeSubmissions(current);
    describeRefusals(current);
    describeForms(current);
    describeFixtures(current);
    describePages(current);
    describeResults(current);
    describeCharts(current);
    describeLooks(current);
    describeEdges(current);
    describeAbuse(current);

    test("no line of the log holds an answer, a code, an id or anything else that was sent", () => {
      const { codes } = current().world;
      const secret = [MARKER, ...sent, ...Object.values(codes).flat()];
      for (const line of current().logged()) {
        expect(secret.filter((one) => line.includes(one))).toEqual([]);
        const members = Object.keys(JSON.parse(line) as object);
        expect(members.filter((member) => !LINE_MEMBERS.includes(member))).toEqual([]);
      }
      // The suite makes the application fail, so there is something to look at.
      expect(current().logged().length).toBeGreaterThan(0);
    });
  });
}

/** The same target, but every answer is checked for what holds of all, and ids sent are kept for the log test. */
function watched(made: HttpTarget, sent: Set<string>): HttpTarget {
  return {
    ...made,
    get services() {
      return made.services;
    },
    async fetch(path, init, from) {
      const body = typeof init?.body === "string" ? init.body : "";
      for (const [, id = ""] of body.matchAll(/"id":"([\w-]{22})"/g)) sent.add(id);
      const response = await made.fetch(path, init, from);
      const { headers } = response;
      const policy = headers.get("Content-Security-Policy") ?? "";
      expect([path, headers.get("Set-Cookie")]).toEqual([path, null]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      return response;
    },
  };
}

/** The contract of refusals: every one in the catalogue, in its canonical shape, repeating nothing that was sent. */
import { describe, expect, test } from "vitest";
import type { ProblemCode } from "../../server/contract/problems.ts";
import { PROBLEMS } from "../../server/contract/problems.ts";
import { createApp } from "../../server/http/app.ts";
import { DatabaseBusyError } from "../../server/storage/database.ts";
import {
  expectRefusal,
  freshId,
  GUILDFORD,
  INVENTED_PLACES,
  json,
  MARKER,
  SHEFFIELD,
  type Target,
  WAVES,
  type World,
} from "./target.ts";

interface Case {
  readonly what: string;
  readonly code: ProblemCode;
  readonly field?: string;
  readonly path: string | ((world: World) => string);
  readonly init?: RequestInit | ((world: World) => RequestInit);
  /** The pattern that the refusal names, where it is not that of the path's call. */
  readonly route?: string;
}

const [INVENTED] = INVENTED_PLACES;
const OPEN = `/api/v1/waves/${WAVES.open}/responses`;
const CODED = `/api/v1/waves/${WAVES.coded}/responses`;
const TOO_MANY_BYTES = 70_000;
const LONG = MARKER.repeat(20);

/** A submission that is right but for what is given. */
function sent(wrong: Readonly<Record<string, unknown>>): RequestInit {
  return json({ id: freshId(), place: SHEFFIELD, answers: {}, ...wrong });
}

/** The same, with a member whose name no object literal can have. */
function sentText(members: string): RequestInit {
  const body = `{"id":"${freshId()}","place":"${SHEFFIELD}",${members}}`;
  return { method: "POST", headers: { "Content-Type": "application/json" }, body };
}

function typed(contentType: string, body = "{}"): RequestInit {
  return { method: "POST", headers: { "Content-Type": contentType }, body };
}

function results(query: string): (world: World) => string {
  return ({ release }) => `/api/v1/releases/${release}/results?${query}`;
}

const REQUESTS: readonly Case[] = [
  { what: "an address that leads nowhere", code: "request.not_found", path: `/api/v1/${MARKER}?${MARKER}=${MARKER}` },
  { what: "another version", code: "request.not_found", path: `/api/v2/${MARKER}` },
  {
    what: "a method that a call does not have",
    code: "request.not_found",
    path: OPEN,
    init: { method: "DELETE" },
    route: "/api/*",
  },
  { what: "half a JSON text", code: "request.malformed", path: OPEN, init: typed("application/json", `{"${MARKER}":`) },
  { what: "no body", code: "request.malformed", path: OPEN, init: typed("application/json", "") },
  { what: "a text type", code: "request.content_type", path: OPEN, init: typed(`text/plain; a=${MARKER}`) },
  { what: "a made-up type", code: "request.content_type", path: OPEN, init: typed(`application/${MARKER}`) },
  { what: "a type like JSON", code: "request.content_type", path: OPEN, init: typed(`application/json${MARKER}`) },
  {
    what: "a form",
    code: "request.content_type",
    path: OPEN,
    init: { method: "POST", body: new URLSearchParams({ [MARKER]: MARKER }) },
  },
  { what: "a large body", code: "request.too_large", path: OPEN, init: sent({ [MARKER]: MARKER.repeat(6000) }) },
  { what: "a large body without a length", code: "request.too_large", path: OPEN, init: () => streamed() },
];

const GETS = [
  ...["places", `places/${SHEFFIELD}`, "waves", `waves/${WAVES.open}`, "questionnaires/lga-resident/2", "releases"],
  ...[
    "releases/RELEASE",
    "releases/RELEASE/results",
    "releases/RELEASE/results.csv",
    "releases/RELEASE/files/results.csv",
    "evidence",
    "openapi.json",
    "docs",
    "first-five-minutes",
  ],
].map((path) => `/api/v1/${path}`);

const PARAMETERS: readonly Case[] = [
  ...GETS.map((path): Case => ({
    what: `an unknown parameter of ${path}`,
    code: "request.parameter",
    path: (world) => `${path.replace("RELEASE", world.release)}?${MARKER}=1`,
  })),
  // Nothing hidden is to be found by asking for it: no such parameter exists anywhere (A31).
  { what: "a lower bound of shown bases", code: "request.parameter", path: "/api/v1/releases?min_base=1" },
  { what: "a parameter named like a prototype", code: "request.parameter", path: `/api/v1/places?__proto__=${MARKER}` },
  { what: "a parameter named like a method", code: "request.parameter", path: `/api/v1/places?constructor=${MARKER}` },
  { what: "a parameter too long", code: "request.parameter", field: "q", path: `/api/v1/places?q=${LONG}` },
  {
    what: "a parameter given twice",
    code: "request.parameter",
    field: "kind",
    path: `/api/v1/places?kind=county&kind=${MARKER}`,
  },
  {
    what: "an unknown parameter of results",
    code: "request.parameter",
    path: results(`place=${INVENTED}&${MARKER}=1`),
  },
  {
    what: "a page after no row of these",
    code: "request.parameter",
    field: "after",
    path: results(`place=${INVENTED}&after=${MARKER}`),
  },
  {
    what: "a page after what is no key",
    code: "request.parameter",
    field: "after",
    path: results(`place=${INVENTED}&after=${MARKER}.1`),
  },
  {
    what: "figures after none that there is",
    code: "request.parameter",
    field: "after",
    path: `/api/v1/evidence?after=${MARKER}`,
  },
  {
    what: "a file that the release does not have",
    code: "file.unknown",
    path: ({ release }) => `/api/v1/releases/${release}/files/${MARKER}`,
  },
  {
    what: "a breakdown by nothing known",
    code: "request.parameter",
    field: "by",
    path: results(`place=${INVENTED}&by=${MARKER}`),
  },
  {
    what: "a breakdown by an opinion",
    code: "request.parameter",
    field: "by",
    path: results(`place=${INVENTED}&by=decision_body`),
  },
];

const SHAPES: readonly Case[] = [
  { what: "a list", code: "submission.shape", field: "id", path: OPEN, init: json([MARKER]) },
  { what: "a text", code: "submission.shape", path: OPEN, init: json(MARKER) },
  { what: "nothing", code: "submission.shape", path: OPEN, init: json(null) },
  {
    what: "a submission without an id",
    code: "submission.shape",
    field: "id",
    path: OPEN,
    init: json({ place: SHEFFIELD, answers: {} }),
  },
  {
    what: "a place that is no text",
    code: "submission.shape",
    field: "place",
    path: OPEN,
    init: sent({ place: { [MARKER]: 1 } }),
  },
  { what: "a place too long", code: "submission.shape", field: "place", path: OPEN, init: sent({ place: LONG }) },
  { what: "a code too long", code: "submission.shape", field: "code", path: OPEN, init: sent({ code: LONG }) },
  {
    what: "answers that are a text",
    code: "submission.shape",
    field: "answers",
    path: OPEN,
    init: sent({ answers: MARKER }),
  },
  { what: "an unknown member", code: "submission.shape", path: OPEN, init: sent({ [MARKER]: MARKER }) },
  ...["__proto__", "constructor", "toString", "hasOwnProperty"].map((name): Case => ({
    what: `a member named ${name}`,
    code: "submission.shape",
    path: OPEN,
    init: sentText(`"answers":{},"${name}":"${MARKER}"`),
  })),
  { what: "an id that is a word", code: "submission.id", path: OPEN, init: sent({ id: MARKER }) },
  { what: "an id one character short", code: "submission.id", path: OPEN, init: sent({ id: "q83vEjRWeJCrze8SNFZ4k" }) },
];

const ANSWERS: readonly Case[] = [
  { what: "answers as a list", code: "answers.shape", path: OPEN, init: sent({ answers: [MARKER] }) },
  {
    what: "an answer that is no text",
    code: "answers.shape",
    field: "local_area_satisfaction",
    path: OPEN,
    init: sent({ answers: { local_area_satisfaction: { [MARKER]: MARKER } } }),
  },
  {
    what: "more answers than questions",
    code: "answers.shape",
    path: OPEN,
    init: sent({
      answers: Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${MARKER}${index}`, MARKER])),
    }),
  },
  {
    what: "an unknown question",
    code: "answer.unknown_question",
    path: OPEN,
    init: sent({ answers: { [MARKER]: MARKER } }),
  },
  ...["__proto__", "constructor", "prototype", "toString"].map((name): Case => ({
    what: `a question named ${name}`,
    code: "answer.unknown_question",
    path: OPEN,
    init: sentText(`"answers":{"${name}":"${MARKER}"}`),
  })),
  ...[MARKER, "", "__proto__", "constructor", "toString"].map((option): Case => ({
    what: `an option named “${option}”`,
    code: "answer.unknown_option",
    field: "local_area_satisfaction",
    path: OPEN,
    init: sent({ answers: { local_area_satisfaction: option } }),
  })),
];

const EVERYTHING = `/api/v1/waves/${WAVES.everything}/responses`;

const TYPES: readonly Case[] = [
  {
    what: "a text where several may be chosen",
    code: "answers.shape",
    field: "used",
    path: EVERYTHING,
    init: sent({ answers: { used: MARKER } }),
  },
  {
    what: "an unknown one of several",
    code: "answer.unknown_option",
    field: "used",
    path: EVERYTHING,
    init: sent({ answers: { used: ["parks", MARKER] } }),
  },
  {
    what: "what stands alone with another",
    code: "answer.exclusive_option",
    field: "used",
    path: EVERYTHING,
    init: sent({ answers: { used: ["parks", "none"] } }),
  },
  {
    what: "texts as a list",
    code: "submission.shape",
    field: "texts",
    path: EVERYTHING,
    init: sent({ texts: MARKER }),
  },
  {
    what: "a text that is none",
    code: "texts.shape",
    field: "why",
    path: EVERYTHING,
    init: sent({ texts: { why: { [MARKER]: MARKER } } }),
  },
  {
    what: "more texts than questions",
    code: "texts.shape",
    path: EVERYTHING,
    init: sent({ texts: Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${MARKER}${at}`, MARKER])) }),
  },
  {
    what: "a text to a question that there is none of",
    code: "text.unknown_question",
    path: EVERYTHING,
    init: sent({ texts: { [MARKER]: MARKER } }),
  },
  {
    what: "a text to a question of options alone",
    code: "text.unknown_question",
    path: EVERYTHING,
    init: sent({ texts: { heard_of: MARKER } }),
  },
  {
    what: "a text that is too long",
    code: "text.too_long",
    field: "why",
    path: EVERYTHING,
    init: sent({ texts: { why: MARKER.repeat(50) } }),
  },
];

const WAVES_AND_PLACES: readonly Case[] = [
  { what: "an unknown wave", code: "wave.unknown", path: `/api/v1/waves/${MARKER}` },
  { what: "a draft", code: "wave.unknown", path: `/api/v1/waves/${WAVES.draft}` },
  {
    what: "a response to an unknown wave",
    code: "wave.unknown",
    path: `/api/v1/waves/${MARKER}/responses`,
    init: sent({ code: MARKER }),
  },
  {
    what: "a response to a draft",
    code: "wave.unknown",
    path: `/api/v1/waves/${WAVES.draft}/responses`,
    init: sent({ code: MARKER }),
  },
  {
    what: "a response to a closed wave",
    code: "wave.closed",
    path: `/api/v1/waves/${WAVES.closed}/responses`,
    init: sent({ code: MARKER }),
  },
  {
    what: "a forged form of a closed wave",
    code: "wave.closed",
    path: `/api/v1/waves/${WAVES.closed}/responses`,
    init: sent({ form: MARKER }),
  },
  {
    what: "a form of another place of a closed wave",
    code: "wave.closed",
    path: `/api/v1/waves/${WAVES.closed}/responses`,
    init: ({ late }) => sent({ form: late.form, place: GUILDFORD }),
  },
  {
    what: "a response to a released wave",
    code: "wave.closed",
    path: `/api/v1/waves/${WAVES.released}/responses`,
    init: sent({ place: INVENTED }),
  },
  { what: "an unknown place", code: "place.unknown", path: `/api/v1/places/${MARKER}` },
  {
    what: "results of a place that the release does not have",
    code: "place.unknown",
    field: "place",
    path: results(`place=${MARKER}`),
  },
  { what: "a place outside the wave", code: "place.not_in_wave", path: OPEN, init: sent({ place: "E07000042" }) },
  { what: "a place that does not exist", code: "place.not_in_wave", path: OPEN, init: sent({ place: MARKER }) },
  { what: "an arm beyond the last", code: "arm.unknown", path: OPEN, init: sent({ arm: 99 }) },
  { what: "half an arm", code: "arm.unknown", path: OPEN, init: sent({ arm: 0.5 }) },
];

const CODES: readonly Case[] = [
  {
    what: "no code where one is needed",
    code: "code.required",
    path: CODED,
    init: sent({ answers: { [MARKER]: MARKER } }),
  },
  { what: "an empty code where one is needed", code: "code.required", path: CODED, init: sent({ code: "" }) },
  { what: "a code that is none", code: "code.unknown", path: CODED, init: sent({ code: MARKER }) },
  {
    what: "a mistyped code",
    code: "code.unknown",
    path: CODED,
    init: ({ codes }) => sent({ code: mistyped(codes.sheffield[4]) }),
  },
  {
    what: "a code of another place",
    code: "code.unknown",
    path: CODED,
    init: ({ codes }) => sent({ code: codes.guildford[4] }),
  },
  {
    what: "a code of another wave",
    code: "code.unknown",
    path: CODED,
    init: ({ codes }) => sent({ code: codes.otherWave[4] }),
  },
  { what: "a code that is none where none is needed", code: "code.unknown", path: OPEN, init: sent({ code: MARKER }) },
];

const READING: readonly Case[] = [
  { what: "an unknown questionnaire", code: "questionnaire.unknown", path: `/api/v1/questionnaires/${MARKER}/1` },
  { what: "an unknown version", code: "questionnaire.unknown", path: "/api/v1/questionnaires/lga-resident/9999" },
  {
    what: "a version that is no number",
    code: "questionnaire.unknown",
    path: `/api/v1/questionnaires/lga-resident/${MARKER}`,
  },
  {
    what: "a version that is a number to JavaScript alone",
    code: "questionnaire.unknown",
    path: "/api/v1/questionnaires/lga-resident/1e3",
  },
  { what: "an unknown release", code: "release.unknown", path: `/api/v1/releases/${MARKER}` },
  {
    what: "results of an unknown release",
    code: "release.unknown",
    path: `/api/v1/releases/${MARKER}/results?place=${MARKER}`,
  },
  { what: "an unknown question", code: "question.unknown", field: "question", path: results(`question=${MARKER}`) },
  {
    what: "results of a demographic question",
    code: "question.unknown",
    field: "question",
    path: results("question=age_band"),
  },
  { what: "results of everything", code: "results.unbounded", path: results("by=all") },
];

const CASES = [...REQUESTS, ...PARAMETERS, ...SHAPES, ...ANSWERS, ...TYPES, ...WAVES_AND_PLACES, ...CODES, ...READING];
const OURS = ["service.busy", "internal"];
/** Those of the controls have a suite of their own. */
const CONTROLS = ["request.too_many", "form.too_young", "proof.required", "proof.wrong"];
/** Those of charts too. */
const CHARTS = ["chart.unknown", "chart.no_png"];

/** Refusing. */
export function describeRefusals(target: Target): void {
  describe("refusing", () => {
    test("is tested for every code of the catalogue", () => {
      expect(Object.keys(PROBLEMS).sort()).toEqual(
        [...new Set([...CASES.map(({ code }) => code), ...OURS, ...CONTROLS, ...CHARTS])].sort(),
      );
    });

    test.each(CASES)(
      "$what is $code, and nothing that was sent comes back",
      async ({ path, init, code, field, route }) => {
        const { world } = target();
        const address = typeof path === "string" ? path : path(world);
        const response = await target().fetch(address, typeof init === "function" ? init(world) : init);
        await expectRefusal(response, address, code, field, route);
      },
    );

    test("no refusal stores a row", async () => {
      const before = await target().count("spool", WAVES.open);
      const toOpen = [...SHAPES, ...ANSWERS].filter(({ path }) => path === OPEN);
      for (const { init } of toOpen)
        await target().fetch(OPEN, typeof init === "function" ? init(target().world) : init);
      expect(await target().count("spool", WAVES.open)).toBe(before);
    });

    describeFailures(target);
  });
}

function describeFailures(target: Target): void {
  const fail = (error: Error) => (): Promise<never> => Promise.reject(error);

  test("a busy database is service.busy, with the seconds to wait", async () => {
    const app = createApp({ ...target().services, submit: fail(new DatabaseBusyError(MARKER)) });
    const response = await app.request(OPEN, sent({ code: MARKER }));
    expect(response.headers.get("Retry-After")).toMatch(/^[1-9]\d?$/);
    await expectRefusal(response, OPEN, "service.busy");
  });

  test.each([
    ["a deadline that has passed", named("TimeoutError")],
    ["a request that was broken off", named("AbortError")],
    ["a server that is gone, inside workerd", new Error("Network connection lost.")],
    ["a server that is gone, on Node", new TypeError("fetch failed")],
    ["a locked file", Object.assign(new Error(MARKER), { code: "SQLITE_BUSY" })],
    ["a read that says why in its cause", new Error(MARKER, { cause: named("TimeoutError") })],
  ])("%s is service.busy for every call, and a page with 503", async (_what, error) => {
    const { services } = target();
    const { catalogue } = services;
    const failing = { ...catalogue, wave: fail(error), waves: fail(error), directory: fail(error) };
    const app = createApp({ ...services, catalogue: failing, submit: fail(error) });
    await expectRefusal(await app.request(OPEN, sent({ code: MARKER })), OPEN, "service.busy");
    for (const path of ["/api/v1/places", "/api/v1/waves", `/api/v1/waves/${WAVES.open}`]) {
      await expectRefusal(await app.request(path), path, "service.busy");
    }
    for (const path of ["/", `/survey/${WAVES.open}/${SHEFFIELD}`]) {
      const page = await app.request(path);
      expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "2"]);
    }
  });

  test("a failure of ours is internal, and its log line has its kind and its route alone", async () => {
    const { services } = target();
    const lines: unknown[] = [];
    const log = (line: Readonly<Record<string, string | number>>): void => {
      lines.push(line);
      services.log(line);
    };
    const app = createApp({ ...services, log, submit: fail(new TypeError(MARKER)) });
    const response = await app.request(`${OPEN}?${MARKER}`, sent({ code: MARKER }));
    await expectRefusal(response, OPEN, "internal");
    expect(lines).toEqual([{ event: "error", kind: "TypeError", route: expect.stringMatching(/^\//), method: "POST" }]);
  });
}

function named(name: string): Error {
  return Object.assign(new Error(MARKER), { name });
}

function streamed(): RequestInit {
  const bytes = new TextEncoder().encode(`{"${MARKER}":"${"x".repeat(TOO_MANY_BYTES)}"}`);
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 10_000) controller.enqueue(bytes.slice(at, at + 10_000));
      controller.close();
    },
  });
  const init: RequestInit & { duplex: "half" } = { ...typed("application/json"), body, duplex: "half" };
  return init;
}

/** The same code with two neighbours swapped that differ: its check character no longer fits. */
function mistyped(code = ""): string {
  const at = [...code].findIndex((character, index) => index > 0 && character !== code[index - 1]);
  return `${code.slice(0, at - 1)}${code[at] ?? ""}${code[at - 1] ?? ""}${code.slice(at + 1)}`;
}

/** Codes and posters as two people at two keyboards make them: the built program, in processes of its own. */
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { groupCode, parseCode } from "../../../core/code/code.ts";
import { build } from "../../../server/tools/build.mjs";
import { type Outcome, runSoundings } from "../../support/command-line.ts";
import { qrTexts } from "../../support/qr.ts";

// Most tests start several processes, one after the other, beside other suites.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "soundings-codes-"));
const DATES = ["--opens", "2097-03-01", "--closes", "2097-03-28", "--results", "2097-05-10"];
const ADDRESS = "https://survey.example.gov.uk";

/** Runs a command; `actor` is whose name stands in SOUNDINGS_ACTOR, null for nobody's. */
function run(actor: string | null, words: readonly string[], out: "pipe" | number = "pipe"): Outcome {
  return runSoundings(words, { DATA_DIR: join(folder, "data"), SOUNDINGS_ACTOR: actor ?? undefined }, out);
}

function request(count: number, wave = "coded"): string {
  const { status, out, err } = run("Mair Rees", [
    "codes",
    "request",
    wave,
    "--place",
    "E08000039",
    "--count",
    `${count}`,
  ]);
  expect([status, out]).toEqual([0, expect.stringMatching(/^Requested: [0-9a-f]{12}\n$/)]);
  expect(err).toContain("under their own SOUNDINGS_ACTOR: codes issue");
  return out.trim().split(" ")[1] ?? "";
}

function issue(batch: string, ...options: string[]): Outcome {
  return run("Tom Price", ["codes", "issue", batch, "--address", ADDRESS, ...options]);
}

/** Every byte below the data folder, as text. */
function storedBytes(): string {
  return readdirSync(join(folder, "data"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");
}

beforeAll(async () => {
  await build({ quiet: true });
  const wave = (id: string, ...more: string[]): void => {
    const made = run(null, ["wave", "create", id, "--title", id, "--place", "E08000039", ...DATES, ...more]);
    expect([made.status, made.err]).toEqual([0, ""]);
  };
  wave("coded", "--stream", "code");
  wave("open", "--stream", "open");
  run("R", ["pages", "review", "--language", "cy", "--reviewer", "Mair Test"]);
  run("R", ["questionnaires", "review", "lga-resident", "2", "--language", "cy", "--reviewer", "Mair Test"]);
  wave("welsh", "--stream", "code", "--stream", "open", "--language", "cy", "--place", "W06000015");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("codes for letters", () => {
  test("are issued by a second person, as a file for a printing house, and stand in no file of ours", () => {
    const batch = request(50);
    expect(run(null, ["codes", "list", "coded"]).out).toBe(`${batch}\tE08000039\t50\trequested\tMair Rees\n`);
    const issued = issue(batch);
    expect(issued.status).toBe(0);
    expect(issued.err).toBe("Issued: 50 codes for E08000039. They are stored nowhere and cannot be had again.\n");
    expect(issued.out.startsWith("place,code,link\r\n")).toBe(true);
    const rows = parse(issued.out, { columns: true }) as { place: string; code: string; link: string }[];
    expect(new Set(rows.map(({ code }) => code)).size).toBe(50);
    const bytes = storedBytes();
    for (const { place, code, link } of rows) {
      const plain = parseCode(code) ?? "";
      expect([place, code]).toEqual(["E08000039", groupCode(plain)]);
      expect(link).toBe(`${ADDRESS}/survey/coded/E08000039#${plain}`);
      expect(bytes.includes(plain) || bytes.includes(code)).toBe(false);
    }
    expect(run(null, ["codes", "list", "coded"]).out).toBe(`${batch}\tE08000039\t50\tissued\tMair Rees\n`);
    const again = issue(batch);
    expect([again.status, again.out]).toEqual([1, ""]);
    expect(again.err).toContain("request another batch. (batch.issued)");
    const audit = run(null, ["audit", "list"])
      .out.split("\n")
      .map((line) => line.split("\t").slice(1, 5));
    expect(audit).toContainEqual(["Mair Rees", "code.request", "coded", `${batch}: 50 for E08000039`]);
    expect(audit).toContainEqual(["Tom Price", "code.issue", "coded", `${batch}: 50 for E08000039`]);
  });

  test("are not issued by who requested them, nor by nobody", () => {
    const batch = request(2);
    const words = ["codes", "issue", batch, "--address", ADDRESS];
    const same = run("mair rees", words);
    expect([same.status, same.out]).toEqual([1, ""]);
    expect(same.err).toBe(
      "Mair Rees asked for this batch, so somebody else has to issue it, under their own SOUNDINGS_ACTOR. (batch.same_actor)\n",
    );
    for (const actor of [null, "command line"]) {
      for (const refused of [
        run(actor, words),
        run(actor, ["codes", "request", "coded", "--place", "E08000039", "--count", "2"]),
      ]) {
        expect([refused.status, refused.out]).toEqual([1, ""]);
        expect(refused.err).toContain("Set SOUNDINGS_ACTOR to your own name first. (actor.unnamed)");
      }
    }
    expect(issue(batch).status).toBe(0);
  });

  test("as a page of slips have the code, the address in words, and a QR code of the link", () => {
    const { status, out } = issue(request(3), "--format", "html");
    expect(status).toBe(0);
    expect(out).toMatch(/^<!doctype html><html lang="en">/);
    expect(out).not.toMatch(/<script|<img|<link|url\(|src=/);
    const codes = [...out.matchAll(/<p class="code">([^<]+)</g)].map(([, code = ""]) => code);
    expect(new Set(codes).size).toBe(3);
    expect(qrTexts(out)).toEqual(codes.map((code) => `${ADDRESS}/survey/coded/E08000039#${parseCode(code)}`));
    const addresses = [...out.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, address = ""]) =>
      address.replaceAll("<wbr/>", ""),
    );
    expect(addresses).toEqual(codes.map(() => "survey.example.gov.uk/survey/coded/E08000039"));
    expect(out.slice(out.indexOf("<style>"), out.indexOf("</style>"))).not.toContain("&");
    expect(out).toContain("What do you think of living in Sheffield?");
    expect(out).toContain("You can answer until 28 March 2097.");
  });

  test("are in Welsh where the wave offers it, and otherwise not issued at all", () => {
    const batch = request(1);
    const refused = issue(batch, "--language", "cy");
    expect([refused.status, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("language.not_offered");
    expect(issue(batch).status).toBe(0);
    const { out } = issue(request(1, "welsh"), "--language", "cy", "--format", "html");
    expect(out).toContain('<html lang="cy">');
    expect(out).toContain("Beth yw eich barn am fyw yn ardal Sheffield?");
    expect(qrTexts(out)[0]).toContain(`${ADDRESS}/cy/survey/welsh/E08000039#`);
  });

  test.skipIf(!existsSync("/dev/full"))("that could not be written count as issued, and the command says so", () => {
    const batch = request(2000);
    const { status, err } = run(
      "Tom Price",
      ["codes", "issue", batch, "--address", ADDRESS],
      openSync("/dev/full", "w"),
    );
    expect(status).toBe(1);
    expect(err).toMatch(/could not be written \(ENOSPC\)\. The batch counts as issued.*request another batch/);
    expect(run(null, ["codes", "list", "coded"]).out).toContain(`${batch}\tE08000039\t2000\tissued`);
  });

  test.each([
    [["codes", "issue", "0123"], "--address is missing"],
    [["codes", "issue", "0123", "--address", "http://survey.example.gov.uk"], "--address is where"],
    [["codes", "issue", "0123", "--address", "https://survey.example.gov.uk/path"], "--address is where"],
    [["codes", "issue", "0123", "--address", "https://a:b@survey.example.gov.uk"], "--address is where"],
    [["codes", "issue", "0123", "--address", "https://survey.example.gov.uk/#x"], "--address is where"],
    [["codes", "issue", "0123", "--address", "survey.example.gov.uk"], "--address is where"],
    [["codes", "issue", "0123", "--address", ADDRESS, "--format", "pdf"], "--format is csv or html"],
    [["codes", "issue", "0123", "--address", ADDRESS, "--language", "fr"], "--language is en or cy"],
    [["codes", "issue", "coded", "E08000039", "--address", ADDRESS], "do not fit"],
    [["codes", "request", "coded", "--count", "5"], "--place is missing"],
    [["codes", "request", "coded", "--place", "E08000039"], "--count is missing"],
    [["codes", "request", "coded", "--place", "E08000039", "--count", "many"], "--count is a whole number"],
    [["codes", "request", "coded", "--place", "E08000039", "--count", "0"], "--count is a whole number"],
    [["wave", "poster", "open", "E08000039"], "--address is missing"],
  ])("a fault of usage ends with status 2 and says how the command is used: %j", (words, said) => {
    const { status, out, err } = run("Tom Price", words);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    expect(err).toContain("Usage: ");
  });

  test.each([
    [["codes", "issue", "0123", "--address", ADDRESS], "batch.unknown"],
    [["codes", "list", "nowhere"], "wave.unknown"],
    [["codes", "request", "open", "--place", "E08000039", "--count", "5"], "wave.no_codes"],
    [["codes", "request", "coded", "--place", "E07000209", "--count", "5"], "place.not_in_wave"],
  ])("a refusal ends with status 1 and its code: %j", (words, code) => {
    const { status, out, err } = run("Tom Price", words);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain(`(${code})`);
  });

  test("may be issued for a site on this machine, to try it out", () => {
    const { out } = run("Tom Price", ["codes", "issue", request(1), "--address", "http://localhost:8787/"]);
    expect(out).toContain(",http://localhost:8787/survey/coded/E08000039#");
  });
});

describe("a poster", () => {
  test("has the open link as a QR code and in words, and no code", () => {
    const { status, out } = run(null, ["wave", "poster", "open", "E08000039", "--address", ADDRESS]);
    expect(status).toBe(0);
    expect(out.startsWith("<svg xmlns=")).toBe(true);
    expect(qrTexts(out)).toEqual([`${ADDRESS}/survey/open/E08000039`]);
    const words = [...out.matchAll(/<text[^>]*>([^<]*)</g)].map(([, line]) => line);
    expect(words.slice(0, 2).join(" ")).toBe("What do you think of living in Sheffield?");
    expect(words.join("")).toContain("survey.example.gov.uk/survey/open/E08000039");
  });

  test("goes into a file that was not there, in the language asked for", () => {
    const file = join(folder, "poster.svg");
    const words = ["wave", "poster", "welsh", "W06000015", "--address", ADDRESS, "--language", "cy", "--output", file];
    expect(run(null, words)).toMatchObject({ status: 0, out: `Written: ${file}\n` });
    const svg = readFileSync(file, "utf8");
    expect(qrTexts(svg)).toEqual([`${ADDRESS}/cy/survey/welsh/W06000015`]);
    expect(svg).toContain("Caerdydd");
    const again = run(null, words);
    expect(again.status).toBe(2);
    expect(again.err).toContain("this file exists");
    expect(readFileSync(file, "utf8")).toBe(svg);
  });

  test.each([
    ["coded", "E08000039", "wave.not_open_to_all"],
    ["open", "E07000209", "place.not_in_wave"],
    ["nowhere", "E08000039", "wave.unknown"],
  ])("is refused where there is no open link: %s %s", (wave, place, code) => {
    const { status, err } = run(null, ["wave", "poster", wave, place, "--address", ADDRESS]);
    expect(status).toBe(1);
    expect(err).toContain(code);
  });
});

/** The contract of the survey's edges: whoever cannot go on reads why, and where they can; and of the form on paper. */
import type { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import type { Wave } from "../../server/storage/waves.ts";
import { formOf, startForm } from "./forms.ts";
import {
  expectNoEcho,
  GUILDFORD,
  INVENTED_PLACES,
  LOOK_PLACE,
  MARKER,
  SHEFFIELD,
  type Target,
  WAVES,
} from "./target.ts";

const OPEN = `/survey/${WAVES.open}`;
const TRIAL = `/survey/${WAVES.trial}`;
const PRESTON = "E07000123";
const LANCASHIRE = [PRESTON, "E07000118", "E07000127"];
const [INVENTED] = INVENTED_PLACES;

async function html(target: Target, path: string, status = 200): Promise<string> {
  const response = await target().fetch(path);
  expect([path, response.status]).toEqual([path, status]);
  return response.text();
}

/** The application with one wave changed, on a day. */
function appWith(target: Target, changes: Partial<Wave>, day = "2027-06-20"): Hono {
  const { services } = target();
  const { catalogue } = services;
  const wave: typeof catalogue.wave = async (id) => {
    const found = await catalogue.wave(id);
    return found === null ? null : { ...found, ...changes };
  };
  return createApp({ ...services, catalogue: { ...catalogue, wave }, now: () => new Date(`${day}T12:00:00Z`) });
}

async function textOf(app: Hono, path: string): Promise<string> {
  return (await app.request(path)).text();
}

/** Edges. */
export function describeEdges(target: Target): void {
  describe("the survey's edges", () => {
    describeElsewhere(target);
    describeClosed(target);
    describeHelp(target);
    describeCodes(target);
    describeWrongAddresses(target);
    describePaper(target);
  });
}

function describeElsewhere(target: Target): void {
  const inPlaces = (codes: readonly string[]): Hono =>
    appWith(target, { places: codes.map((place) => ({ place, scenario: "C" })), languages: ["en", "cy"] });

  test("the page of a wave's places names the areas, and counts them where they are many", async () => {
    const few = inPlaces(LANCASHIRE);
    expect(await textOf(few, OPEN)).toContain(
      "This survey is for people who live in Chorley, Preston or West Lancashire.",
    );
    expect(await textOf(few, `/cy${OPEN}`)).toContain(
      "Mae'r arolwg hwn ar gyfer pobl sy'n byw yn ardal Chorley, Preston neu West Lancashire.",
    );
    const { services } = target();
    const { by_code } = await services.catalogue.directory();
    const all = [...by_code.values()].filter(({ kind, status }) => kind === "london_borough" && status === "current");
    const many = await textOf(inPlaces(all.map(({ code }) => code)), OPEN);
    expect(many).toContain(`This survey is for people who live in one of ${all.length} council areas.`);
    expect(many.match(/<li><a class="govuk-link" href="\/survey\/contract-open\/E09/g)).toHaveLength(all.length);
  });

  test("what the postcode box says of another council is on the page, in both languages, with both ways on", async () => {
    for (const [base, says, see, other] of [
      [
        "",
        "This survey is for people who live in Preston. From your postcode, your council is {name}.",
        "See what residents there say",
        "Choose a different council",
      ],
      [
        "/cy",
        "Mae'r arolwg hwn ar gyfer pobl sy'n byw yn ardal Preston. Yn ôl eich cod post, eich cyngor chi yw {name}.",
        "Gweld beth mae trigolion yno yn ei ddweud",
        "Dewis cyngor arall",
      ],
    ]) {
      const page = await textOf(inPlaces([PRESTON]), `${base}${OPEN}/find`);
      const [, data = ""] = /data-finder="([^"]*)"/.exec(page) ?? [];
      const { elsewhere } = JSON.parse(data.replaceAll("&quot;", '"').replaceAll("&amp;", "&")) as {
        elsewhere: unknown;
      };
      expect(elsewhere).toMatchObject({
        places: [PRESTON],
        says,
        see: { text: see, href: `${base}/places/{slug}` },
        other: { text: other, href: "#councils" },
      });
      expect(page).toContain('id="councils"');
    }
  });

  test("a council's own link asks for no postcode, and leads to the box for whoever lives elsewhere", async () => {
    const one = inPlaces([PRESTON]);
    const moved = await one.request(OPEN);
    expect([moved.status, moved.headers.get("Location")]).toEqual([302, `${OPEN}/${PRESTON}`]);
    const start = await textOf(one, `${OPEN}/${PRESTON}`);
    expect(start).not.toContain("data-finder");
    expect(start).toContain(`href="${OPEN}/find">Not your council? Find yours</a>`);
    expect(await textOf(one, `${OPEN}/find`)).toContain("data-finder");
  });

  test("a place that the wave does not ask in is named, and leads to what its residents say", async () => {
    const page = await html(target, `${OPEN}/E07000042`, 404);
    expect(page).toContain(
      "This survey is for people who live in Guildford or Sheffield. It does not ask in Mid Devon.",
    );
    expect(page).toContain('href="/places/mid-devon"');
    expect(page).toContain('href="/survey/contract-open/E08000039"');
    const nowhere = await target().fetch(`${OPEN}/${MARKER}`);
    expect(nowhere.status).toBe(404);
    expectNoEcho(nowhere, await nowhere.text());
  });

  test("a council without a survey says so on its page, and the way on", async () => {
    const page = await html(target, "/places/mid-devon");
    expect(page).toContain("No survey is open in Mid Devon now.");
    expect(page).toContain('href="/places">Find another council</a>');
    expect(await html(target, "/cy/places/mid-devon")).toContain("Nid oes arolwg ar agor yn ardal Mid Devon nawr.");
    expect(await html(target, "/places/sheffield")).not.toContain("No survey is open");
    expect(await html(target, "/places/surrey-county")).not.toContain("No survey is open");
  });
}

function describeClosed(target: Target): void {
  const days = { closesOn: "2027-06-14", closedOn: "2027-06-15", resultsOn: "2027-07-02", state: "closed" } as const;
  const languages = ["en", "cy"] as const;

  test.each([
    ["", "2027-07-02", "This survey closed on 14 June 2027. Results come out on 2 July."],
    ["", "2028-01-10", "This survey closed on 14 June 2027. Results come out on 10 January 2028."],
    ["/cy", "2027-07-02", "Caeodd yr arolwg hwn ar 14 Mehefin 2027. Daw'r canlyniadau allan ar 2 Gorffennaf."],
    ["/cy", "2028-01-10", "Caeodd yr arolwg hwn ar 14 Mehefin 2027. Daw'r canlyniadau allan ar 10 Ionawr 2028."],
  ])("a closed survey under “%s” with results on %s says: %s", async (base, resultsOn, says) => {
    const app = appWith(target, { ...days, resultsOn, languages });
    for (const path of ["", "/paper"]) {
      const response = await app.request(`${base}${OPEN}/${SHEFFIELD}${path}`);
      expect([response.status, await response.text()]).toEqual([409, expect.stringContaining(`${says}</p>`)]);
    }
  });

  test("where results are out it says so and leads to them", async () => {
    const app = appWith(target, { ...days, state: "released", languages });
    const english = await textOf(app, `${OPEN}/${SHEFFIELD}`);
    expect(english).toContain("This survey closed on 14 June 2027. Its results are out.");
    expect(english).toContain('href="/places/sheffield"');
    const welsh = await textOf(app, `/cy${OPEN}/${SHEFFIELD}`);
    expect(welsh).toContain("Caeodd yr arolwg hwn ar 14 Mehefin 2027. Mae ei ganlyniadau wedi'u cyhoeddi.");
    expect(welsh).toContain('href="/cy/places/sheffield"');
  });
}

function describeHelp(target: Target): void {
  const start = `${TRIAL}/${INVENTED}`;

  test("the start page says who may answer, and leads whoever is younger to a page that keeps nothing", async () => {
    const page = await html(target, start);
    expect(page).toMatch(/This survey is for people aged 18 or over who live in \w+\./);
    expect(page).toContain(`href="${start}/help/too-young">I am under 18</a>`);
    const before = await target().count("spool", WAVES.trial);
    const response = await target().fetch(`${start}/help/too-young`);
    const young = await response.text();
    expect(young).toContain("We only ask people aged 18 or over. You have not been counted and nothing was kept.");
    expect(young).toMatch(/href="\/places\/[\w-]+">See what residents of \w+ say<\/a>/);
    expect(young).not.toMatch(/<form|<script/);
    expect(await target().count("spool", WAVES.trial)).toBe(before);
    expect(await html(target, `/cy${start}`)).toContain("Rwyf o dan 18 oed</a>");
    expect(await html(target, `/cy${start}/help/too-young`)).toContain(
      "Dim ond pobl 18 oed neu hŷn rydym yn eu holi. Nid ydych wedi cael eich cyfrif ac ni chadwyd dim.",
    );
  });

  test.each([
    ["no-fixed-address", "where you spend most of your time", "treulio'r rhan fwyaf o'ch amser"],
    ["helping", "Do not answer for somebody who has not agreed", "Peidiwch ag ateb dros rywun nad yw wedi cytuno"],
    ["northern-ireland", "does not ask in Northern Ireland", "Nid yw'r arolwg hwn yn gofyn yng Ngogledd Iwerddon"],
    ["new-postcode", "may not be in our list yet", "yn ein rhestr eto"],
  ])("%s has its page, with and without a place, and a way on", async (topic, english, welsh) => {
    for (const path of [TRIAL, start]) {
      expect(await html(target, `${path}/help/${topic}`)).toContain(english);
      const page = await html(target, `/cy${path}/help/${topic}`);
      expect(page).toContain(welsh);
      expect(page).toMatch(/<p class="govuk-body"><a class="govuk-link" href="\/cy\//);
      expect(page).not.toMatch(/<form|<script/);
    }
  });

  test("the pages are linked from where they are needed", async () => {
    const choice = await html(target, OPEN);
    for (const topic of ["no-fixed-address", "new-postcode", "northern-ireland", "helping"]) {
      expect(choice).toContain(`href="${OPEN}/help/${topic}"`);
    }
    const home = await html(target, "/");
    for (const topic of ["northern-ireland", "new-postcode"]) {
      expect(home).toContain(`/help/${topic}`);
      expect(await html(target, `/help/${topic}`)).toContain('href="/places"');
      expect(await html(target, `/cy/help/${topic}`)).toContain('href="/cy/places"');
    }
    for (const topic of ["no-fixed-address", "helping"]) {
      expect(await html(target, start)).toContain(`href="${start}/help/${topic}"`);
    }
  });

  test("there is no other help page, and none of a survey that is not known", async () => {
    for (const path of [`${OPEN}/help/${MARKER}`, `${start}/help/${MARKER}`, "/help/too-young", `/help/${MARKER}`]) {
      await html(target, path, 404);
    }
    for (const path of [`/survey/${MARKER}/help/helping`, `/survey/${WAVES.draft}/help/helping`]) {
      expect(await html(target, path, 404)).not.toContain(MARKER);
    }
  });

  test("a survey that asks in Northern Ireland leads to its list", async () => {
    const app = appWith(target, { places: [{ place: "N09000003", scenario: "A" }] });
    const page = await textOf(app, `${OPEN}/help/northern-ireland`);
    expect(page).toContain("This survey asks in Northern Ireland. Choose your council from the list.");
    expect(page).toContain(`href="${OPEN}/find"`);
  });
}

function describeCodes(target: Target): void {
  test("a code mistyped, of another wave and of another place get one and the same page, byte for byte", async () => {
    const path = `/survey/${WAVES.coded}/${SHEFFIELD}`;
    const { codes } = target().world;
    const own = codes.sheffield[9] ?? "";
    const mistyped = own.slice(0, -1) + (own.endsWith("7") ? "8" : "7");
    const { hidden } = await startForm(target, path);
    const pages = await Promise.all(
      [mistyped, codes.otherWave[9] ?? "", codes.guildford[9] ?? "", "A".repeat(own.length)].map(async (code) => {
        const body = new URLSearchParams({ ...hidden, code, go: "submit" });
        const response = await target().fetch(path, { method: "POST", body });
        const text = await response.text();
        const { state = "" } = formOf(text).hidden;
        const headers = [...response.headers].filter(([name]) => name !== "date");
        // What travels sealed differs by the key's own chance, and says nothing but its length.
        return JSON.stringify([response.status, headers, state.length, text.replace(state, "")]);
      }),
    );
    expect(pages[0]).toContain("We do not recognise this code. Check it against your letter.");
    expect(new Set(pages).size).toBe(1);
  });
}

function describeWrongAddresses(target: Target): void {
  test("an unknown survey and one that has not begun are one page, which says what to do", async () => {
    const pages = await Promise.all(
      [`/survey/${MARKER}`, `/survey/${WAVES.draft}`, `/survey/${MARKER}/${SHEFFIELD}`, `/survey/${MARKER}/find`].map(
        (path) => html(target, path, 404),
      ),
    );
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain("We do not know this survey");
    expect(pages[0]).toContain("Check the address against your letter or poster.");
    expect(await html(target, `/cy/survey/${MARKER}`, 404)).toContain("Nid ydym yn adnabod yr arolwg hwn");
  });

  test("a form that is too old or unreadable says that nothing was taken, and how to go on", async () => {
    const post = async (body: URLSearchParams, path = `${OPEN}/${GUILDFORD}`): Promise<string> =>
      (await target().fetch(path, { method: "POST", body })).text();
    expect(await post(new URLSearchParams({ state: MARKER, go: "next" }))).toContain("Nothing was sent.");
    const unreadable = await post(
      new URLSearchParams([...["next", "next"].map((go) => ["go", go])] as [string, string][]),
    );
    expect(unreadable).toContain("Nothing was taken. Go back and send it again, or start again.");
    const welsh = await post(new URLSearchParams({ state: MARKER, go: "next" }), `/cy${TRIAL}/${INVENTED}`);
    expect(welsh).toContain("Ni anfonwyd dim.");
  });
}

function describePaper(target: Target): void {
  const paper = `${TRIAL}/${LOOK_PLACE}/paper`;

  test("the form is linked from the start page, and has every question that is asked there", async () => {
    expect(await html(target, `${TRIAL}/${LOOK_PLACE}`)).toContain(`href="${paper}">Print this as a paper form</a>`);
    for (const [base, word, large] of [
      ["", "Question", "Large print"],
      ["/cy", "Cwestiwn", "Print bras"],
    ] as const) {
      const page = await html(target, base + paper);
      const numbers = [...page.matchAll(new RegExp(`p-number">${word} (\\d+)<`, "g"))].map(([, number]) =>
        Number(number),
      );
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
      const asked = /(?:There are|Mae) (\d+)/.exec(await html(target, `${TRIAL}/${LOOK_PLACE}`))?.[1];
      expect(String(numbers.length)).toBe(asked);
      expect(page).toContain(`href="${base}${paper}?print=large">${large}</a>`);
      expect(page).toContain("Brackenford");
      expect(page).not.toMatch(/<style|\sstyle="|<script|<form|<input/);
    }
  });

  test("large print is asked for by its address, and has no table", async () => {
    expect(await html(target, paper)).toContain("<table");
    const large = await html(target, `${paper}?print=large`);
    expect(large).toContain('<body class="p-large"');
    expect(large).not.toContain("<table");
    expect(await html(target, `${paper}?print=${MARKER}`)).not.toContain(MARKER);
  });

  test("a code has its box on the first sheet alone, and only where the survey has codes", async () => {
    for (const [path, text] of [
      [`/survey/${WAVES.coded}/${SHEFFIELD}/paper`, "Without it we cannot count your answers."],
      [`${OPEN}/${GUILDFORD}/paper`, "If your letter has a code, write it here."],
    ] as const) {
      const page = await html(target, path);
      expect(page).toContain(text);
      expect(page).toContain("Please do not write the code on the pages that follow.");
      expect(page.indexOf("p-code__boxes")).toBeLessThan(page.indexOf("p-empty"));
      expect(page.slice(page.indexOf("p-empty"))).not.toMatch(/\bcode\b/i);
    }
    expect(await html(target, paper)).not.toContain("p-code");
  });

  test("it names both councils of a two-tier area, and is there for no survey that is not open", async () => {
    const page = await html(target, `${OPEN}/${GUILDFORD}/paper`);
    expect(page).toContain("Two councils work for you here: Guildford Borough Council and Surrey County Council.");
    expect(page).toContain("Ask whoever gave you this form where to return it.");
    await html(target, `/survey/${WAVES.closed}/${SHEFFIELD}/paper`, 409);
    await html(target, `/survey/${WAVES.draft}/${SHEFFIELD}/paper`, 404);
  });
}

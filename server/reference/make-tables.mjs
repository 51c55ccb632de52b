/**
 * Makes the committed tables of this folder from the reference CSVs: `node server/reference/make-tables.mjs REFERENCE_DIR`.
 * The same CSVs always give the same bytes. The README beside this file says what each table is.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

/** Class schemes: how their labels become names that can be told apart in a list, and what a scheme is called in full. */
const SCHEMES = {
  ruc21: { title: "Rural-urban classification 2021", name: (label) => label },
  ruc21_settlement: {
    title: "Rural-urban classification 2021, settlement class",
    name: (label) => `${label} (England and Wales, four classes)`,
  },
  ruc21_flag: {
    title: "Rural-urban classification 2021, rural or urban",
    name: (label) => `${label} (England and Wales, two classes)`,
  },
  sgur16_dz_majority: {
    title: "Scottish urban-rural classification 2016, class of most data zones",
    name: (label) => `${label} (Scotland)`,
  },
  council_type: { title: "Type of council", name: (label) => COUNCIL_TYPES[label] ?? label },
};

const COUNCIL_TYPES = {
  "County council": "County councils",
  "English unitary authority": "English unitary authorities",
  "London borough (with the City)": "London boroughs (with the City)",
  "Metropolitan district": "Metropolitan districts",
  "Northern Irish district": "Northern Irish districts",
  "Scottish council": "Scottish councils",
  "Shire district": "Shire districts",
  "Welsh council": "Welsh councils",
};

const NON_METROPOLITAN = "CL-non-metropolitan";
const blank = (text) => (text === "" ? null : text);
const number = (text) => (text === "" ? null : Number(text));
const list = (text) => (text === "" ? [] : text.split(";"));
const slugOf = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const classCode = (scheme, name) => `CL-${slugOf(scheme)}-${slugOf(name)}`;
const later = (a, b) => (a === null ? b : b === null ? a : a > b ? a : b);
const earlier = (a, b) => (a === null ? b : b === null ? a : a < b ? a : b);

function dayBefore(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function readCsv(folder, name) {
  return parse(readFileSync(join(folder, `${name}.csv`), "utf8"), { columns: true, bom: true });
}

function writeTable(name, value) {
  writeFileSync(join(HERE, name), `${JSON.stringify(value)}\n`);
}

/** The places of the CSV, closed on the eve of a planned change where one is known. */
function readPlaces(folder, changes) {
  const planned = new Map(changes.map((change) => [change.code, change]));
  return readCsv(folder, "places").map((row) => {
    const change = planned.get(row.code);
    return {
      code: row.code,
      kind: row.kind,
      status: row.status,
      name: row.name,
      name_cy: blank(row.name_cy),
      official_name: row.official_name === row.name ? null : blank(row.official_name),
      official_name_cy: blank(row.official_name_cy),
      slug: row.slug,
      country_code: blank(row.country_code),
      region_code: blank(row.region_code),
      county_code: blank(row.county_code),
      valid_from: blank(row.start_date),
      valid_to: change === undefined ? blank(row.end_date) : dayBefore(change.effective),
      replaced_by: change === undefined ? list(row.replaced_by) : change.successors,
      population: number(row.population),
      population_year: number(row.population_year),
      latitude: number(row.lat),
      longitude: number(row.lon),
      homepage: blank(row.homepage_url),
      note: blank(row.note),
    };
  });
}

function groupPlace(code, kind, name, slug, population, details = {}) {
  return {
    code,
    kind,
    status: "current",
    name,
    name_cy: null,
    official_name: null,
    official_name_cy: null,
    slug,
    country_code: null,
    region_code: null,
    county_code: null,
    valid_from: null,
    valid_to: null,
    replaced_by: [],
    population,
    population_year: 2024,
    latitude: null,
    longitude: null,
    homepage: null,
    note: null,
    ...details,
  };
}

/** Codes named in the column of historic codes; "E07000049-E07000053" means every code from the one to the other. */
function historicCodes(text) {
  const codes = [];
  for (const [, first, last] of text.matchAll(/(E\d{8})(?:-(E\d{8}))?/g)) {
    for (let value = Number(first.slice(1)); value <= Number((last ?? first).slice(1)); value += 1) {
      codes.push(`E${String(value).padStart(8, "0")}`);
    }
  }
  return codes;
}

const DISTRICT_KINDS = new Set(["unitary", "district", "metropolitan", "london_borough", "welsh", "scottish", "ni"]);

/** Partnerships as places and memberships: members of today, districts of their day, and planned successors. */
function partnerships(folder, places, changes) {
  const known = new Map(places.map((place) => [place.code, place]));
  const rows = readCsv(folder, "partnership_members");
  const made = { places: [], memberships: [] };
  for (const row of readCsv(folder, "partnerships")) {
    const code = `PT-${row.id}`;
    made.places.push(
      groupPlace(code, "partnership", row.name, `${row.id}-partnership`, number(row.population), {
        note: blank(row.note),
      }),
    );
    const roles = new Map(
      rows.filter((member) => member.partnership_id === row.id).map((m) => [m.member_code, m.role]),
    );
    for (const [member, role] of roles) {
      const district = DISTRICT_KINDS.has(known.get(member).kind);
      roles.set(member, role === "named" && district ? "area" : role);
    }
    for (const member of historicCodes(row.historic_codes)) {
      const place = known.get(member);
      if (roles.has(member) || place === undefined || place.status === "recoded") continue;
      roles.set(member, DISTRICT_KINDS.has(place.kind) ? "area" : "named");
    }
    const successors = new Set(
      changes.flatMap((change) => (roles.get(change.code) === "area" ? change.successors : [])),
    );
    for (const successor of successors) {
      const parts = changes.filter((change) => change.successors.length === 1 && change.successors[0] === successor);
      if (parts.every((change) => roles.get(change.code) === "area")) roles.set(successor, "area");
    }
    for (const [member, role] of roles)
      made.memberships.push({ member, group: code, valid_from: null, valid_to: null, role });
  }
  return made;
}

function populationOfMembers(members, known) {
  return members.reduce(
    (sum, code) => sum + (known.get(code).status === "current" ? known.get(code).population : 0),
    0,
  );
}

/** Classes as places and memberships. The type of a council is known for former and planned councils too: it is their kind. */
function classes(folder, places) {
  const known = new Map(places.map((place) => [place.code, place]));
  const groups = new Map();
  for (const row of readCsv(folder, "classes")) {
    const code = classCode(row.class_scheme, row.class);
    const group = groups.get(code) ?? { code, scheme: row.class_scheme, label: row.label, members: new Set() };
    groups.set(code, group);
    group.members.add(row.code);
  }
  const shire = new Set();
  for (const place of places) {
    if (place.status === "recoded") continue;
    groups.get(classCode("council_type", place.kind))?.members.add(place.code);
    if (place.kind === "unitary" || place.kind === "district") shire.add(place.code);
  }
  const made = { places: [], memberships: [] };
  const add = (code, name, official_name, members) => {
    const slug = `class-${code.slice(3)}`;
    made.places.push(groupPlace(code, "class", name, slug, populationOfMembers(members, known), { official_name }));
    for (const member of members)
      made.memberships.push({ member, group: code, valid_from: null, valid_to: null, role: "area" });
  };
  for (const { code, scheme, label, members } of groups.values()) {
    const { title, name } = SCHEMES[scheme];
    add(code, name(label), `${title}: ${label}`, [...members]);
  }
  add(
    NON_METROPOLITAN,
    "Non-metropolitan England",
    "Type of council: shire districts and English unitary authorities",
    [...shire],
  );
  return made;
}

/** Memberships of the CSV. A code that was replaced adds nobody: the residents belong to the new code. */
function readMemberships(folder, places) {
  const recoded = new Set(places.filter((place) => place.status === "recoded").map((place) => place.code));
  return readCsv(folder, "memberships").map((row) => ({
    member: row.member_code,
    group: row.group_code,
    valid_from: blank(row.from),
    valid_to: blank(row.to),
    role: row.kind === "planned_successor" ? "planned successor" : recoded.has(row.member_code) ? "recoded" : row.role,
  }));
}

/** Gathers memberships by group, role and dates, after closing each one where its member or its group begins or ends. */
function packMemberships(memberships, places) {
  const known = new Map(places.map((place) => [place.code, place]));
  const packed = new Map();
  for (const { member, group, role, ...dates } of memberships) {
    const ends = [known.get(member), known.get(group)];
    if (ends.includes(undefined)) throw new Error(`Unknown place in membership ${member} of ${group}`);
    const dated = role === "area";
    const valid_from = dated
      ? ends.reduce((day, place) => later(day, place.valid_from), dates.valid_from)
      : dates.valid_from;
    const valid_to = dated ? ends.reduce((day, place) => earlier(day, place.valid_to), dates.valid_to) : dates.valid_to;
    const key = [group, role, valid_from, valid_to].join("|");
    if (!packed.has(key)) packed.set(key, { group, role, valid_from, valid_to, members: [] });
    packed.get(key).members.push(member);
  }
  const keys = [...packed.keys()].sort(byText);
  return keys.map((key) => ({ ...packed.get(key), members: packed.get(key).members.sort(byText) }));
}

function readChanges(folder) {
  return readCsv(folder, "planned_changes").map((row) => ({
    code: row.code,
    name: row.name,
    change: row.change,
    effective: row.effective,
    successors: list(row.successor_id),
    instrument: row.instrument,
  }));
}

function columnsOf(rows) {
  return Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]));
}

function makePlaces(folder) {
  const changes = readChanges(folder);
  const listed = readPlaces(folder, changes);
  const composite = partnerships(folder, listed, changes);
  const classed = classes(folder, listed);
  const places = [...listed, ...composite.places, ...classed.places].sort((a, b) => byText(a.code, b.code));
  const memberships = [...readMemberships(folder, listed), ...composite.memberships, ...classed.memberships];
  writeTable("places.json", columnsOf(places));
  writeTable("memberships.json", packMemberships(memberships, places));
  writeTable("planned-changes.json", changes);
}

function makeNeighbours(folder) {
  const table = new Map();
  const rows = readCsv(folder, "neighbours").sort((a, b) => byText(a.code, b.code) || Number(a.rank) - Number(b.rank));
  for (const row of rows) {
    if (!table.has(row.code)) table.set(row.code, { code: row.code, neighbours: [], distances: [] });
    table.get(row.code).neighbours.push(row.neighbour_code);
    table.get(row.code).distances.push(Number(row.distance));
  }
  writeTable("neighbours.json", columnsOf([...table.values()]));
}

const SERIES = {
  "LGA polling on resident satisfaction with councils": "lga",
  "APSE / Survation public polling": "apse-survation",
  "Place Survey 2008": "place-survey",
  "Mid Devon residents' survey": "mid-devon",
};

/** Every row and column as given. A blank stays null: it was not found, and is never filled in. */
function makeEvidence(folder) {
  const rows = readCsv(folder, "evidence").map((row) => {
    const cells = Object.fromEntries(Object.entries(row).map(([name, text]) => [name, blank(text)]));
    const id = [SERIES[row.series] ?? slugOf(row.series), row.start, row.question, row.measure]
      .join("-")
      .replaceAll("_", "-");
    return { id, ...cells, base: number(row.base), share: number(row.share) };
  });
  if (new Set(rows.map((row) => row.id)).size !== rows.length) throw new Error("Two rows of evidence share an id");
  writeTable("evidence.json", rows);
}

function makePopulation(folder) {
  const table = new Map();
  for (const row of readCsv(folder, "population_single_year")) {
    if (!table.has(row.code)) table.set(row.code, { code: row.code, female: [], male: [] });
    table.get(row.code)[row.sex][Number.parseInt(row.age, 10)] = Number(row.population);
  }
  const rows = [...table.values()].sort((a, b) => byText(a.code, b.code));
  for (const { code, female, male } of rows) {
    if (Object.keys(female).length !== 91 || Object.keys(male).length !== 91)
      throw new Error(`Ages missing in ${code}`);
  }
  writeTable("population.json", columnsOf(rows));
}

/** The places of sorted units in the grid of 400, as steps: `]` is 1 ... `}` is 33; `~` adds 33 and names no unit. */
function packUnits(units) {
  let packed = "";
  let last = 0;
  for (const unit of units.sort((a, b) => a - b)) {
    for (; unit - last > 33; last += 33) packed += "~";
    packed += String.fromCharCode(92 + unit - last);
    last = unit;
  }
  return packed;
}

/** One sector: its digit, the sign of its first council, then for each other council its sign and its units. */
function packSector(digit, councils, listed, exceptions) {
  const sign = (code) => String.fromCharCode(58 + listed.indexOf(code));
  const others = councils.slice(1).filter((code) => exceptions?.has(code));
  return digit + sign(councils[0]) + others.map((code) => sign(code) + packUnits(exceptions.get(code))).join("");
}

function readExceptions(folder) {
  const sectors = new Map();
  for (const { postcode, lad_code } of readCsv(folder, "postcode_exceptions")) {
    const sector = postcode.slice(0, -2);
    const place = 1 + 20 * UNIT_LETTERS.indexOf(postcode.at(-2)) + UNIT_LETTERS.indexOf(postcode.at(-1));
    if (!sectors.has(sector)) sectors.set(sector, new Map());
    const councils = sectors.get(sector);
    councils.set(lad_code, [...(councils.get(lad_code) ?? []), place]);
  }
  return sectors;
}

function makePostcodes(folder) {
  const exceptions = readExceptions(folder);
  const areas = new Map();
  for (const row of readCsv(folder, "postcode_sectors").sort((a, b) => byText(a.sector, b.sector))) {
    const area = /^[A-Z]+/.exec(row.sector)[0];
    if (!areas.has(area)) areas.set(area, []);
    areas.get(area).push({ sector: row.sector, councils: list(row.lad_codes) });
  }
  rmSync(join(HERE, "postcodes"), { recursive: true, force: true });
  mkdirSync(join(HERE, "postcodes"));
  for (const [area, sectors] of areas) {
    const councils = [...new Set(sectors.flatMap((sector) => sector.councils))].sort(byText);
    if (councils.length > 34) throw new Error(`Too many councils in ${area} for one sign each`);
    const districts = {};
    for (const { sector, councils: here } of sectors) {
      const [outward, digit] = sector.split(" ");
      const district = outward.slice(area.length);
      districts[district] = (districts[district] ?? "") + packSector(digit, here, councils, exceptions.get(sector));
    }
    writeTable(join("postcodes", `${area}.json`), { area, councils, districts });
  }
}

function main(folder) {
  if (folder === undefined) throw new Error("Give the folder of the reference CSVs");
  makePlaces(folder);
  makeNeighbours(folder);
  makeEvidence(folder);
  makePopulation(folder);
  makePostcodes(folder);
}

main(process.argv[2]);

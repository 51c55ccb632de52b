/** What every column of a result row means: one table, which the files, the codebook and the reference page are made of. */
import type { Text } from "../questionnaire/types.ts";
import { RESULT_COLUMNS, type ResultRow } from "./types.ts";

/** How the values of a column are written. */
export type ColumnType = "text" | "date" | "integer" | "decimal";

/** A column of every table of results. Its name never changes; `COLUMN_CHANGES` says when one came. */
export interface ResultColumn {
  readonly name: keyof ResultRow;
  readonly type: ColumnType;
  /** A short name for headings. */
  readonly label: Text;
  /** What it says, and what an empty cell means where there may be one. */
  readonly meaning: Text;
  /** Whether a cell may be empty. */
  readonly empty: boolean;
}

const WITHHELD: Text = { en: "Empty where it is withheld", cy: "Gwag lle caiff ei ddal yn ôl" };

const KNOWN: Readonly<Record<keyof ResultRow, Omit<ResultColumn, "name">>> = {
  release: column("text", "Release", "Datganiad", "Id of the release", "Dynodydd y datganiad"),
  wave: column("text", "Wave", "Ton", "Id of the survey wave", "Dynodydd ton yr arolwg"),
  stream: column("text", "Stream", "Ffrwd", "How people came to answer", "Sut y daeth pobl i ateb"),
  period_start: column("date", "From", "O", "First day of asking", "Diwrnod cyntaf yr holi"),
  period_end: column("date", "To", "Hyd", "Last day of asking", "Diwrnod olaf yr holi"),
  place_code: column(
    "text",
    "Place code",
    "Cod y lle",
    "GSS code, or an id of ours where there is none",
    "Cod GSS, neu ddynodydd o'n heiddo ni lle nad oes un",
  ),
  place_name: column(
    "text",
    "Place",
    "Lle",
    "Name of the place; where too few of its adults are covered, how many of its councils are",
    "Enw'r lle; lle na chynhwysir digon o'i oedolion, faint o'i gynghorau a gynhwysir",
  ),
  place_kind: column(
    "text",
    "Kind of place",
    "Math o le",
    "E.g. district, county, region",
    "E.e. ardal, sir, rhanbarth",
  ),
  members_included: column(
    "integer",
    "Councils included",
    "Cynghorau a gynhwysir",
    "How many districts the figure is made of",
    "O faint o ardaloedd y gwnaed y ffigur",
  ),
  members: column(
    "integer",
    "Councils",
    "Cynghorau",
    "How many districts the place has",
    "Faint o ardaloedd sydd yn y lle",
  ),
  population_covered: column(
    "integer",
    "Adults covered, per cent",
    "Oedolion a gynhwysir, y cant",
    "Whole per cent of the place's adults who live in the districts included. Empty where it is not known",
    "Canran gyfan o oedolion y lle sy'n byw yn yr ardaloedd a gynhwysir. Gwag lle nad yw'n hysbys",
    true,
  ),
  question: column(
    "text",
    "Question",
    "Cwestiwn",
    "Id of the question: see the codebook",
    "Dynodydd y cwestiwn: gweler y llyfr codau",
  ),
  answer: column(
    "text",
    "Answer",
    "Ateb",
    "Id of the answer, or top_two, bottom_two, net: see the codebook",
    "Dynodydd yr ateb, neu top_two, bottom_two, net: gweler y llyfr codau",
  ),
  answer_label: column("text", "Answer in words", "Yr ateb mewn geiriau", "What the answer is called", "Enw'r ateb"),
  by: column(
    "text",
    "Broken down by",
    "Wedi'i ddadansoddi yn ôl",
    "Id of the demographic question, or all",
    "Dynodydd y cwestiwn demograffig, neu all",
  ),
  group: column("text", "Group", "Grŵp", "Id of the group of people, or all", "Dynodydd y grŵp o bobl, neu all"),
  group_label: column("text", "Group in words", "Y grŵp mewn geiriau", "What the group is called", "Enw'r grŵp"),
  share: column(
    "integer",
    "Share, per cent",
    "Cyfran, y cant",
    "Whole per cent of the group who gave the answer; for a net, points. With a bound, the bound itself. Empty where it is withheld",
    "Canran gyfan o'r grŵp a roddodd yr ateb; ar gyfer ffigur net, pwyntiau. Gyda therfyn, y terfyn ei hun. Gwag lle caiff ei ddal yn ôl",
    true,
  ),
  bound: column(
    "text",
    "Bound",
    "Terfyn",
    "le: the share is this or less; ge: this or more. Empty where the share is a plain one, or withheld",
    "le: y gyfran yw hyn neu lai; ge: hyn neu fwy. Gwag lle mae'r gyfran yn un gyffredin, neu wedi'i dal yn ôl",
    true,
  ),
  low: column(
    "integer",
    "Low",
    "Isaf",
    "Lower end of the 95 per cent range. Empty where the figure is withheld, and where people chose for themselves to take part",
    "Pen isaf yr ystod 95 y cant. Gwag lle caiff y ffigur ei ddal yn ôl, a lle dewisodd pobl drostynt eu hunain gymryd rhan",
    true,
  ),
  high: column(
    "integer",
    "High",
    "Uchaf",
    "Upper end of the same range. Empty like low",
    "Pen uchaf yr un ystod. Gwag fel low",
    true,
  ),
  base: column(
    "integer",
    "Base",
    "Sail",
    `How many people the figure is of, rounded. ${WITHHELD.en}`,
    `O faint o bobl y mae'r ffigur, wedi'i dalgrynnu. ${WITHHELD.cy}`,
    true,
  ),
  design_effect: column(
    "decimal",
    "Design effect",
    "Effaith dylunio",
    `What weighting costs: the base divided by it is the effective base. ${WITHHELD.en}`,
    `Cost pwysoli: y sail wedi'i rhannu â hi yw'r sail effeithiol. ${WITHHELD.cy}`,
    true,
  ),
  status: column(
    "text",
    "Status",
    "Statws",
    "Empty: shown. c: withheld, to protect people. u: of low reliability",
    "Gwag: dangosir. c: wedi'i ddal yn ôl, i warchod pobl. u: dibynadwyedd isel",
    true,
  ),
  mode: column("text", "Mode", "Dull", "How answers were given", "Sut y rhoddwyd atebion"),
  sample_type: column(
    "text",
    "Sample type",
    "Math o sampl",
    "Which decides how the figure may be worded",
    "Sy'n penderfynu sut y gellir geirio'r ffigur",
  ),
};

function column(
  type: ColumnType,
  en: string,
  cy: string,
  meaningEn: string,
  meaningCy: string,
  empty = false,
): Omit<ResultColumn, "name"> {
  return { type, label: { en, cy }, meaning: { en: meaningEn, cy: meaningCy }, empty };
}

/** The columns in the order of every file. */
export const RESULT_COLUMN_MEANINGS: readonly ResultColumn[] = RESULT_COLUMNS.map((name) => ({ name, ...KNOWN[name] }));

/** What the codes of a column mean, for the columns whose codes are the same in every release. */
export const RESULT_CODES: Readonly<
  Record<"stream" | "bound" | "status" | "mode" | "sample_type", Readonly<Record<string, Text>>>
> = {
  stream: {
    code: { en: "With a code from a letter", cy: "Gyda chod o lythyr" },
    open: { en: "By an open link", cy: "Drwy ddolen agored" },
    interviewer: { en: "Asked by an interviewer", cy: "Wedi'u holi gan gyfwelydd" },
  },
  bound: {
    le: { en: "This or less", cy: "Hyn neu lai" },
    ge: { en: "This or more", cy: "Hyn neu fwy" },
  },
  status: {
    c: { en: "Withheld, to protect people", cy: "Wedi'i ddal yn ôl, i warchod pobl" },
    u: { en: "Low reliability: treat with care", cy: "Dibynadwyedd isel: dylid ei drin yn ofalus" },
  },
  mode: {
    online: { en: "Online", cy: "Ar-lein" },
    paper: { en: "On paper", cy: "Ar bapur" },
    telephone: { en: "By telephone", cy: "Dros y ffôn" },
    "face-to-face": { en: "Face to face", cy: "Wyneb yn wyneb" },
  },
  sample_type: {
    probability: { en: "A sample drawn at random", cy: "Sampl a dynnwyd ar hap" },
    quota: { en: "A sample with quotas", cy: "Sampl gyda chwotâu" },
    "self-selected": {
      en: "People chose for themselves to take part",
      cy: "Dewisodd pobl drostynt eu hunain gymryd rhan",
    },
    demonstration: { en: "Invented residents", cy: "Trigolion dychmygol" },
  },
};

/** What happened to the columns since the first files: names never change their meaning, and new ones come last. */
export const COLUMN_CHANGES: readonly { readonly on: string; readonly change: Text }[] = [
  {
    on: "2026-11-22",
    change: {
      en: "First files. The columns are those of the API's result rows.",
      cy: "Y ffeiliau cyntaf. Mae'r colofnau yr un fath â cholofnau rhesi canlyniadau'r API.",
    },
  },
];

/** The texts that go with a release's files: what is in it, and what changed since the editions before. */
import type { Language, Text } from "../../questionnaire/types.ts";
import { COLUMN_CHANGES } from "../columns.ts";
import type { ReleaseDocument } from "../types.ts";
import { citation, inventedWords, LICENCE_NAME, PROTECTION_WORDS } from "./words.ts";

/** An edition of a wave's release, as the change log names it. */
export interface ListedRevision {
  readonly release: string;
  readonly revision: number;
  /** Null in the first. */
  readonly reason: Text | null;
}

/** What a file is, by its name. */
export const FILE_WORDS: Readonly<Record<string, Text>> = {
  "results.csv": { en: "Every row of the release", cy: "Pob rhes o'r datganiad" },
  "results.csv-metadata.json": {
    en: "Its columns described for programs (CSV on the Web)",
    cy: "Disgrifiad o'i golofnau ar gyfer rhaglenni (CSV on the Web)",
  },
  "results.parquet": { en: "The same rows as Parquet", cy: "Yr un rhesi fel Parquet" },
  "results.sps": {
    en: "Reads results.csv into PSPP or SPSS, with labels",
    cy: "Yn darllen results.csv i PSPP neu SPSS, gyda labeli",
  },
  "codebook.csv": {
    en: "Every question and code, in English and Welsh",
    cy: "Pob cwestiwn a chod, yn Gymraeg ac yn Saesneg",
  },
  "codebook.json": {
    en: "The same for programs, with the columns",
    cy: "Yr un peth ar gyfer rhaglenni, gyda'r colofnau",
  },
  "changes.json": { en: "What changed, for programs", cy: "Beth a newidiodd, ar gyfer rhaglenni" },
  "CHANGES.txt": { en: "What changed, in words", cy: "Beth a newidiodd, mewn geiriau" },
  "README.txt": {
    en: "What is in the release, and how to cite it",
    cy: "Beth sydd yn y datganiad, a sut i'w ddyfynnu",
  },
};

/** The README: English first, then Welsh. */
export function readmeText(
  document: ReleaseDocument,
  names: readonly string[],
  attributions: readonly string[],
): string {
  const part = (language: Language): readonly string[] => {
    const words = README_WORDS[language];
    const invented = inventedWords(document);
    return [
      document.title[language],
      "=".repeat(document.title[language].length),
      ...(invented === null ? [] : ["", invented[language]]),
      "",
      `${words.asked}: ${document.period_start} – ${document.period_end}. ${words.release}: ${document.id}.`,
      ...(document.correction === undefined ? [] : [`${words.correction}: ${document.correction[language]}`]),
      "",
      `${words.files}:`,
      ...names.map((name) => `- ${name}: ${FILE_WORDS[name]?.[language] ?? name}`),
      `- ${words.places}`,
      "",
      ...PROTECTION_WORDS.map((text) => text[language]),
      "",
      `${words.licence}: ${LICENCE_NAME[language]}, ${document.licence}`,
      `${words.cite}: ${citation(document, language)}`,
      "",
    ];
  };
  return [...part("en"), ...attributions, "", "", ...part("cy"), ...attributions, ""].join("\n");
}

const README_WORDS = {
  en: {
    asked: "Asked",
    release: "Release",
    correction: "A correction. Reason",
    files: "Files",
    places: "PLACE.csv, .json, .jsonstat.json, .ods, .xlsx: one place, by its code; PLACE.cy.ods and so on in Welsh",
    licence: "Licence",
    cite: "How to cite",
  },
  cy: {
    asked: "Gofynnwyd",
    release: "Datganiad",
    correction: "Cywiriad. Rheswm",
    files: "Ffeiliau",
    places: "PLACE.cy.csv, .json, .jsonstat.json, .ods, .xlsx: un lle, yn ôl ei god; PLACE.ods ac ati yn Saesneg",
    licence: "Trwydded",
    cite: "Sut i ddyfynnu",
  },
} as const;

/** The change log for programs: every edition of this wave up to this one, and the columns. */
export function changesJson({ id, wave }: ReleaseDocument, revisions: readonly ListedRevision[]): string {
  return JSON.stringify({ release: id, wave, revisions, columns: COLUMN_CHANGES }, null, 1);
}

/** The same in words. */
export function changesText(document: ReleaseDocument, revisions: readonly ListedRevision[]): string {
  const part = (language: Language): readonly string[] => {
    const [first, columns] =
      language === "en" ? ["the first edition", "Columns"] : ["yr argraffiad cyntaf", "Colofnau"];
    return [
      document.title[language],
      ...revisions.map(({ release, reason }) => `- ${release}: ${reason === null ? first : reason[language]}`),
      `${columns}:`,
      ...COLUMN_CHANGES.map(({ on, change }) => `- ${on}: ${change[language]}`),
      "",
    ];
  };
  return [...part("en"), ...part("cy")].join("\n");
}

/** What the data page says in Welsh of files. Not reviewed by a named person yet. */
import { type dataEn, sizeInWords } from "./en-data.ts";

/** The texts. */
export const dataCy: typeof dataEn = {
  downloads: {
    start: "Dechreuwch yma",
    startText:
      "Yn newydd i hyn? Mae'r pum munud cyntaf yn arwain o ddim byd at ffigur, gyda curl, Python, R neu daenlen (yn Saesneg).",
    startLink: "Y pum munud cyntaf",
    files: "Ffeiliau'r datganiad cyfan",
    noFiles:
      "Mae'r datganiad hwn o'r cyfnod cyn bod ffeiliau o ddatganiad cyfan. Mae ffeiliau ar gyfer un lle ar gael.",
    checksums: "Symiau gwirio (SHA-256)",
    checksumText: "O bob ffeil fel y byddwch yn ei darllen, wedi'i dadbacio.",
    onePlace: "Ffeiliau ar gyfer un lle",
    onePlaceText: (place) => `Mae gan bob lle yn y datganiad y ffeiliau hyn, yn ôl ei god. Er enghraifft ${place}:`,
    formats: {
      csv: "CSV, ar gyfer rhaglenni ac unrhyw daenlen",
      json: "JSON",
      "jsonstat.json": "JSON-stat 2.0",
      ods: "Taenlen OpenDocument, gyda nodiadau",
      xlsx: "Taenlen Excel, gyda nodiadau",
    },
    changes: "Beth a newidiodd",
    changesText: "Nid yw datganiad byth yn newid. Mae cywiriad yn ddatganiad ar wahân, ac mae'r ddau'n aros.",
    changesColumns: "Colofnau",
    bytes: (value) => sizeInWords(value, "beit", "kB", "MB"),
    columnsText: "Yr un enwau, yn yr un drefn, ym mhob fformat.",
    column: "Colofn",
    meaning: "Ystyr",
  },
};

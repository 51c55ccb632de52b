/** What the data page says in English of files. `cy-data.ts` has the same names. */

/** The texts. */
export const dataEn = {
  downloads: {
    start: "Start here",
    startText:
      "New to this? The first five minutes lead from nothing to a figure, with curl, Python, R or a spreadsheet.",
    startLink: "The first five minutes",
    files: "Files of the whole release",
    noFiles: "This release is of the time before there were files of a whole release. Files of one place are there.",
    checksums: "Checksums (SHA-256)",
    checksumText: "Of each file as you read it, unpacked.",
    onePlace: "Files of one place",
    onePlaceText: (place: string) => `Every place of the release has these files, by its code. For example ${place}:`,
    formats: {
      csv: "CSV, for programs and any spreadsheet",
      json: "JSON",
      "jsonstat.json": "JSON-stat 2.0",
      ods: "OpenDocument spreadsheet, with notes",
      xlsx: "Excel spreadsheet, with notes",
    } as Readonly<Record<string, string>>,
    changes: "What changed",
    changesText: "A release never changes. A correction is a release of its own, and both stay.",
    changesColumns: "Columns",
    bytes: (value: number): string => sizeInWords(value, "bytes", "kB", "MB"),
    columnsText: "The same names, in the same order, in every format.",
    column: "Column",
    meaning: "Meaning",
  },
};

/**
 * A size in words, rounded up to whole units.
 * @example sizeInWords(690347, "bytes", "kB", "MB") // => "691 kB"
 * @example sizeInWords(49997087, "bytes", "kB", "MB") // => "50 MB"
 */
export function sizeInWords(bytes: number, ...[small, thousand, million]: readonly string[]): string {
  if (bytes < 1000) return `${bytes} ${small}`;
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} ${thousand}` : `${Math.ceil(bytes / 1_000_000)} ${million}`;
}

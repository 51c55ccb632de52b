/** Tables for the terminal. */

/** Rows with their columns below each other: the first `texts` to the left, numbers to the right. */
export function aligned(rows: readonly (readonly string[])[], texts: number): readonly string[] {
  const width = (text: string): number => [...text.normalize("NFC")].length;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((text, column) => {
        const space = " ".repeat((widths[column] ?? 0) - width(text));
        return column < texts ? text + space : space + text;
      })
      .join("  ")
      .trimEnd(),
  );
}

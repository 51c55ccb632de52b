/** The log: one line of JSON for each event, on standard output. */

/** Writes one line of the log, with its moment. */
export function writeLine(line: Readonly<Record<string, string | number>>): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), ...line }));
}

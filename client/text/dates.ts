/** Days in words, from our own tables: platforms disagree about Welsh, and even about English commas. */
import type { Texts } from "./en.ts";

/**
 * A day in words.
 * @example dayInWords("2027-06-14", { months: ["January", "February", "March", "April", "May", "June"] }) // => "14 June 2027"
 */
export function dayInWords(day: string, { months }: Pick<Texts, "months">): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

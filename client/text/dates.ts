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

/**
 * A day in words after another one was said: without the year where it is the same.
 * @example dayInWordsAfter("2027-07-02", "2027-06-14", en) // => "2 July"
 */
export function dayInWordsAfter(day: string, said: string, texts: Pick<Texts, "months">): string {
  const words = dayInWords(day, texts);
  return day.slice(0, 4) === said.slice(0, 4) ? words.slice(0, -" 2027".length) : words;
}

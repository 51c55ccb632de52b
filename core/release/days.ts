/** Civil days as ISO 8601 text. */

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The day that lies `days` after a day.
 * @example daysAfter("2027-02-27", 2) // => "2027-03-01"
 */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The day in the United Kingdom at a moment.
 * @example ukDay(new Date("2026-07-01T23:30:00Z")) // => "2026-07-02"
 */
export function ukDay(moment: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", dateStyle: "short" }).formatToParts(
    moment,
  );
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/**
 * The moment of a time of day in the United Kingdom, winter or summer.
 * @example ukMoment("2027-07-01", "09:30").toISOString() // => "2027-07-01T08:30:00.000Z"
 */
export function ukMoment(day: string, time: string): Date {
  const inWinter = new Date(`${day}T${time}:00Z`);
  const there = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", timeStyle: "short" }).format(inWinter);
  return there === time ? inWinter : new Date(inWinter.getTime() - HOUR_MS);
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Whether a day is one from Monday to Friday.
 * @example isWeekday("2027-07-31") // => false
 */
export function isWeekday(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The day itself where it is one from Monday to Friday, and otherwise the next one that is.
 * @example weekdayFrom("2027-07-31") // => "2027-08-02"
 */
export function weekdayFrom(day: string): string {
  return isWeekday(day) ? day : weekdayFrom(daysAfter(day, 1));
}

/** Whether a text is a day that exists, e.g. not 2027-02-30. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && daysAfter(text, 0) === text;
}

/**
 * What all charts are drawn with. Across, places are per cents of the width and letters keep their size, so that a chart
 * reads on a phone as in a report; downwards they are pixels.
 */
import type { ComponentChildren, JSX } from "preact";

/** A chart without its frame: what is inside the image, and how high it is. */
export interface Drawing {
  readonly height: number;
  readonly content: JSX.Element;
  /** Where it is drawn in units of its own: how wide it is in them. It holds no letters but its note. */
  readonly units?: number;
}

/** One line of a legend: a mark in a box of 14 by 14, and its words. */
export interface LegendLine {
  readonly id: string;
  readonly mark: JSX.Element;
  readonly words: string;
}

/** Side of the box that a mark of a legend is drawn in. */
export const MARK_SIZE = 14;

/** How many letters of 14 pixels fit the narrowest page, 320 pixels wide. */
export const LETTERS_NARROW = 38;

/** Height of a line of letters. */
export const LINE_HEIGHT = 19;

/**
 * A place across a chart.
 * @example percent(100 / 3) // => "33.33%"
 */
export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** A line downwards. */
export function vertical(x: string, y1: number, y2: number): { x1: string; x2: string; y1: number; y2: number } {
  return { x1: x, x2: x, y1, y2 };
}

/** A whole pixel or half of one: finer is noise in the file. */
export function pixel(value: number): number {
  return Math.round(value * 2) / 2;
}

/**
 * A text in lines of at most so many letters, broken between words; a longer word has a line of its own.
 * @example wrapped("Bournemouth, Christchurch and Poole", 20) // => ["Bournemouth,", "Christchurch and", "Poole"]
 */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.filter((line) => line !== "");
}

/** Lines of letters under one another. `y` is the foot of the first. */
export function Lines({
  lines,
  x,
  y,
  kind,
  anchor = "start",
}: {
  readonly lines: readonly string[];
  readonly x: string | number;
  readonly y: number;
  /** Class of the letters. */
  readonly kind: string;
  readonly anchor?: "start" | "middle" | "end";
}): JSX.Element {
  return (
    <>
      {lines.map((line, at) => (
        <text key={line} x={x} y={y + at * LINE_HEIGHT} class={kind} text-anchor={anchor}>
          {line}
        </text>
      ))}
    </>
  );
}

/**
 * Leads to a page where there is one. For the mouse: whoever uses a keyboard or a screen reader has the same links in the
 * table beside the chart, where they can be told apart.
 */
export function Linked({
  href,
  children,
}: {
  readonly href: string | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  return href === null ? <g>{children}</g> : <a {...{ href, tabIndex: -1 }}>{children}</a>;
}

/** What must be said inside an image, above its chart, in lines of so many letters. */
export function withNote(note: string, drawing: Drawing, letters: number): Drawing {
  if (note === "" || drawing.units !== undefined) return drawing;
  const lines = wrapped(note, letters);
  const above = lines.length * LINE_HEIGHT + 5;
  return {
    height: drawing.height + above,
    content: (
      <>
        <Lines lines={lines} x={0} y={15} kind="note" />
        <g transform={`translate(0 ${above})`}>{drawing.content}</g>
      </>
    ),
  };
}

/** The picture that other sites show beside a link to a page of results. */
import type { JSX } from "preact";
import { CHART_STYLE, PALETTE } from "./palette.ts";
import { wrapped } from "./drawing.tsx";

/** What the picture says, all of it from a release. */
export interface Preview {
  /** The place, or the question. */
  readonly title: string;
  /** The figure, e.g. `71%`; empty where it is withheld. */
  readonly figure: string;
  readonly sentence: string;
  /** That everything in it is invented; empty where it is not. */
  readonly note: string;
  readonly source: string;
}

/** What sites that show links ask for. */
export const PREVIEW_SIZE = { width: 1200, height: 630 } as const;

const MARGIN = 72;

/** The picture as an SVG document. */
export function PreviewImage({
  preview,
  siteName,
  language,
}: {
  readonly preview: Preview;
  readonly siteName: string;
  readonly language: string;
}): JSX.Element {
  const { width, height } = PREVIEW_SIZE;
  const { title, figure, sentence, note, source } = preview;
  const titles = wrapped(title, 40).slice(0, 2);
  const sentences = wrapped(sentence, figure === "" ? 42 : 29).slice(0, 5);
  const top = 150 + titles.length * 66;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      {...{ width, height, viewBox: `0 0 ${width} ${height}`, "xml:lang": language, "font-size": 34 }}
    >
      <title>{title}</title>
      <style>{CHART_STYLE}</style>
      <rect width="100%" height="100%" fill="#fff" />
      <rect width="100%" height="86" fill="#0b3954" />
      <rect y="86" width="100%" height="8" fill={PALETTE["bottom-soft"]} />
      <text x={MARGIN} y="56" class="strong on-dark" font-size="36">
        {siteName}
      </text>
      <PreviewLines lines={titles} x={MARGIN} y={168} size={56} step={66} strong />
      {figure !== "" && (
        <text x={MARGIN} y={top + 150} class="strong" font-size="170">
          {figure}
        </text>
      )}
      <PreviewLines
        lines={sentences}
        x={figure === "" ? MARGIN : MARGIN + figure.length * 124 + 36}
        y={top + 50}
        size={42}
        step={54}
      />
      {note !== "" && <rect y={height - 118} width="100%" height="66" fill="#fff1d6" />}
      <text x={MARGIN} y={height - 74} class="strong" font-size="32">
        {note}
      </text>
      <text x={MARGIN} y={height - 18} font-size="22">
        {source}
      </text>
    </svg>
  );
}

function PreviewLines({
  lines,
  x,
  y,
  size,
  step,
  strong = false,
}: {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly step: number;
  readonly strong?: boolean;
}): JSX.Element {
  return (
    <>
      {lines.map((line, at) => (
        <text key={line} x={x} y={y + at * step} font-size={size} class={strong ? "strong" : undefined}>
          {line}
        </text>
      ))}
    </>
  );
}

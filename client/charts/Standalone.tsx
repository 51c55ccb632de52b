/** A chart that leaves the site: one image with everything in it that has to be known of it. */
import type { ComponentChildren, JSX } from "preact";
import type { Texts } from "../text/en.ts";
import { descriptionOf, drawChart, legendOf } from "./ChartFigure.tsx";
import { type LegendLine, Lines, LINE_HEIGHT, MARK_SIZE, wrapped } from "./drawing.tsx";
import { withoutLinks } from "./links.ts";
import { CHART_STYLE } from "./palette.ts";
import type { Chart } from "./types.ts";

/** Width of every image, in pixels. */
export const IMAGE_WIDTH = 640;
const MARGIN = 24;
const INNER = IMAGE_WIDTH - 2 * MARGIN;
const TITLE_LETTERS = 48;
const NOTE_LETTERS = 66;
const TITLE_LINE = 26;
const SMALL_LETTERS = 88;
/** How wide a letter of a legend is at most, on average: too wide only leaves room. */
const LETTER_WIDTH = 7.7;
/** A map has nothing that grows with its width but its tiles. */
const MAP_WIDTH = 460;

/** The whole image. Its letters are letters, it has its style in it and asks for nothing else. */
export function StandaloneChart({
  chart,
  texts,
}: {
  readonly chart: Chart;
  readonly texts: Pick<Texts, "charts" | "language">;
}): JSX.Element {
  const drawing = drawChart(withoutLinks(chart), NOTE_LETTERS);
  const title = wrapped(chart.title, TITLE_LETTERS);
  const legend = legendRows(legendOf(chart));
  const foot = [...wrapped(chart.source, SMALL_LETTERS), ...wrapped(texts.charts.licence, SMALL_LETTERS)];
  const mapScale = drawing.units === undefined ? 1 : MAP_WIDTH / drawing.units;
  const top = MARGIN + title.length * TITLE_LINE + 8;
  const drawn = Math.ceil(drawing.height * mapScale);
  const legendTop = top + drawn + 16;
  const footTop = legendTop + legend.length * 24 + 10;
  const height = Math.ceil(footTop + foot.length * LINE_HEIGHT + MARGIN);
  const box =
    drawing.units === undefined
      ? { width: INNER, height: drawing.height }
      : {
          width: MAP_WIDTH,
          height: drawn,
          viewBox: `0 0 ${drawing.units} ${drawing.height}`,
        };
  return (
    <Document id={chart.id} title={chart.title} description={descriptionOf(chart)} height={height} texts={texts}>
      {title.map((line, at) => (
        <text key={line} x={MARGIN} y={MARGIN + 18 + at * TITLE_LINE} class="title">
          {line}
        </text>
      ))}
      <svg x={MARGIN} y={top} {...box} overflow="visible">
        {drawing.content}
      </svg>
      {legend.map((row, at) => (
        <g key={row[0]?.line.id} transform={`translate(${MARGIN} ${legendTop + at * 24})`}>
          {row.map(({ line, x }) => (
            <g key={line.id} transform={`translate(${x} 0)`}>
              {line.mark}
              <text x={MARK_SIZE + 8} y={12}>
                {line.words}
              </text>
            </g>
          ))}
        </g>
      ))}
      <Lines lines={foot} x={MARGIN} y={footTop + 14} kind="small" />
    </Document>
  );
}

/** An SVG document of our width, white behind everything. */
function Document({
  id,
  title,
  description,
  height,
  texts,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly height: number;
  readonly texts: Pick<Texts, "language">;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      {...{ width: IMAGE_WIDTH, height, viewBox: `0 0 ${IMAGE_WIDTH} ${height}`, "xml:lang": texts.language }}
      font-size="14"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <style>{CHART_STYLE}</style>
      <rect width="100%" height="100%" fill="#fff" />
      {children}
    </svg>
  );
}

/** The legend in rows, each line where the one before it ends. */
function legendRows(lines: readonly LegendLine[]): { readonly line: LegendLine; readonly x: number }[][] {
  const rows: { line: LegendLine; x: number }[][] = [];
  let x = 0;
  for (const line of lines) {
    const width = MARK_SIZE + 8 + line.words.length * LETTER_WIDTH + 18;
    const row = rows.at(-1);
    if (row === undefined || x + width > INNER) {
      rows.push([{ line, x: 0 }]);
      x = width;
    } else {
      row.push({ line, x });
      x += width;
    }
  }
  return rows;
}

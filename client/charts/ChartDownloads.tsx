/** Under a chart: its files, and the line of HTML that shows it elsewhere. */
import type { JSX } from "preact";
import type { Texts } from "../text/en.ts";
import { drawChart, legendOf } from "./ChartFigure.tsx";
import { wrapped } from "./drawing.tsx";
import type { Chart } from "./types.ts";

/** Where the files of a chart are: the format goes between the two. */
export interface ChartAddress {
  readonly path: string;
  readonly search: string;
}

/** What pages know of where they stand. */
export interface ChartSite {
  /** The site's own address, e.g. `https://soundings.example.org`. */
  readonly origin: string;
  /** Whether this server makes PNG images. */
  readonly png: boolean;
}

/** The address of one format of a chart. */
export function fileAddress({ path, search }: ChartAddress, format: "svg" | "png" | "csv" | "html"): string {
  return `${path}.${format}${search}`;
}

/** A map fills the width of the column. */
const MAP_WIDTH = 320;
/** Margins, the link to the working and the licence. */
const AROUND = 170;

/** How high an embedded chart has to be so that nothing of it is cut off in a column of 300 pixels, whatever the letters. */
export function embedHeight(chart: Chart): number {
  const { height, units } = drawChart(chart);
  const legend = legendOf(chart).flatMap(({ words }) => wrapped(words, 26));
  return Math.ceil(
    (units === undefined ? height : (height / units) * MAP_WIDTH) +
      wrapped(chart.title, 22).length * 26 +
      legend.length * 26 +
      wrapped(chart.source, 27).length * 21 +
      AROUND,
  );
}

/** The one line that shows a chart on another site: no script, no cookie. */
export function embedLine(chart: Chart, address: ChartAddress, { origin }: Pick<ChartSite, "origin">): string {
  const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const source = escaped(origin + fileAddress(address, "html"));
  return `<iframe src="${source}" title="${escaped(chart.title)}" width="100%" height="${embedHeight(chart)}" loading="lazy"></iframe>`;
}

/** The links to a chart's files, folded away. */
export function ChartDownloads({
  texts: { charts },
  chart,
  address,
  site,
}: {
  readonly texts: Pick<Texts, "charts">;
  readonly chart: Chart;
  readonly address: ChartAddress;
  readonly site: ChartSite;
}): JSX.Element {
  const { files } = charts;
  const formats = site.png ? (["svg", "png", "csv"] as const) : (["svg", "csv"] as const);
  const label = `${chart.id}-embed`;
  return (
    <details class="govuk-details s-files">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {files.title}
          <span class="govuk-visually-hidden">: {chart.title}</span>
        </span>
      </summary>
      <div class="govuk-details__text">
        <ul class="govuk-list">
          {formats.map((format) => (
            <li key={format}>
              <a class="govuk-link" href={fileAddress(address, format)} download>
                {files[format]}
              </a>
            </li>
          ))}
          <li>
            <a class="govuk-link" href={fileAddress(address, "html")}>
              {files.embed}
            </a>
          </li>
        </ul>
        <p class="govuk-body" id={label}>
          {files.embedLabel}
        </p>
        <pre class="s-code" tabIndex={0} role="group" aria-labelledby={label}>
          <code>{embedLine(chart, address, site)}</code>
        </pre>
      </div>
    </details>
  );
}

/** A chart for a frame in a page of another site: no script, no cookie, nothing from elsewhere. */
import type { JSX } from "preact";
import type { Texts } from "../text/en.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { withoutLinks } from "./links.ts";
import type { Chart } from "./types.ts";

/** The page. `page` is where the chart stands with its working. */
export function EmbedPage({
  texts,
  chart,
  page,
  style,
}: {
  readonly texts: Texts;
  readonly chart: Chart;
  readonly page: string;
  /** The address of the charts' style sheet. */
  readonly style: string;
}): JSX.Element {
  return (
    <html lang={texts.language} dir={texts.journey.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{chart.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={style} />
      </head>
      <body class="s-embed">
        <main>
          <h1>{chart.title}</h1>
          <ChartFigure chart={withoutLinks(chart)} />
          <p>
            {/* A frame cannot show pages of the site: it opens them beside the page that it stands in. */}
            <a href={page} target="_blank" rel="noopener noreferrer">
              {texts.charts.working}
            </a>
          </p>
          <p>{texts.charts.licence}</p>
        </main>
      </body>
    </html>
  );
}

/** What a kind of chart is made from, and what comes of it. */
import type { ChartAddress } from "../../../client/charts/ChartDownloads.tsx";
import type { Chart } from "../../../client/charts/types.ts";
import type { Texts } from "../../../client/text/en.ts";
import type { ReleaseDocument, ResultRow } from "../../../core/release/types.ts";
import type { Services } from "../../services/types.ts";

/** What a chart of a published release is asked for by. */
export interface ChartRequest {
  readonly release: ReleaseDocument;
  /** The parts of the address after the kind, e.g. a place and a question: as many as the kind has. */
  readonly parts: readonly string[];
  /** Only parameters that the kind knows. */
  readonly query: Readonly<Record<string, string>>;
}

/** A chart, what it is drawn from, and where more is said of it. */
export interface BuiltChart {
  readonly chart: Chart;
  /** The rows behind it, as every file has them. */
  readonly rows: readonly ResultRow[];
  /** The page that has the chart with its working, in the language of the texts. */
  readonly page: string;
}

/** A kind of chart. `build` gives null where the release has no such chart, or none may be drawn. */
export interface ChartKind {
  /** The parts of its address, by name. */
  readonly parts: readonly string[];
  /** The query parameters that it knows. */
  readonly query: readonly string[];
  /** Whether it is drawn from its release alone, which never changes, and from nothing that may come or be corrected. */
  readonly ofReleaseAlone: boolean;
  readonly build: (
    services: Pick<Services, "published" | "catalogue">,
    texts: Texts,
    request: ChartRequest,
  ) => Promise<BuiltChart | null>;
}

/** A place in the list of kinds, and where its charts are: `/charts/RELEASE/KIND/PART/PART`, before the format. */
export function chartAddress(
  texts: Pick<Texts, "language">,
  release: string,
  kind: string,
  parts: readonly string[],
  query: Readonly<Record<string, string | null>> = {},
): ChartAddress {
  const start = texts.language === "cy" ? "/cy/charts" : "/charts";
  const path = [start, release, kind, ...parts].map((part, at) => (at === 0 ? part : encodeURIComponent(part)));
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
  const search = new URLSearchParams(asked).toString();
  return { path: path.join("/"), search: search === "" ? "" : `?${search}` };
}

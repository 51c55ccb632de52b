import type { JSX } from "preact";

/** One part of a bar. `tone` names its colour; the tones also differ in greyscale. */
export interface BarPart {
  readonly id: string;
  readonly label: string;
  /** Published whole per cent; where a bound was published, the bound: the part is drawn as wide as that. */
  readonly share: number;
  /** The share in words, e.g. `2% or less`. */
  readonly words: string;
  /** Whether the part may be smaller than it is drawn. */
  readonly atMost: boolean;
  readonly tone: "top" | "top-soft" | "middle" | "bottom-soft" | "bottom" | "other";
}

const HEIGHT = 44;
/** Narrower parts have no room for their figure, which stands in the legend and in the table anyway. */
const LABELLED_SHARE_MIN = 9;

/**
 * The shares of one question as a stacked bar, from published whole numbers. Places are given in per cent and not in a
 * view box, so that the figures keep their size on a narrow screen.
 */
export function ShareBar({
  id,
  title,
  parts,
  note = "",
}: {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly BarPart[];
  /** What has to be said inside the image itself, e.g. that everything in it is invented. */
  readonly note?: string;
}): JSX.Element {
  const total = Math.max(
    100,
    parts.reduce((sum, { share }) => sum + share, 0),
  );
  const percent = (value: number): number => Math.round((value / total) * 10_000) / 100;
  let start = 0;
  const bars = parts.map((part) => {
    const from = start;
    start += part.share;
    return { ...part, from: percent(from), width: percent(part.share) };
  });
  const figures = parts.map(({ label, words }) => `${label} ${words}`).join(", ");
  const description = note === "" ? figures : `${note}. ${figures}`;
  return (
    <svg class="s-chart" height={HEIGHT} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      {bars.map(({ id: part, from, width, share, words, atMost, tone }) => (
        <g key={part}>
          <rect x={`${from}%`} y={0} width={`${width}%`} height={HEIGHT} class={tone} />
          {share >= LABELLED_SHARE_MIN && !atMost && (
            <text
              x={`${from + width / 2}%`}
              y={HEIGHT / 2 + 5}
              text-anchor="middle"
              class={tone === "top" || tone === "bottom" ? "on-dark" : undefined}
            >
              {words}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** What the tones of a bar mean. For the eye: a screen reader has the bar's description and the table. */
export function Legend({ parts }: { readonly parts: readonly BarPart[] }): JSX.Element {
  return (
    <ul class="s-legend" aria-hidden="true">
      {parts.map(({ id, label, words, tone }) => (
        <li key={id}>
          <svg viewBox="0 0 10 10" focusable="false">
            <rect width="10" height="10" class={tone} />
          </svg>
          {label} {words}
        </li>
      ))}
    </ul>
  );
}

/** How well two colours can be told apart, by the formula of WCAG 2.2. */

/** The least contrast of text with what is behind it, at level AA. */
export const TEXT_CONTRAST_MIN = 4.5;

/** The least contrast of what is no text, such as a button or the mark of what has the focus. */
export const SHAPE_CONTRAST_MIN = 3;

/** The relative luminance of a colour `#rrggbb`: 0 for black, 1 for white. */
export function relativeLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, from 1 to 21, whichever comes first; not rounded. */
export function contrastRatio(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [relativeLuminance(first), relativeLuminance(second)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** A colour of which `part` (0 to 1) is another. */
export function mixed(colour: string, other: string, part: number): string {
  const others = channelsOf(other);
  const channels = channelsOf(colour).map((channel, index) =>
    Math.round(channel * (1 - part) + (others[index] ?? 0) * part),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(colour: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

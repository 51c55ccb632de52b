/** The colours of charts that leave the site, and their style; `style/_charts.scss` says the same of those in pages. */

/** Colours by name. A test holds the style sheets to them. */
export const PALETTE = {
  ink: "#0b0c0c",
  soft: "#485a65",
  line: "#b9c4ca",
  top: "#0d5c75",
  "top-soft": "#6fb1c4",
  middle: "#d8d8d2",
  "bottom-soft": "#e0a368",
  bottom: "#8f3f0b",
  other: "#eceae4",
  "level-0": "#e4eef1",
  "level-1": "#b3d3dd",
  "level-2": "#6fb1c4",
  "level-3": "#22768f",
  "level-4": "#0b3954",
} as const;

const fills = (names: readonly (keyof typeof PALETTE)[]): string =>
  names.map((name) => `.${name}{fill:${PALETTE[name]}}`).join("");

/** The style inside a file: the colours are written out, since it has no other style sheet. */
export const CHART_STYLE = `
text{font-family:Inter,system-ui,"Segoe UI",Roboto,Arial,sans-serif;fill:${PALETTE.ink}}
.title{font-size:20px;font-weight:700}
.note,.map-note,.figure,.strong,.break-label,.name{font-weight:700}
.words{font-weight:700}
.tick,.axis,.small{font-size:13px;fill:${PALETTE.soft}}
.on-dark{fill:#fff}
.figure.soft{fill:${PALETTE.soft}}
.name{font-size:13px}
.part,.tile{stroke:#fff;stroke-width:1.5}
.tile{stroke-width:.3;stroke:${PALETTE.line}}
${fills(["top", "top-soft", "middle", "bottom-soft", "bottom", "other"])}
${fills(["level-0", "level-1", "level-2", "level-3", "level-4"])}
.withheld,.not-asked{fill:#fff}
.not-asked{stroke-dasharray:1 1;stroke:${PALETTE.soft};stroke-width:.5}
.part.other{stroke:${PALETTE.line}}
.halo{stroke:#fff;stroke-width:4;stroke-linejoin:round;paint-order:stroke}
.hatch{fill:${PALETTE.soft}}
.marked{stroke:${PALETTE.ink};stroke-width:1.6}
.centre{stroke:${PALETTE.ink};stroke-width:2}
.grid{stroke:${PALETTE.line};stroke-width:1}
.range{stroke:${PALETTE.soft};stroke-width:3}
.range.this{stroke:${PALETTE.top};stroke-width:5}
.trend{stroke:${PALETTE.top};stroke-width:3}
.break{stroke:${PALETTE.ink};stroke-width:1.5;stroke-dasharray:5 4}
.whole{stroke:${PALETTE.ink};stroke-width:2}
.curve{stroke:${PALETTE.soft};stroke-width:1.5}
.curve.at95{stroke-dasharray:4 3}
.mark{fill:${PALETTE.top};stroke:#fff;stroke-width:1}
.mark.dot-soft{fill:${PALETTE["top-soft"]};stroke:${PALETTE.soft}}
.mark.square{fill:${PALETTE.soft}}
.mark.triangle{fill:${PALETTE["bottom-soft"]};stroke:${PALETTE.ink}}
.mark.diamond{fill:${PALETTE.bottom};stroke:${PALETTE.ink}}
.mark.diamond-open{fill:#fff;stroke:${PALETTE.ink};stroke-width:2}
`
  .trim()
  .replaceAll("\n", "");

import type { JSX } from "preact";

/** The dark modules of a QR code as one path, a run of a row at a time. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark && row[x - 1] !== true ? runAt(row, x, y) : ""))).join("");
}

function runAt(row: readonly boolean[], x: number, y: number): string {
  const end = row.indexOf(false, x);
  const length = (end === -1 ? row.length : end) - x;
  return `M${x} ${y}h${length}v1h-${length}z`;
}

/** A QR code as SVG, black on white whatever is around it: its modules, the quiet zone among them. */
export function QrPicture({
  rows,
  label,
  ...place
}: {
  readonly rows: readonly (readonly boolean[])[];
  readonly label: string;
  /** Where it stands and how large it is, inside another picture. */
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}): JSX.Element {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
      {...place}
    >
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={qrPath(rows)} fill="#000" />
    </svg>
  );
}

/** The marks of charts, told apart by shape and not by colour alone. */
import { symbol, symbolCircle, symbolDiamond2, symbolSquare, symbolTriangle, type SymbolType } from "d3-shape";
import type { JSX } from "preact";

/** A mark; the strong ones are dark, the open ones empty. */
export type MarkShape = "dot" | "dot-strong" | "dot-soft" | "square" | "triangle" | "diamond" | "diamond-open";

const SHAPES: Readonly<Record<MarkShape, readonly [type: SymbolType, area: number]>> = {
  dot: [symbolCircle, 70],
  "dot-strong": [symbolCircle, 130],
  "dot-soft": [symbolCircle, 44],
  square: [symbolSquare, 70],
  triangle: [symbolTriangle, 80],
  diamond: [symbolDiamond2, 90],
  "diamond-open": [symbolDiamond2, 90],
};

/** The outline of a mark around its middle. */
export function markPath(shape: MarkShape): string {
  const [type, area] = SHAPES[shape];
  return symbol(type, area).digits(2)() ?? "";
}

/** A mark with its middle at a place across and down. */
export function Mark({
  shape,
  x,
  y,
  title,
}: {
  readonly shape: MarkShape;
  readonly x: string | number;
  readonly y: number;
  /** What it says under the mouse. */
  readonly title?: string;
}): JSX.Element {
  return (
    // An image of its own, since only that can stand at a per cent of the width. It needs a size to be drawn at all.
    <svg x={x} y={y} width={1} height={1} overflow="visible">
      <path d={markPath(shape)} class={`mark ${shape}`}>
        {title !== undefined && <title>{title}</title>}
      </path>
    </svg>
  );
}

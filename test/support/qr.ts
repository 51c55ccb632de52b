/** Reads QR codes as a phone would: from dots, by somebody else's decoder. */
import decodeQR from "qr/decode.js";

const SCALE = 4;

/** What the QR codes of an SVG or of a page of them say, in their order: the paths are drawn and read again. */
export function qrTexts(markup: string): readonly string[] {
  const pictures = [...markup.matchAll(/viewBox="0 0 (\d+) \1" shape-rendering[\s\S]*?<path d="([^"]+)"/g)];
  return pictures.map(([, size, path = ""]) => decodeQR(drawn(Number(size), path)));
}

function drawn(size: number, path: string): { width: number; height: number; data: Uint8Array } {
  const side = size * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const from = row * side + Number(x) * SCALE;
      for (let at = from; at < from + Number(length) * SCALE; at += 1) data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

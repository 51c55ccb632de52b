/** Images of letters and shapes as PNG, by resvg: native, so only Node has it. Bounded, so that nobody uses up the machine. */
import { createRequire } from "node:module";
import { PictureBusyError, type Rasterise } from "./services/rasterise.ts";

/** How many images are made at once, each in a thread of its own, and how many may wait. */
const AT_ONCE = 2;
const WAITING_MAX = 24;

const FONTS = [
  "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf",
];

/** Makes PNG images; null where resvg has no build for this machine: pages then offer none. */
export async function createRasteriser(): Promise<Rasterise | null> {
  try {
    const { renderAsync } = await import("@resvg/resvg-js");
    const { resolve } = createRequire(import.meta.url);
    const font = {
      fontFiles: FONTS.map((file) => resolve(file)),
      loadSystemFonts: false,
      defaultFontFamily: "Inter",
    };
    return bounded(async (svg, scale) => {
      const image = await renderAsync(svg, { font, fitTo: { mode: "zoom", value: scale } });
      return new Uint8Array(image.asPng());
    });
  } catch {
    return null;
  }
}

/** So many at once, so many waiting; whoever comes then is told to come again. */
export function bounded(make: Rasterise, atOnce = AT_ONCE, waitingMax = WAITING_MAX): Rasterise {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (svg, scale) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) throw new PictureBusyError();
      // Whoever is woken takes the place of the one that wakes it.
      await new Promise<void>((wake) => waiting.push(wake));
    } else {
      running += 1;
    }
    try {
      return await make(svg, scale);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** What charts, their files and the pages of questions say, in Welsh. Not reviewed by anybody yet. */
import type { ChartTexts } from "./en-charts.ts";

/** The texts in Welsh. */
export const chartsCy: ChartTexts = {
  charts: {
    licence: "Soundings. Trwydded Llywodraeth Agored v3.0.",
  },
};

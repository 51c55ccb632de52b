/** What charts, their files and the pages of questions say, in English. */

/** The texts; `cy-charts.ts` has the same names. */
export const chartsEn = {
  charts: {
    licence: "Soundings. Open Government Licence v3.0.",
  },
};

/** What every language has to say of charts and questions. */
export type ChartTexts = typeof chartsEn;

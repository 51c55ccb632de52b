/** What the pages say where a control against abuse stops a form, in Welsh. Not reviewed by anybody yet. */
import type { ControlTexts } from "./en-controls.ts";

/** The texts in Welsh. */
export const controlsCy: ControlTexts = {
  tooQuick: "Roedd hynny'n gyflym iawn. Edrychwch ar eich atebion a'u hanfon eto.",
  tooMany: (wait) =>
    `Mae llawer o atebion yn dod o'ch rhwydwaith ar hyn o bryd. Mae'r hyn a ateboch yn dal ar y dudalen hon. Anfonwch ef eto ymhen ${wait} eiliad.`,
  tooManyStarts: (wait) =>
    `Mae llawer o atebion yn dod o'ch rhwydwaith ar hyn o bryd. Rhowch gynnig arall arni ymhen ${wait} eiliad.`,
  boxLabel: "Gadewch y blwch hwn yn wag. Mae yno i atal rhaglenni sy'n llenwi pob blwch.",
  boxFilled: "Gadewch y blwch hwn yn wag, yna ewch ymlaen. Efallai fod rhaglen neu eich porwr wedi ei lenwi.",
};

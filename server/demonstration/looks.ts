/** The looks of two invented councils, so that the survey to try shows what a council can give. */
import { type Look, parseLook } from "../contract/look.ts";

const DOCUMENTS: readonly (readonly [place: string, document: unknown])[] = [
  [
    "D-U02",
    {
      name: { en: "Rookgill Council", cy: "Cyngor Rookgill" },
      logo: { en: "Rookgill", cy: "Rookgill" },
      colours: { brand: "#1f4d2b", accent: "#d9b44a", link: "#14532d", button: "#7a2e0e" },
      who_asks: {
        en: "Rookgill Council asks you what it is like to live here, so that it knows what to put right first.",
        cy: "Mae Cyngor Rookgill yn gofyn i chi sut beth yw byw yma, er mwyn gwybod beth i'w wella gyntaf.",
      },
      contact: {
        telephone: "01632 960 120",
        email: "survey@rookgill.example",
        hours: { en: "Monday to Friday, 9am to 5pm", cy: "Dydd Llun i ddydd Gwener, 9am i 5pm" },
      },
      ways: {
        telephone: {
          text: {
            en: "We can ask you the same questions on the telephone.",
            cy: "Gallwn ofyn yr un cwestiynau i chi dros y ffôn.",
          },
        },
        sign_language: {
          text: {
            en: "Write to us, and somebody who signs will call you by video.",
            cy: "Ysgrifennwch atom, a bydd rhywun sy'n arwyddo yn eich ffonio drwy fideo.",
          },
        },
        other_formats: {
          text: {
            en: "We send the questions on paper or in large print.",
            cy: "Anfonwn y cwestiynau ar bapur neu mewn print bras.",
          },
        },
      },
    },
  ],
  [
    "D-U03",
    {
      name: { en: "Fellminster City Council", cy: "Cyngor Dinas Fellminster" },
      colours: { brand: "#f2c230", brand_text: "#1a1a1a", accent: "#1a1a1a", link: "#7b1e3a", button: "#1a1a1a" },
      contact: { email: "residents@fellminster.example" },
    },
  ],
];

/** The looks, checked as those of real councils are. */
export const DEMONSTRATION_LOOKS: readonly { readonly place: string; readonly look: Look }[] = DOCUMENTS.map(
  ([place, document]) => {
    const parsed = parseLook(document);
    if (!parsed.ok) throw new Error(`the look of ${place} is wrong`);
    return { place, look: parsed.look };
  },
);

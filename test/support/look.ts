/** A look for tests: colours that pass, some words in both languages and some in English only. */
import { type Look, parseLook } from "../../server/contract/look.ts";

/** The document, as a council would write it; what is given stands in place of its members. */
export function lookDocument(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    name: { en: "Brackenford Council", cy: "Cyngor Brackenford" },
    logo: { en: "Brackenford" },
    colours: { brand: "#5B2A86", link: "#4c2272", button: "#8a1c4a" },
    who_asks: { en: "Brackenford Council asks you, so that it knows what to put right first." },
    contact: {
      telephone: "01632 960 001",
      email: "survey@brackenford.example",
      hours: { en: "Monday to Friday, 9am to 5pm", cy: "Dydd Llun i ddydd Gwener, 9am i 5pm" },
    },
    ways: {
      easy_read: { link: "https://brackenford.example/easy-read" },
      telephone: {
        text: { en: "We ask you the same questions.", cy: "Gofynnwn yr un cwestiynau." },
        link: "tel:01632960002",
      },
      sign_language: { text: { en: "Ask for an interpreter <b>soon</b>." } },
      other_formats: { text: { en: "We send large print or paper." }, link: "mailto:survey@brackenford.example" },
    },
    ...changes,
  };
}

/** The same, checked. */
export function testLook(changes: Readonly<Record<string, unknown>> = {}): Look {
  const parsed = parseLook(lookDocument(changes));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.look;
}

/** The words that every file of a release carries: what it is, its licence, how to cite it, and how people are protected. */
import type { Language, Text } from "../../questionnaire/types.ts";
import { inventionOf } from "../invention.ts";
import type { ReleaseDocument } from "../types.ts";

/** The name of the licence of everything that is published. */
export const LICENCE_NAME: Text = { en: "Open Government Licence v3.0", cy: "Trwydded Llywodraeth Agored v3.0" };

const INVENTED: Readonly<Record<"demonstration" | "rehearsal", Text>> = {
  demonstration: {
    en: "DEMONSTRATION: invented places and invented residents. Nothing here was said by anybody.",
    cy: "ARDDANGOSIAD: lleoedd dychmygol a thrigolion dychmygol. Ni ddywedodd neb ddim o hyn.",
  },
  rehearsal: {
    en: "REHEARSAL: real places, invented residents. Nothing here was said by anybody.",
    cy: "YMARFER: lleoedd go iawn, trigolion dychmygol. Ni ddywedodd neb ddim o hyn.",
  },
};

/** What a release says that is not about real answers; null for a real one. */
export function inventedWords(release: Pick<ReleaseDocument, "demonstration" | "streams">): Text | null {
  const invention = inventionOf(release);
  return invention && INVENTED[invention];
}

/** How people behind the figures are protected, in a few sentences. */
export const PROTECTION_WORDS: readonly Text[] = [
  {
    en: "Figures about too few people are withheld: status c, and no figure at all. Others are withheld so that those could not be worked out.",
    cy: "Caiff ffigurau am rhy ychydig o bobl eu dal yn ôl: statws c, a dim ffigur o gwbl. Caiff eraill eu dal yn ôl fel na ellid cyfrifo'r rheini.",
  },
  {
    en: "Status u means low reliability: treat the figure with care.",
    cy: "Mae statws u yn golygu dibynadwyedd isel: dylid trin y ffigur yn ofalus.",
  },
  {
    en: "Numbers of people were changed a little at random before shares were computed, and are rounded. Shares are whole per cents and may not add up to 100.",
    cy: "Newidiwyd niferoedd pobl ychydig ar hap cyn cyfrifo'r cyfrannau, ac maent wedi'u talgrynnu. Canrannau cyfan yw'r cyfrannau, ac efallai na fyddant yn dod i gyfanswm o 100.",
  },
  {
    en: "Near 0 and 100 a bound stands in place of a share: le means this or less, ge this or more.",
    cy: "Yn agos at 0 a 100 mae terfyn yn sefyll yn lle cyfran: ystyr le yw hyn neu lai, ac ystyr ge yw hyn neu fwy.",
  },
  {
    en: "Streams are different ways of coming to answer. Never add them together.",
    cy: "Gwahanol ffyrdd o ddod i ateb yw ffrydiau. Peidiwch byth â'u hadio at ei gilydd.",
  },
];

/** How to cite a release. */
export function citation({ id, title, period_start, period_end }: ReleaseDocument, language: Language): string {
  const asked = language === "en" ? "asked" : "gofynnwyd";
  return `Soundings: ${title[language]} (${asked} ${period_start} – ${period_end}), ${id}. ${LICENCE_NAME[language]}.`;
}

/** The invented words where there are any, then the attributions: what must go wherever the figures go. */
export function provenance(
  document: ReleaseDocument,
  attributions: readonly string[],
  language: Language,
): readonly string[] {
  const invented = inventedWords(document);
  return [
    ...(invented === null ? [] : [invented[language]]),
    citation(document, language),
    `${LICENCE_NAME[language]}: ${document.licence}`,
    ...attributions,
  ];
}

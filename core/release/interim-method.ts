/** How the figures of this version are made, in words that an officer can read. A release keeps its own copy. */
import type { Text } from "../questionnaire/types.ts";

/** The method of releases built before weighting and disclosure control stand. */
export const INTERIM_METHOD: readonly Text[] = [
  {
    en: "Each figure is the share of the people asked who gave an answer, out of everybody who answered the question. “Don't know” counts as an answer. “Prefer not to say” and questions left empty do not.",
    cy: "Mae pob ffigur yn dangos cyfran y bobl a roddodd ateb, o blith pawb a atebodd y cwestiwn. Mae “Ddim yn gwybod” yn cyfrif fel ateb. Nid yw “Byddai'n well gen i beidio â dweud” na chwestiynau gwag yn cyfrif.",
  },
  {
    en: "The figures are not weighted yet: they describe the people who answered, not all residents.",
    cy: "Nid yw'r ffigurau wedi'u pwysoli eto: maent yn disgrifio'r bobl a atebodd, nid yr holl drigolion.",
  },
  {
    en: "A place with fewer than 100 responses shows nothing. A group of people with fewer than 30 answers shows nothing. Groups with 30 to 99 answers are marked “u”: treat them with care.",
    cy: "Nid yw lle gyda llai na 100 o ymatebion yn dangos dim. Nid yw grŵp o bobl gyda llai na 30 o atebion yn dangos dim. Mae grwpiau gyda 30 i 99 o atebion wedi'u marcio ag “u”: dylid eu trin yn ofalus.",
  },
  {
    en: "Shares are whole per cents and numbers of people are rounded to ten, so shares may not add up to 100.",
    cy: "Mae'r cyfrannau'n ganrannau cyfan ac mae niferoedd pobl wedi'u talgrynnu i'r deg agosaf, felly efallai na fydd y cyfrannau'n dod i gyfanswm o 100.",
  },
  {
    en: "A county, region or other group is the sum of its districts that show figures, and has at least two of them. Its row says how many of its councils are in it.",
    cy: "Swm yr ardaloedd sy'n dangos ffigurau yw sir, rhanbarth neu grŵp arall, ac mae ganddo o leiaf ddwy ohonynt. Mae ei rhes yn dweud faint o'i chynghorau sydd ynddi.",
  },
  {
    en: "The range beside a share is Wilson's 95 per cent interval, computed from the published share and base. It covers chance alone.",
    cy: "Yr ystod wrth ochr cyfran yw cyfwng 95 y cant Wilson, wedi'i gyfrifo o'r gyfran a'r sail a gyhoeddwyd. Siawns yn unig y mae'n ei gynnwys.",
  },
];

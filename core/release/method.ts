/** How the figures of this version are made, in words that an officer can read. A release keeps its own copy. */
import type { Text } from "../questionnaire/types.ts";

/** Weights match the population in the middle of this year: that of the tables, and of the method's words. */
export const POPULATION_YEAR = 2024;

/** The method of releases built before disclosure control stands. */
export const METHOD: readonly Text[] = [
  {
    en: "Each figure is the share of everybody who answered the question who gave that answer, weighted as described below. A net is the share at the top of a scale less the share at the bottom. “Don't know” counts as an answer. “Prefer not to say” and questions left empty do not.",
    cy: "Mae pob ffigur yn dangos cyfran y bobl a roddodd ateb, o blith pawb a atebodd y cwestiwn, wedi'i phwysoli fel y disgrifir isod. Y gwahaniaeth rhwng y gyfran ar frig graddfa a'r gyfran ar ei gwaelod yw'r ffigur net. Mae “Ddim yn gwybod” yn cyfrif fel ateb. Nid yw “Byddai'n well gen i beidio â dweud” na chwestiynau gwag yn cyfrif.",
  },
  {
    en: `Some groups answer more readily than others, so answers are weighted: each counts for as many adults of its place as it stands for. Together they match the adults who lived there in the middle of ${POPULATION_YEAR}, by age and sex, as the official population estimates count them.`,
    cy: `Mae rhai grwpiau'n ateb yn barotach nag eraill, felly caiff atebion eu pwysoli: mae pob un yn cyfrif am gynifer o oedolion ei le ag y mae'n sefyll drostynt. Gyda'i gilydd maent yn cyfateb i'r oedolion a oedd yn byw yno ganol ${POPULATION_YEAR}, yn ôl oedran a rhyw, fel y mae'r amcangyfrifon poblogaeth swyddogol yn eu cyfrif.`,
  },
  {
    en: "How finely depends on how many answered. There are four steps: by age band, women and men separately; by age band and by sex; by four broad age bands and by sex; by four broad age bands. The first is taken on which every group has at least ten responses and no group is below a fifth of its share of the adults. Each place says which step was taken. Where an answer would count for more than five times the mean, all are kept between a fifth of the mean and five times it. A place that no step fits shows nothing.",
    cy: "Mae pa mor fanwl yn dibynnu ar faint a atebodd. Mae pedwar cam: yn ôl band oedran, menywod a dynion ar wahân; yn ôl band oedran ac yn ôl rhyw; yn ôl pedwar band oedran eang ac yn ôl rhyw; yn ôl pedwar band oedran eang. Cymerir y cam cyntaf lle mae gan bob grŵp o leiaf ddeg ymateb a lle nad oes yr un grŵp yn is nag un rhan o bump o'i gyfran o'r oedolion. Mae pob lle'n dweud pa gam a gymerwyd. Lle byddai ateb yn cyfrif am fwy na phum gwaith y cymedr, cedwir pob un rhwng un rhan o bump o'r cymedr a phum gwaith y cymedr. Nid yw lle nad oes yr un cam yn addas iddo yn dangos dim.",
  },
  {
    en: "People who did not say their age or sex are a group of their own, which keeps the share that it has among those who answered. Where it is more than 15 per cent the next step is tried; where it is more than 30 per cent the place shows nothing.",
    cy: "Mae pobl na ddywedodd eu hoedran na'u rhyw yn grŵp ar wahân, sy'n cadw'r gyfran sydd ganddo ymhlith y rhai a atebodd. Lle mae'n fwy na 15 y cant rhoddir cynnig ar y cam nesaf; lle mae'n fwy na 30 y cant nid yw'r lle'n dangos dim.",
  },
  {
    en: "Weighting costs precision. The design effect says how much: it is 1 where all answers count alike, and it is rounded up to one decimal. The base divided by it is the effective base: so many people, all counting alike, would be as precise.",
    cy: "Mae pwysoli'n costio manwl gywirdeb. Mae'r effaith dylunio yn dweud faint: mae'n 1 lle mae pob ateb yn cyfrif yr un fath, ac fe'i talgrynnir i fyny i un lle degol. Y sail wedi'i rhannu â hi yw'r sail effeithiol: byddai cynifer â hynny o bobl, pob un yn cyfrif yr un fath, yr un mor fanwl gywir.",
  },
  {
    en: "A place with fewer than 100 responses shows nothing. A group of people shows nothing where fewer than 30 answered, or where the effective base is below 30. Where either is below 100 the group is marked “u”: treat it with care.",
    cy: "Nid yw lle gyda llai na 100 o ymatebion yn dangos dim. Nid yw grŵp o bobl yn dangos dim lle atebodd llai na 30, neu lle mae'r sail effeithiol yn is na 30. Lle mae'r naill neu'r llall yn is na 100 mae'r grŵp wedi'i farcio ag “u”: dylid ei drin yn ofalus.",
  },
  {
    en: "Shares are whole per cents and numbers of people are rounded to ten, so shares may not add up to 100.",
    cy: "Mae'r cyfrannau'n ganrannau cyfan ac mae niferoedd pobl wedi'u talgrynnu i'r deg agosaf, felly efallai na fydd y cyfrannau'n dod i gyfanswm o 100.",
  },
  {
    en: "A county, region or other group adds up its districts that show figures, each in proportion to its adult population, and has at least two of them. Its row says how many of its councils are in it, and what part of its adults live there.",
    cy: "Mae sir, rhanbarth neu grŵp arall yn adio'r ardaloedd sy'n dangos ffigurau, pob un yn ôl ei phoblogaeth o oedolion, ac mae ganddo o leiaf ddwy ohonynt. Mae ei res yn dweud faint o'i gynghorau sydd ynddo, a pha ran o'i oedolion sy'n byw yno.",
  },
  {
    en: "The range beside a share is Wilson's 95 per cent interval, computed from the published share and the effective base; that of a net is 1.96 standard errors to either side. It covers chance alone. There is none where people chose for themselves to take part.",
    cy: "Yr ystod wrth ochr cyfran yw cyfwng 95 y cant Wilson, wedi'i gyfrifo o'r gyfran a gyhoeddwyd a'r sail effeithiol; 1.96 o gyfeiliornadau safonol bob ochr yw ystod ffigur net. Siawns yn unig y mae'n ei gynnwys. Nid oes ystod lle dewisodd pobl drostynt eu hunain gymryd rhan.",
  },
];

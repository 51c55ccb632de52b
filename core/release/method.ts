/** How the figures of this version are made and protected, in words that an officer can read. A release keeps its own copy. */
import { DISCLOSURE_RULES as RULES } from "../disclosure/rules.ts";
import type { Text } from "../questionnaire/types.ts";

/** Weights match the population in the middle of this year: that of the tables, and of the method's words. */
export const POPULATION_YEAR = 2024;

/**
 * What protection costs, measured on invented residents of a likely profile whose weights have a design effect of about
 * 1.4: by how many per cent of its width noise widens a range, and how many groups of people a place shows.
 */
export const PROTECTION_COSTS = {
  noise: [
    { base: 30, wider_percent: 10.3 },
    { base: 100, wider_percent: 3.2 },
    { base: 200, wider_percent: 1.6 },
  ],
  /** Of the bands of age, sex, disability, tenure and working status in the standard questionnaire. */
  groups: 18,
  shown: [
    { responses: 100, groups: 1 },
    { responses: 200, groups: 7 },
    { responses: 300, groups: 10 },
    { responses: 500, groups: 15 },
    { responses: 1000, groups: 17 },
    { responses: 2000, groups: 18 },
  ],
} as const;

/** How figures are made. */
export const FIGURES_METHOD: readonly Text[] = [
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
    en: `A county, region or other group adds up its districts, each in proportion to its adult population. It needs at least two of them. Its row says how many of its councils are in it, and what part of its adults live there. Where that part is below ${RULES.group_name_coverage_percent_min} per cent the figures do not bear the group's name: they are those of “3 of 67 councils in” it.`,
    cy: `Mae sir, rhanbarth neu grŵp arall yn adio ei ardaloedd, pob un yn ôl ei phoblogaeth o oedolion. Mae angen o leiaf ddwy ohonynt. Mae ei res yn dweud faint o'i gynghorau sydd ynddo, a pha ran o'i oedolion sy'n byw yno. Lle mae'r rhan honno'n is na ${RULES.group_name_coverage_percent_min} y cant nid yw'r ffigurau'n dwyn enw'r grŵp: rhai “3 o 67 o gynghorau yn” y lle ydynt.`,
  },
  {
    en: `Shares are whole per cents, so they may not add up to 100. Numbers of people are rounded to ${RULES.base_rounding}, from 1,000 on to ${RULES.base_rounding_from_1000}.`,
    cy: `Mae'r cyfrannau'n ganrannau cyfan, felly efallai na fyddant yn dod i gyfanswm o 100. Caiff niferoedd pobl eu talgrynnu i'r ${RULES.base_rounding} agosaf, ac o 1,000 ymlaen i'r ${RULES.base_rounding_from_1000} agosaf.`,
  },
  {
    en: "The range beside a share is Wilson's 95 per cent interval, computed from the published share, the published base and the design effect, and widened to whole per cents; that of a net is 1.96 standard errors to either side. It covers chance alone. There is none where people chose for themselves to take part.",
    cy: "Yr ystod wrth ochr cyfran yw cyfwng 95 y cant Wilson, wedi'i gyfrifo o'r gyfran a gyhoeddwyd, y sail a gyhoeddwyd a'r effaith dylunio, a'i ledu i ganrannau cyfan; 1.96 o gyfeiliornadau safonol bob ochr yw ystod ffigur net. Siawns yn unig y mae'n ei gynnwys. Nid oes ystod lle dewisodd pobl drostynt eu hunain gymryd rhan.",
  },
];

/** How the people behind the figures are protected. */
export const PROTECTION_METHOD: readonly Text[] = [
  {
    en: `A place with fewer than ${RULES.place_responses_min} responses shows nothing. Anybody can fill in an open link, so there a place shows figures from ${RULES.open_place_responses_min} responses, and groups of people from ${RULES.open_group_responses_min}.`,
    cy: `Nid yw lle gyda llai na ${RULES.place_responses_min} o ymatebion yn dangos dim. Gall unrhyw un lenwi dolen agored, felly yno mae lle'n dangos ffigurau o ${RULES.open_place_responses_min} o ymatebion ymlaen, a grwpiau o bobl o ${RULES.open_group_responses_min} ymlaen.`,
  },
  {
    en: `A group of people is shown from ${RULES.group_base_min} answers, and from ${RULES.sensitive_group_base_min} where it is one of disability or ethnic group. It is withheld, too, where the effective base is below ${RULES.effective_base_min}: a share of a half would have a range of more than 30 points. Where the base or the effective base is below ${RULES.base_reliable_min} the group is marked “u”: treat it with care. A group is withheld whole, since a single answer could be worked out from the others. Single figures are withheld only beside an answer with “or more”, where answers of a sensitive question are added together, and where one end of a scale, or a net, is made of a figure that is not shown as a plain share.`,
    cy: `Dangosir grŵp o bobl o ${RULES.group_base_min} o atebion, ac o ${RULES.sensitive_group_base_min} lle mae'n grŵp anabledd neu'n grŵp ethnig. Caiff ei ddal yn ôl hefyd lle mae'r sail effeithiol yn is na ${RULES.effective_base_min}: byddai gan gyfran o hanner ystod o fwy na 30 pwynt. Lle mae'r sail neu'r sail effeithiol yn is na ${RULES.base_reliable_min} mae'r grŵp wedi'i farcio ag “u”: dylid ei drin yn ofalus. Caiff grŵp ei ddal yn ôl yn gyfan, gan y gellid cyfrifo un ateb o'r lleill. Dim ond wrth ochr ateb â “neu fwy”, lle caiff atebion cwestiwn sensitif eu hadio at ei gilydd, a lle mae un pen i raddfa, neu ffigur net, wedi'i wneud o ffigur nad yw'n cael ei ddangos fel cyfran gyffredin, y caiff ffigurau unigol eu dal yn ôl.`,
  },
  {
    en: `A withheld group could be worked out as everybody less the groups that are shown. So the smallest of these are withheld as well, until the people withheld and those who did not say are together at least ${RULES.hidden_people_min}.`,
    cy: `Gellid cyfrifo grŵp a ddaliwyd yn ôl fel pawb heb y grwpiau a ddangosir. Felly caiff y rhai lleiaf o'r rhain eu dal yn ôl hefyd, nes bod y bobl a ddaliwyd yn ôl a'r rhai na ddywedodd gyda'i gilydd yn o leiaf ${RULES.hidden_people_min}.`,
  },
  {
    en: `A withheld council could be worked out as its region less the other councils. So withheld councils are joined, by county, then by region, then by country, until together they would be shown: at least two of them, none with more than ${RULES.joined_member_responses_percent_max} per cent of the responses of all that are joined. Larger places are added up from councils that are shown and from joined ones, never from single responses, and each question from those alone in which everybody was asked it. A council in which nobody responded, or that can be joined with no other, is in no figure at all.`,
    cy: `Gellid cyfrifo cyngor a ddaliwyd yn ôl fel ei ranbarth heb y cynghorau eraill. Felly caiff cynghorau a ddaliwyd yn ôl eu huno, fesul sir, yna fesul rhanbarth, yna fesul gwlad, nes y byddent gyda'i gilydd yn cael eu dangos: o leiaf ddau ohonynt, heb fod gan yr un fwy na ${RULES.joined_member_responses_percent_max} y cant o ymatebion yr holl rai a unir. Caiff lleoedd mwy eu hadio o gynghorau a ddangosir ac o rai wedi'u huno, byth o ymatebion unigol, a phob cwestiwn o'r rhai hynny'n unig lle gofynnwyd ef i bawb. Nid yw cyngor lle nad ymatebodd neb, neu na ellir uno dim ag ef, mewn unrhyw ffigur.`,
  },
  {
    en: `For groups of people in larger places the program solves what everybody could solve with all published rows: a row from which a group below ${RULES.group_base_min} people in one council, or fewer than ${RULES.hidden_people_min} people in several, would follow is withheld.`,
    cy: `Ar gyfer grwpiau o bobl mewn lleoedd mwy mae'r rhaglen yn datrys yr hyn y gallai pawb ei ddatrys gyda'r holl resi a gyhoeddir: caiff rhes y byddai grŵp o lai na ${RULES.group_base_min} o bobl mewn un cyngor, neu lai na ${RULES.hidden_people_min} o bobl mewn sawl un, yn dilyn ohoni ei dal yn ôl.`,
  },
  {
    en: `Every number of people is changed at random before anything is computed from it: by at most ${RULES.noise_largest}. Zero stays zero. The same figure is changed in the same way wherever it stands, so asking again tells nothing. The changes follow from a secret key of each survey, which is destroyed 90 days after publication, or after the last correction.`,
    cy: `Caiff pob nifer o bobl ei newid ar hap cyn cyfrifo dim ohono: o ${RULES.noise_largest} ar y mwyaf. Mae sero'n aros yn sero. Caiff yr un ffigur ei newid yn yr un modd lle bynnag y mae, felly nid yw gofyn eto'n dweud dim. Mae'r newidiadau'n dilyn o allwedd gyfrinachol pob arolwg, a gaiff ei dinistrio 90 diwrnod ar ôl cyhoeddi, neu ar ôl y cywiriad diwethaf.`,
  },
  {
    en: "Near 0 and 100 a bound stands in place of a share: 10 and 90 per cent where fewer than 40 answered, 5 and 95 where fewer than 100, 2 and 98 where fewer than 300, and otherwise 1 and 99. So nobody can say that all or none of a group gave an answer. Where one answer has “or more”, the others of its question are withheld.",
    cy: "Yn agos at 0 a 100 mae terfyn yn sefyll yn lle cyfran: 10 a 90 y cant lle atebodd llai na 40, 5 a 95 lle atebodd llai na 100, 2 a 98 lle atebodd llai na 300, ac fel arall 1 a 99. Felly ni all neb ddweud bod pawb neu neb mewn grŵp wedi rhoi ateb. Lle mae “neu fwy” gan un ateb, caiff y lleill yn ei gwestiwn eu dal yn ôl.",
  },
  {
    en: `In a sensitive question, answers that fewer than ${RULES.hidden_people_min} people gave are added to others, by a list that the questionnaire fixes; where that is not enough, the question is withheld there.`,
    cy: `Mewn cwestiwn sensitif, caiff atebion a roddwyd gan lai na ${RULES.hidden_people_min} o bobl eu hychwanegu at rai eraill, yn ôl rhestr y mae'r holiadur yn ei phennu; lle nad yw hynny'n ddigon, caiff y cwestiwn ei ddal yn ôl yno.`,
  },
  {
    en: `Figures come out once, after a survey was sealed, and never change. A correction is a new revision with its reason, and only where in every group of people nobody, or at least ${RULES.hidden_people_min}, changed since each revision before it: otherwise the two side by side would tell the answers of the few who did.`,
    cy: `Daw ffigurau allan unwaith, ar ôl i arolwg gael ei selio, ac nid ydynt byth yn newid. Mae cywiriad yn ddiwygiad newydd gyda'i reswm, a dim ond lle na newidiodd neb, neu lle newidiodd o leiaf ${RULES.hidden_people_min}, ym mhob grŵp o bobl ers pob diwygiad o'i flaen: fel arall byddai'r ddau ochr yn ochr yn dweud atebion yr ychydig a newidiodd.`,
  },
];

/** The whole method, as a release keeps it. */
export const METHOD: readonly Text[] = [...FIGURES_METHOD, ...PROTECTION_METHOD];

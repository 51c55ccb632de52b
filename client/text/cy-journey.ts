/** What the pages between start and thank-you say, in Welsh. Not reviewed by anybody yet. */
import type { JourneyTexts } from "./en-journey.ts";

/** The texts in Welsh. */
export const journeyCy: JourneyTexts = {
  language: "cy" as "en" | "cy",
  direction: "ltr" as "ltr" | "rtl",
  otherLanguage: "English",
  codeLabel: "Cod o'ch llythyr",
  codeOptional: "Cod o'ch llythyr, os oes gennych un",
  codeHint: "Deg llythyren a rhif, er enghraifft 7KBT-4XQ-9MP",
  codeUnknown: "Nid ydym yn adnabod y cod hwn. Gwiriwch ef yn erbyn eich llythyr.",
  codeRequired: "Rhowch y cod o'ch llythyr",
  back: "Yn ôl",
  continue: "Parhau",
  check: "Gwiriwch eich atebion",
  checkText: "Nid oes dim wedi'i anfon eto. Gallwch newid unrhyw ateb.",
  notAnswered: "Heb ei ateb",
  change: "Newid",
  send: "Anfon fy atebion",
  sending: "Wrthi'n anfon…",
  closedMeanwhile: "Mae'r arolwg hwn wedi cau. Ni all gymryd eich atebion mwyach.",
  problem: "Mae problem",
  chooseListed: "Dewiswch un o'r atebion a restrir",
  busyBody:
    "Anfonwch nhw eto ymhen eiliad. Byddant yn cael eu cyfrif unwaith, pa mor aml bynnag y byddwch yn eu hanfon.",
  failed: "Ni anfonwyd eich atebion. Maent yn dal i fod ar y dudalen hon. Gwiriwch eich cysylltiad a'u hanfon eto.",
  broken:
    "Aeth rhywbeth o'i le ar ein hochr ni. Mae eich atebion yn dal ar y dudalen hon. Anfonwch nhw eto yn nes ymlaen.",
  refused: "Ni allem gymryd yr atebion hyn. Ni sydd ar fai, nid eich cysylltiad. Gallwch ddechrau eto.",
  progress: "Tudalen {number} o {of}",
  page: "Tudalen {number}",
  errorPrefix: "Gwall: ",
  chooseAll: "Dewiswch bob un sy'n berthnasol.",
  chooseAlone: "Dewiswch “{option}” ar ei ben ei hun, neu'r atebion eraill hebddo",
  textTooLong: "Byrhewch hwn i {most} nod neu lai",
  textHint: "Hyd at {most} nod. Peidiwch ag ysgrifennu enw, cyfeiriad na dim arall sy'n dweud pwy yw rhywun.",
  save: "Cadw fy atebion ar y ddyfais hon",
  saveHint: "Gallwch fynd ymlaen gyda nhw yma am 24 awr. Gwnewch hyn dim ond os chi biau'r ddyfais.",
  saveRefused: "Nid yw'r porwr hwn yn gadael i ni gadw dim. Ar y dudalen hon yn unig y mae eich atebion.",
  saved: "Mae eich atebion wedi'u cadw ar y ddyfais hon. Gallwch fynd ymlaen gyda nhw am 24 awr.",
  removeSaved: "Dileu fy atebion o'r ddyfais hon",
  savedTitle: "Mae atebion wedi'u cadw ar y ddyfais hon",
  savedText: "Dechreuodd rhywun yr arolwg hwn yma yn ystod y 24 awr ddiwethaf a dewis ei gadw.",
  resume: "Mynd ymlaen gyda'r atebion hyn",
  waiting:
    "Nid ydych wedi'ch cysylltu. Mae eich atebion yn aros ar y dudalen hon: gadewch hi ar agor, ac fe ân nhw cyn gynted ag y daw'r cysylltiad yn ôl.",
  held: "Rhaid i'ch atebion aros am eiliad. Gadewch y dudalen hon ar agor: fe'u hanfonir ar eu pen eu hunain.",
};

/** What a questionnaire says on paper, in Welsh. Not reviewed by anybody yet. */
import type { PaperTexts } from "./en-paper.ts";

/** The texts in Welsh. */
export const paperCy: PaperTexts = {
  paper: {
    link: "Argraffu hwn fel ffurflen bapur",
    large: "Print bras",
    ordinary: "Print cyffredin",
    howToPrint: "Argraffwch y dudalen hon o'ch porwr, ar ddwy ochr papur A4 os gallwch.",
    back: "Yn ôl i'r arolwg",
    how: "Sut i'w llenwi",
    howText: [
      "Defnyddiwch feiro ddu neu las.",
      "Blwch crwn: ticiwch un ateb. Blychau sgwâr: ticiwch bob un sy'n berthnasol.",
      "Os ticiwch y blwch anghywir, llenwch ef yn llwyr a thiciwch yr un cywir.",
      "Gallwch adael unrhyw gwestiwn yn wag.",
    ],
    routed: "Mae rhai cwestiynau'n dweud pwy ddylai eu hateb. Gadewch y rhai nad ydynt i chi.",
    tickOne: "Ticiwch un blwch.",
    tickAll: "Ticiwch bob un sy'n berthnasol.",
    tickOneEach: "Ticiwch un blwch ym mhob rhes.",
    alone: "ticiwch hwn ar ei ben ei hun",
    write: "Peidiwch ag ysgrifennu enw, cyfeiriad na dim arall sy'n dweud pwy yw rhywun.",
    question: (number) => `Cwestiwn ${number}`,
    questions: "Cwestiynau",
    yourCode: "Eich cod",
    codeText: "Os oes cod ar eich llythyr, ysgrifennwch ef yma.",
    codeNeeded: "Ysgrifennwch y cod o'ch llythyr yma. Hebddo ni allwn gyfrif eich atebion.",
    emptySide: "Mae'r ochr hon yn wag yn fwriadol.",
    codeApart: "Peidiwch ag ysgrifennu'r cod ar y tudalennau sy'n dilyn.",
    codeSheet: "Caiff y ddalen hon ei thynnu cyn i neb ddarllen yr atebion.",
    returning: "Ble i'w dychwelyd, ac erbyn pryd",
    returnTo: "Dychwelwch drwy'r post i:",
    returnAsk: "Gofynnwch i bwy bynnag a roddodd y ffurflen hon i chi ble i'w dychwelyd.",
    until: (day) => `Rhaid iddi gyrraedd erbyn ${day}.`,
    online: (day) => `Gallwch hefyd ateb ar-lein tan ${day}. Atebwch unwaith yn unig.`,
    contact: "Cwestiynau am y ffurflen hon",
    privacy: "Beth sy'n digwydd i'ch atebion",
    privacyText: [
      "Nid oes rhaid i chi ateb.",
      "Nid ydym yn gofyn am eich enw na'ch cyfeiriad. Peidiwch ag ysgrifennu'r naill na'r llall ar y ffurflen hon.",
      "Caiff eich atebion eu teipio heb ddim sy'n dweud pwy ydych chi, a'u cyfrif gyda rhai pawb arall. Dim ond ffigurau am grwpiau o bobl a gyhoeddir, a byth atebion unigol.",
    ],
    privacyMore: "Mae'r hysbysiad preifatrwydd llawn gyda'r arolwg ar-lein; gofynnwch amdano ar bapur.",
    end: "Diolch. Gwiriwch eich bod wedi ateb popeth yr ydych am ei ateb.",
  },
};

/** What the survey says in Welsh. Not reviewed by a named person yet: only the demonstration shows it, and says so. */
import type { SurveyTexts } from "./en-survey.ts";

/** The survey's texts in Welsh. */
export const surveyCy: SurveyTexts = {
  language: "cy",
  survey: {
    title: (place) => `Beth yw eich barn am fyw yn ardal ${place}?`,
    whoAsks: "Rydym yn gofyn am eich ardal leol, eich cyngor a'i wasanaethau.",
    length: (questions, minutes) => `Mae ${questions} tudalen fer. Mae'n cymryd tua ${minutes} munud.`,
    voluntary: "Gallwch adael unrhyw gwestiwn yn wag a mynd ymlaen.",
    anonymous:
      "Nid ydym yn gofyn pwy ydych chi. Unwaith y bydd yr arolwg wedi'i selio, ni allwn gysylltu eich atebion â chi.",
    privacyLink: "Sut rydym yn trin eich atebion",
    aboutCouncils: (district, county) =>
      `Mae dau gyngor yn gweithio i chi yma: ${district} a ${county}. Mae pob cwestiwn yn dweud pa un sydd dan sylw.`,
    wrongPlace: "Nid eich cyngor chi? Dewch o hyd i'ch un chi",
    codeLabel: "Cod o'ch llythyr",
    codeHint: "Deg llythyren a rhif, er enghraifft 7KBT-4XQ-9MP",
    codeUnknown: "Nid ydym yn adnabod y cod hwn. Gwiriwch ef yn erbyn eich llythyr.",
    codeRequired: "Rhowch y cod o'ch llythyr",
    start: "Dechrau nawr",
    back: "Yn ôl",
    continue: "Parhau",
    progress: (number, of) => `Cwestiwn ${number} o ${of}`,
    check: "Gwiriwch eich atebion",
    checkText: "Nid oes dim wedi'i anfon eto. Gallwch newid unrhyw ateb.",
    notAnswered: "Heb ei ateb",
    change: "Newid",
    send: "Anfon fy atebion",
    sending: "Wrthi'n anfon…",
    thanks: "Diolch",
    thanksBody: "Mae eich atebion gennym.",
    firstCount: "Os oedd gennym atebion o'r ffurflen hon eisoes, y rhai cyntaf sy'n cyfrif.",
    codeOnce: "Os nad oedd y cod hwn wedi'i ddefnyddio o'r blaen, mae eich atebion yn cyfrif.",
    resultsOn: (date) => `Bydd y canlyniadau'n dod allan ar ${date}.`,
    trial: "Treial mewn lle dychmygol oedd hwn. Ni chaiff eich atebion eu cyhoeddi.",
    seePlace: (place) => `Yr hyn a wyddom am ${place}`,
    closedTitle: "Mae'r arolwg hwn wedi cau",
    closedBody: (closed, results) => `Caeodd ar ${closed}. Bydd y canlyniadau'n dod allan ar ${results}.`,
    notHereTitle: "Nid yw'r arolwg hwn yn gofyn yn y lle hwnnw",
    notHereBody: "Dewiswch eich cyngor o'r rhestr.",
    choosePlace: "Ym mha ardal cyngor ydych chi'n byw?",
    problem: "Mae problem",
    chooseListed: "Dewiswch un o'r atebion a restrir",
    staleTitle: "Mae'r dudalen hon yn rhy hen",
    staleBody: "Gellir defnyddio ffurflen am ddiwrnod. Dechreuwch eto: ni anfonwyd dim.",
    busyTitle: "Ni allem gymryd eich atebion ar hyn o bryd",
    busyBody:
      "Anfonwch nhw eto ymhen eiliad. Byddant yn cael eu cyfrif unwaith, pa mor aml bynnag y byddwch yn eu hanfon.",
    failed: "Ni anfonwyd eich atebion. Maent yn dal i fod ar y dudalen hon. Gwiriwch eich cysylltiad a'u hanfon eto.",
    startAgain: "Dechrau eto",
  },
};

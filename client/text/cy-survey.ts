/** What the survey says in Welsh. Not reviewed by a named person yet: only the demonstration shows it, and says so. */
import type { SurveyTexts } from "./en-survey.ts";

/** The survey's texts in Welsh. */
export const surveyCy: SurveyTexts = {
  survey: {
    title: (place) => `Beth yw eich barn am fyw yn ardal ${place}?`,
    whoAsks: "Rydym yn gofyn am eich ardal leol, eich cyngor a'i wasanaethau.",
    voluntary: "Gallwch adael unrhyw gwestiwn yn wag a mynd ymlaen.",
    anonymous:
      "Nid ydym yn gofyn pwy ydych chi. Unwaith y bydd yr arolwg wedi'i selio, ni allwn gysylltu eich atebion â chi.",
    privacyLink: "Sut rydym yn trin eich atebion",
    aboutCouncils: (district, county) =>
      `Mae dau gyngor yn gweithio i chi yma: ${district} a ${county}. Mae pob cwestiwn yn dweud pa un sydd dan sylw.`,
    wrongPlace: "Nid eich cyngor chi? Dewch o hyd i'ch un chi",
    start: "Dechrau nawr",
    thanks: "Diolch",
    thanksBody: "Mae eich atebion gennym.",
    firstCount: "Os oedd gennym atebion o'r ffurflen hon eisoes, y rhai cyntaf sy'n cyfrif.",
    codeOnce: "Os nad oedd y cod hwn wedi'i ddefnyddio o'r blaen, mae eich atebion yn cyfrif.",
    closeWindow:
      "Mae eich porwr yn cadw'r tudalennau a lenwoch tra bod y ffenestr hon ar agor. Os yw pobl eraill yn defnyddio'r ddyfais hon, caewch y ffenestr hon nawr.",
    resultsOn: (date) => `Bydd y canlyniadau'n dod allan ar ${date}.`,
    trial: "Treial mewn lle dychmygol oedd hwn. Ni chaiff eich atebion eu cyhoeddi.",
    seePlace: (place) => `Yr hyn a wyddom am ${place}`,
    closedTitle: "Mae'r arolwg hwn wedi cau",
    notHereTitle: "Nid yw'r arolwg hwn yn gofyn yn y lle hwnnw",
    choosePlace: "Ym mha ardal cyngor ydych chi'n byw?",
    staleTitle: "Mae'r dudalen hon yn rhy hen",
    staleBody:
      "Gellir defnyddio tudalen o'r arolwg am ddiwrnod, a dim ond yn yr arolwg y mae'n perthyn iddo. Ni anfonwyd dim. Dechreuwch eto.",
    unreadableTitle: "Ni allem ddarllen y ffurflen hon",
    unreadableBody:
      "Ni chyrhaeddodd yn gyfan, neu nid yw o'n tudalennau ni. Ni chymerwyd dim. Ewch yn ôl a'i hanfon eto, neu dechreuwch eto.",
    startAgain: "Dechrau eto",
  },
};

/** What the survey says at its edges, in Welsh. Not reviewed by anybody yet. */
import type { EdgeTexts } from "./en-edges.ts";

/** The texts in Welsh. */
export const edgesCy: EdgeTexts = {
  edges: {
    who: (age, place) => `Mae'r arolwg hwn ar gyfer pobl ${age} oed neu hŷn sy'n byw yn ardal ${place}.`,
    tooYoungLink: (age) => `Rwyf o dan ${age} oed`,
    livesIn: (names) => `Mae'r arolwg hwn ar gyfer pobl sy'n byw yn ardal ${names}.`,
    oneOfAreas: (count) => `un o ${count} o gynghorau`,
    elsewhere: (council) => `Yn ôl eich cod post, eich cyngor chi yw ${council}.`,
    elsewhereCounty: (county) => `Eich cyngor sir yw ${county}.`,
    seeResidents: "Gweld beth mae trigolion yno yn ei ddweud",
    otherCouncil: "Dewis cyngor arall",
    confirmed: (council) => `Ateb yr arolwg yn ardal ${council}`,
    notRight: "Os nad yw hynny'n gywir, dewiswch o'r rhestr.",
    listTitle: "Dewis o'r rhestr",
    helpTitle: "Help i gymryd rhan",
    toSurvey: "Mynd i'r arolwg",
    toChoice: "Dewis ardal eich cyngor",
    allPlaces: "Gweld beth mae trigolion yn ei ddweud mewn unrhyw le",
    readResults: (place) => `Gweld beth mae trigolion ardal ${place} yn ei ddweud`,
    findCouncil: "Dod o hyd i'ch cyngor",
    closedOn: (closed) => `Caeodd yr arolwg hwn ar ${closed}.`,
    resultsOn: (day) => `Daw'r canlyniadau allan ar ${day}.`,
    resultsOut: "Mae ei ganlyniadau wedi'u cyhoeddi.",
    notAskedIn: (place) => `Nid yw'n gofyn yn ardal ${place}.`,
    unknownTitle: "Nid ydym yn adnabod yr arolwg hwn",
    unknownBody:
      "Nid oes arolwg yn y cyfeiriad hwn, neu nid yw wedi dechrau eto. Gwiriwch y cyfeiriad yn erbyn eich llythyr neu'r poster. Os yw'n gywir, rhowch gynnig arall arni ar y diwrnod y mae'r arolwg yn dechrau.",
    noSurvey: (place) => `Nid oes arolwg ar agor yn ardal ${place} nawr.`,
    noSurveyBody:
      "Mae'r hyn a ddywedodd trigolion o'r blaen, a ffigurau a gyhoeddwyd gan eraill, ar y dudalen hon. Gall cyngor sydd am holi ei drigolion gynnal arolwg unrhyw bryd.",
    noSurveyLink: "Dod o hyd i gyngor arall",
    crown: "Nid oes gan Jersey, Guernsey nac Ynys Manaw gynghorau yma, felly nid oes unrhyw arolwg yn gofyn yno.",
    topicNames: {
      "too-young": (age) => `Rwyf o dan ${age} oed`,
      "no-fixed-address": () => "Nid oes gennyf gyfeiriad sefydlog",
      helping: () => "Rwy'n helpu rhywun arall i ateb",
      "northern-ireland": () => "Rwy'n byw yng Ngogledd Iwerddon",
      "new-postcode": () => "Ni ddaethpwyd o hyd i'm cod post",
    },
    help: {
      "too-young": ({ age }) => ({
        title: `Mae'r arolwg hwn ar gyfer pobl ${age} oed neu hŷn`,
        body: [
          `Dim ond pobl ${age} oed neu hŷn rydym yn eu holi. Nid ydych wedi cael eich cyfrif ac ni chadwyd dim.`,
          "Mae eich barn chi'n bwysig hefyd. Gallwch weld beth mae trigolion yn ei ddweud am eich ardal, a dweud eich barn wrth eich cyngor mewn unrhyw ffordd arall y mae'n ei chynnig.",
        ],
      }),
      "no-fixed-address": ({ place }) => ({
        title: "Os nad oes gennych gyfeiriad sefydlog",
        body: [
          "Gallwch gymryd rhan. Nid oes angen cyfeiriad na chod post arnoch.",
          "Dewiswch ardal y cyngor lle rydych yn treulio'r rhan fwyaf o'ch amser. Os ydych yn treulio'ch amser mewn sawl ardal, dewiswch yr un y mae gennych gysylltiad lleol â hi: lle roeddech yn arfer byw, neu lle mae eich teulu, eich gwaith neu'r bobl sy'n eich cefnogi.",
          ...(place === null ? [] : [`Os ${place} yw'r ardal honno, ewch i'r arolwg. Os na, dewiswch ardal arall.`]),
        ],
      }),
      helping: () => ({
        title: "Os ydych yn helpu rhywun arall i ateb",
        body: [
          "Gallwch ddarllen y cwestiynau'n uchel, egluro sut mae'r dudalen yn gweithio, a phwyso'r botymau. Atebion y person rydych yn ei helpu yw'r atebion.",
          "Dewiswch yr hyn maen nhw'n ei ddweud, hyd yn oed os ydych chi'n meddwl yn wahanol. Os nad ydynt am ateb cwestiwn, gadewch ef yn wag.",
          "Peidiwch ag ateb dros rywun nad yw wedi cytuno, neu na all ddweud wrthych beth yw ei farn.",
          "Mae pob person yn ateb unwaith. Os ydych chi am ateb hefyd, gwnewch hynny ar eich pen eich hun: agorwch yr arolwg eto, gyda'ch cod eich hun os oes gennych un.",
        ],
      }),
      "northern-ireland": ({ asksThere }) => ({
        title: "Gogledd Iwerddon",
        body: [
          "Nid oes codau post sy'n dechrau gyda BT yn ein rhestr, felly ni allwn ddod o hyd i'ch cyngor trwy eich cod post.",
          asksThere === null
            ? "Mae cynghorau Gogledd Iwerddon yn y rhestr o bob lle."
            : asksThere
              ? "Mae'r arolwg hwn yn gofyn yng Ngogledd Iwerddon. Dewiswch eich cyngor o'r rhestr."
              : "Nid yw'r arolwg hwn yn gofyn yng Ngogledd Iwerddon. Gallwch weld beth mae trigolion yn ei ddweud mewn lleoedd eraill.",
        ],
      }),
      "new-postcode": () => ({
        title: "Os na ddaethpwyd o hyd i'ch cod post",
        body: [
          "Efallai nad yw cod post sydd ond ychydig fisoedd oed yn ein rhestr eto. Gwiriwch yn gyntaf eich bod wedi'i deipio'n gywir.",
          "Os yw'n gywir, dewiswch eich cyngor o'r rhestr. Mae ei enw ar eich bil treth gyngor ac ar lythyrau am gasglu eich sbwriel. Gallwch hefyd ddefnyddio cod post cymydog y mae ei gartref yn hŷn.",
          "Caiff yr hyn rydych yn ei deipio ei chwilio ar eich dyfais ac ni chaiff byth ei anfon.",
        ],
      }),
    },
  },
};

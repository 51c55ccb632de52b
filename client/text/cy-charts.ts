/** What charts, their files and the pages of questions say, in Welsh. Not reviewed by anybody yet. */
import { type ChartTexts, lowered } from "./en-charts.ts";
import { numberInWords } from "./numbers.ts";

/** The texts in Welsh. */
export const chartsCy: ChartTexts = {
  charts: {
    licence: "Soundings. Trwydded Llywodraeth Agored v3.0.",
    withheld: "Wedi'i ddal yn ôl",
    notAsked: "Ni ofynnwyd",
    answersTitle: (place, question) => `${place}: ${question}`,
    grouped: (title, by) => `${title}, yn ôl ${lowered(by)}`,
    axisShare: "Cyfran",
    axisEffectiveBase: "Sail effeithiol: pobl, ar ôl pwysoli",
    funnelTitle: (question, answer) => `${question}, “${answer}”: lleoedd yn ôl faint o bobl a atebodd`,
    funnelDescription: (whole, share, counts) =>
      `Y llinell yw ${whole}, ${share}. Lleoedd o fewn y cromliniau: ${counts.within}. Y tu allan i'r cromliniau mewnol: ${counts.beyond95}. Y tu allan i'r cromliniau allanol: ${counts.beyond998}. Mae pob ffigur yn nhabl y lleoedd.`,
    funnelLegend: {
      within: "O fewn yr hyn y mae hap yn unig yn ei esbonio",
      beyond95: "Y tu allan i'r cromliniau mewnol: byddai hap yn unig yn rhoi 1 lle o bob 20 yno",
      beyond998: "Y tu allan i'r cromliniau allanol: byddai hap yn unig yn rhoi 1 lle o bob 500 yno",
    },
    tilesTitle: (question, answer) => `${question}, “${answer}”: un deilsen i bob dosbarth`,
    tilesDescription: (shown, withheld, notAsked) =>
      `Dosbarthau a ddangosir: ${shown}. Wedi'u dal yn ôl: ${withheld}. Ni ofynnwyd: ${notAsked}. Mae pob ffigur yn nhabl y lleoedd.`,
    tileClass: (from, to, net) => {
      const unit = net ? "" : "%";
      return from === to ? `${from}${unit}` : `${from}${unit} i ${to}${unit}`;
    },
    files: {
      title: "Lawrlwytho neu rannu'r siart hwn",
      svg: "Delwedd (SVG)",
      png: "Delwedd (PNG)",
      csv: "Ffigurau (CSV)",
      embed: "Tudalen i'w mewnosod",
      embedLabel: "I ddangos y siart hwn ar wefan arall, copïwch y llinell hon:",
    },
    previewCouncil: "yn ymddiried fwyaf yn eu cyngor i benderfynu sut y darperir gwasanaethau lleol",
    working: "Gweld sut y gwnaed y ffigur hwn",
  },
  questions: {
    navigation: "Cwestiynau",
    title: "Cwestiynau",
    lead: "Pob cwestiwn gyda'i atebion ym mhob lle y gofynnwyd ynddo.",
    none: "Nid oes dim wedi'i ryddhau eto.",
    from: (release) => `O'r arolwg: ${release}`,
    wholeTitle: (place) => `Pob ateb: ${place}`,
    chooseAnswer: "Dangos y lleoedd yn ôl yr ateb",
    chooseStream: "Sut y daeth pobl i ateb",
    placesTitle: "Pob lle",
    groupsTitle: "Grwpiau o leoedd",
    groupsIntro:
      "Mae grŵp wedi'i wneud o'r cynghorau ynddo y gellir dangos eu ffigurau. Dim ond lle mae'r rhain yn gartref i o leiaf 80% o'i oedolion y mae'n dwyn ei enw ei hun.",
    place: "Lle",
    sortBy: "Trefnu yn ôl",
    sorts: { name: "Lle", share: "Cyfran", base: "Pobl" },
    listed: "Rhestrir y lleoedd yn ôl enw.",
    unranked: "Nid yw unrhyw le yn cael ei raddio.",
    noRanking:
      "Nid yw trefnu yn ôl cyfran yn gwneud tabl cynghrair: nid yw'r rhan fwyaf o'r gwahaniaethau rhwng cymdogion yn y rhestr yn fwy na hap.",
    covers: "Wedi'i wneud o",
    coverage: (included, members, covered) =>
      `${included} o ${members} o gynghorau${covered === null ? "" : `, ${covered}% o'r oedolion`}`,
    funnelTitle: "Pa leoedd sy'n wahanol",
    funnelIntro: (whole) =>
      `Lle atebodd ychydig o bobl, mae ffigur yn symud ymhellach drwy hap. Rhwng y cromliniau nid yw lle yn wahanol i ${whole} o fwy nag y mae hap yn ei esbonio. Nid yw unrhyw le yn cael ei raddio.`,
    noFunnel: "Y bobl eu hunain a ddewisodd a oeddent am ateb, felly ni phrofir unrhyw wahaniaethau rhwng lleoedd.",
    mapTitle: "Map",
    mapIntro: (missing) =>
      `Mae pob dosbarth yn un deilsen o'r un maint, yn agos at ble mae'n gorwedd. Mae'r un ffigurau yn y tabl${missing === 0 ? "" : `, ynghyd â rhai'r ${missing} o ddosbarthau nad oes ganddynt deilsen ar y map`}.`,
    evidenceTitle: "Yr un cwestiwn, wedi'i ofyn gan eraill",
    data: "Cymryd y ffigurau",
    allRows: "Pob lle fel CSV",
    allRowsJson: "Pob lle fel JSON",
    otherReleases: "Yr un cwestiwn mewn arolygon eraill",
    base: (base) => numberInWords(base),
  },
};

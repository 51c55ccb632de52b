/** What the pages of results say, in Welsh. Not reviewed by a named person yet. */
import type { resultsEn } from "./en-results.ts";
import { numberInWords } from "./numbers.ts";

const pointiau = (points: number): string => `${points} pwynt`;

/** The texts of `en-results.ts`. */
export const resultsCy: typeof resultsEn = {
  results: {
    glance: "Cipolwg",
    councils: { only: "eu cyngor", district: "eu cyngor dosbarth", county: "eu cyngor sir" },
    sentences: {
      local_area_satisfaction: (share, _council) => `Mae ${share} yn fodlon ar eu hardal leol fel lle i fyw`,
      council_satisfaction: (share, council) => `Mae ${share} yn fodlon ar y ffordd y mae ${council} yn rhedeg pethau`,
      value_for_money: (share, council) => `Mae ${share} yn cytuno bod ${council} yn rhoi gwerth am arian`,
      trust_council: (share, council) => `Mae ${share} yn ymddiried llawer neu gryn dipyn yn ${council}`,
    },
    about: (base) => `tua ${numberInWords(base)} o bobl`,
    careful: "ychydig o bobl: dylid ei drin yn ofalus",
    change: {
      up: (points, since) => `I fyny ${pointiau(points)} ers ${since}: mwy nag y byddai siawns yn ei egluro.`,
      down: (points, since) => `I lawr ${pointiau(points)} ers ${since}: mwy nag y byddai siawns yn ei egluro.`,
      unclear: (since) => `Dim newid clir ers ${since}.`,
      untested: (since) => `Heb ei brofi yn erbyn ${since}: y bobl eu hunain a ddewisodd a oeddent am ateb.`,
      broken: (since, reasons) => `Heb ei gymharu â ${since}. ${reasons}`,
      coverage: "Mae'r ffigurau'n sefyll dros rannau gwahanol o'r lle.",
    },
    services: {
      title: "Gwasanaethau",
      strongest: "Mae'r nifer fwyaf yn fodlon ar",
      weakest: "Mae'r nifer leiaf yn fodlon ar",
      chance: "Gall gwasanaethau y mae eu hystodau'n gorgyffwrdd fod wedi newid lle ar hap.",
    },
    marks: "Ystyr y marciau",
    allWithheld: "Mae holl ffigurau'r arolwg hwn wedi'u dal yn ôl ar gyfer y lle hwn.",
    groupsInstead: "Gall fod ffigurau ar gyfer lleoedd mwy. Mae'n",
    side: "Daeth pobl at yr arolwg hwn mewn ffyrdd gwahanol. Mae eu hatebion yn sefyll ochr yn ochr ac ni chânt byth eu hadio at ei gilydd.",
    more: "Y duedd, cymhariaeth a sut y'i gwnaed",
    print:
      "Argraffwch y dudalen hon i gael adroddiad i'w roi i eraill: caiff popeth arni ei argraffu, gan gynnwys y tablau.",
    sheets: {
      ods: "Yr holl ffigurau fel ODS",
      xlsx: "Yr holl ffigurau fel XLSX",
      jsonstat: "Yr holl ffigurau fel JSON-stat",
    },
    compareLink: "Cymharu â lleoedd eraill",
    questionLink: "Y cwestiwn hwn ym mhob lle",
    question: {
      back: (place) => `Holl ganlyniadau ${place}`,
      wording: "Yr hyn a ofynnwyd",
      answers: "Yr hyn a atebwyd",
      trend: "Dros amser",
      trendOne: "Un arolwg sydd hyd yma, felly nid oes dim i dynnu llinell rhyngddynt.",
      trendAbout: (answer) => `Ateb: ${answer}. Dim ond arolygon y gellir eu cymharu sy'n rhannu llinell.`,
      trendEvidence:
        "Ffigurau a gyhoeddwyd gan eraill yw'r marciau agored. Fe'u casglwyd mewn ffyrdd eraill ac nid ydynt yn perthyn i'r un llinell.",
      trendTable: {
        when: "Pryd",
        figure: "Ffigur",
        range: "Ystod",
        people: "Pobl",
        ours: "Soundings",
        who: "Ffigur pwy",
        change: "Newid",
      },
      breaks: "Lle mae'r llinell yn torri",
      compare: "Wrth ymyl lleoedd eraill",
      otherAnswer: "Dangos ateb arall",
    },
    compare: {
      title: (place) => `${place} wrth ymyl lleoedd eraill`,
      lead: "Yr un cwestiwn, a ofynnwyd yn yr un arolwg ac yn yr un ffordd.",
      with: "Cymharu â",
      question: "Cwestiwn",
      answer: "Ateb",
      show: "Dangos",
      neighbours: "Y cynghorau mwyaf tebyg iddo",
      neighboursAbout:
        "Y cynghorau mwyaf tebyg iddo o ran pwy sy'n byw yno a pha mor ddwys. Ein rhestr ni yw hon, wedi'i gwneud o ystadegau cyhoeddus: man cychwyn, nid rhestr swyddogol.",
      neighboursInvented:
        "Y cynghorau mwyaf tebyg iddo o ran maint, ac o ran bod yn dref neu'n wlad. Gwnaed y rhestr ar gyfer yr arddangosiad hwn.",
      members: (group) => `Cynghorau yn ${group}`,
      peers: "Lleoedd o'r un math",
      place: "Lle",
      difference: "Gwahaniaeth",
      here: "y lle hwn",
      cautious: "Lle mae lle'n rhan o grŵp, mae'r prawf yn ofalus: mae'n eu trin fel pobl wahanol.",
      above: (points) => `${pointiau(points)} yn uwch: mwy nag y byddai siawns yn ei egluro`,
      below: (points) => `${pointiau(points)} yn is: mwy nag y byddai siawns yn ei egluro`,
      unclear: (points) =>
        points === 0 ? "yr un fath" : `${Math.abs(points)} yn ${points > 0 ? "uwch" : "is"}: dim gwahaniaeth clir`,
      none: "heb ei gymharu",
      untested: "Y bobl eu hunain a ddewisodd a oeddent am ateb, felly ni phrofir gwahaniaethau.",
      family: (count) =>
        `Edrychwyd ar ${count} gwahaniaeth gyda'i gilydd, a chafodd pob un brawf llymach oherwydd hynny (Benjamini a Hochberg).`,
      familyFew: (count) =>
        `Edrychwyd ar ${count} gwahaniaeth gyda'i gilydd, a chafodd pob un brawf llymach oherwydd hynny (Holm).`,
      evidence: "Ffigurau a gyhoeddwyd gan eraill, a ofynnwyd yn yr un ffordd",
      evidenceNone: "Ni ofynnwyd yr un ffigur a gyhoeddwyd gan eraill yn yr un ffordd.",
      evidenceAssumed:
        "Lle nad yw cyhoeddwr yn rhoi sylfaen effeithiol, rydym yn cymryd ei sylfaen wedi'i rhannu â 1.5. Heb sylfaen ni chaiff dim ei gymharu.",
      notItsName: "Gadewir allan grwpiau sy'n sefyll dros lai nag 80% o'u hoedolion.",
      order:
        "Yn nhrefn eu henwau. Nid oes tabl cynghrair: siawns yw'r rhan fwyaf o'r gwahaniaethau rhwng lleoedd agos at ei gilydd mewn tabl o'r fath.",
      nothing: "Ni ellir dangos dim wrth ei ymyl: mae ffigur y lle hwn wedi'i ddal yn ôl.",
    },
    working: {
      title: "Dangos y gwaith",
      lead: "O ble y daw pob ffigur, a sut i'w nôl eich hun.",
      facts: {
        question: "Y cwestiwn a ofynnwyd",
        answers: "Yr atebion a gynigiwyd",
        who: "I bwy y gofynnwyd",
        when: "Pryd",
        mode: "Sut",
        sample: "Sampl",
        base: "Sylfaen",
        effective: "Effaith y dyluniad",
        weighting: "Pwysoli",
        protection: "Diogelu",
        release: "Cyhoeddiad",
        status: "Dibynadwyedd",
      },
      adults: (age, place) => `Pobl ${age} oed neu hŷn sy'n byw yn ${place}`,
      baseText: (base) =>
        `Atebodd tua ${numberInWords(base)} o bobl; mae'r rhif wedi'i dalgrynnu. Nid yw “Byddai'n well gen i beidio â dweud” na chwestiynau gwag yn cyfrif.`,
      baseDontKnow: "Nid yw “ddim yn gwybod” yn cyfrif chwaith.",
      baseWithheld: "Wedi'i dal yn ôl.",
      effectiveText: (effect, worth) =>
        `${effect}. Ar ôl pwysoli, mae'r atebion yn werth rhai tua ${worth} o bobl a ddewisir ar hap.`,
      effectiveOpen: (effect) =>
        `${effect}. Mae'n dweud pa mor anghyfartal yw'r pwysau, a dim am sut mae'r rhai a atebodd yn wahanol i eraill.`,
      protectionText:
        "Newidiwyd pob cyfrif ychydig ar hap cyn cyfrifo dim ohono; canrannau cyfan yw'r cyfrannau; terfynau yw cyfrannau yn agos at 0 a 100; caiff ffigurau rhy ychydig o bobl eu dal yn ôl.",
      protectionLink: "Sut mae'n gweithio",
      table: "Pob ffigur a'i le yn y ffeiliau",
      line: "Llinell y ffeil",
      file: (name) => `Cyfrifir llinellau o 1, y pennawd, yn ${name}.`,
      fetch: "Nôl y ffigurau hyn",
      call: "Galwad yr API",
      inR: "Yn R",
      inPython: "Yn Python",
    },
    quality: {
      title: "Adroddiad ansawdd",
      lead: "O beth y gwnaed ffigurau'r cyhoeddiad hwn, a pha mor bell y gellir ymddiried ynddynt.",
      stream: "Sut y daeth pobl i ateb",
      districts: "Cynghorau yn y ffigurau",
      districtsOf: (included, asked) => `${included} o ${asked}`,
      codes: "Llythyrau â chod",
      response: "Cyfradd ymateb",
      responseText: (percent) => `tua ${percent}%`,
      responseNone: "Ni roddwyd codau, felly nid oes neb yn gwybod faint a allai fod wedi ateb.",
      base: "Pobl",
      designEffects: "Effeithiau dyluniad cynghorau",
      designEffectsText: (low, middle, high) => `${low} i ${high}; hanner ohonynt yn ${middle} ar y mwyaf`,
      steps: "Pwysoli, yn ôl nifer y cynghorau",
      withheld: "Rhesi a ddaliwyd yn ôl",
      withheldText: (withheld, rows) => `${withheld} o ${rows}`,
      noise: "Cost diogelu",
      noiseText: (base, percent) => `Mae sŵn yn lledu ystod cyfran ymhlith ${base} o bobl gan ${percent}% o'i lled.`,
      corrections: "Cywiriadau",
      noCorrections: "Dim.",
      frame: "Ffrâm a chwmpas",
      frameText: {
        code: "Aeth llythyrau i gyfeiriadau a dynnwyd yn y cynghorau hyn. Yr un a agorodd y llythyr a benderfynodd pwy sy'n ateb.",
        open: "Gallai unrhyw un â'r ddolen ateb. Nid oes rhestr o bwy a allai fod wedi gwneud.",
        interviewer: "Gofynnodd cyfwelwyr i bobl yn y cynghorau hyn.",
        invented: "Ni ofynnwyd i neb: rhaglen a ddyfeisiodd yr atebion.",
      },
      coverage: (percent, group) =>
        `O holl oedolion ${group}, mae ${percent}% yn byw yn y cynghorau y mae eu hatebion yn ei ffigurau.`,
      older: "Mae'r cyhoeddiad hwn o'r cyfnod cyn adroddiadau ansawdd.",
      link: "Adroddiad ansawdd",
    },
  },
};

/** What the start page and the notices say in Welsh. Not reviewed by a named person yet. */
import type { NoticeTexts } from "./en-notices.ts";

const REGULATIONS =
  "Rheoliadau Hygyrchedd Cyrff Sector Cyhoeddus (Gwefannau a Chymwysiadau Symudol) (Rhif 2) 2018 (y “rheoliadau hygyrchedd”)";

/** The texts in Welsh. */
export const noticesCy: NoticeTexts = {
  start: {
    length: (questions, pages, minutes) =>
      `Mae ${questions} o gwestiynau ar ${pages} o dudalennau. Mae'n cymryd tua ${minutes} munud.`,
    whoAsks: (council) => `Mae ${council} yn gofyn am eich ardal leol, eich cyngor a'i wasanaethau.`,
    why: "Caiff yr atebion eu cyfrif a'u cyhoeddi fel ffigurau, fel y gall pawb weld beth yw barn trigolion.",
    ways: "Ffyrdd eraill o gymryd rhan",
    wayNames: {
      easy_read: "Hawdd ei Ddeall",
      telephone: "Dros y ffôn",
      sign_language: "Iaith Arwyddion Prydain",
      other_formats: "Print bras neu bapur",
    },
    easyRead: "Darllen yr arolwg ar ffurf Hawdd ei Ddeall",
    more: "Mwy am hyn",
    contact: "Cysylltu",
    telephone: "Ffôn",
    email: "E-bost",
    hours: "Pryd",
  },
  poweredBy: "Soundings: canlyniadau a sut mae'n gweithio",
  privacy: {
    title: "Preifatrwydd",
    surveyTitle: "Preifatrwydd: beth sy'n digwydd i'ch atebion",
    version: (number, date) => `Fersiwn ${number}, ${date}`,
    shortTitle: "Yn fyr",
    short: [
      "Nid oes rhaid i chi ateb, a gallwch adael unrhyw gwestiwn yn wag.",
      "Nid ydym yn gofyn am eich enw na'ch cyfeiriad, ac nid ydym yn gosod cwcis.",
      "Ni allwn gysylltu eich atebion â chi unwaith y bydd yr arolwg wedi'i selio, o leiaf saith diwrnod ar ôl iddo gau.",
      "Dim ond ffigurau am grwpiau o bobl a gyhoeddir, byth atebion unigol.",
      "Caiff yr hyn a ysgrifennodd pobl yn eu geiriau eu hunain ei ddileu 90 diwrnod ar ôl cyhoeddi, a phob ateb ar ôl 12 mis.",
    ],
    asks: (council) => `Mae ${council} yn gofyn i chi er mwyn dysgu beth yw barn trigolion am eu hardal a'u cyngor.`,
    asksUnnamed: "Defnyddir eich atebion i ddysgu beth yw barn trigolion am eu hardal a'u cyngor.",
    fullTitle: "Yn llawn",
    responsible: {
      title: "Pwy sy'n gyfrifol",
      council: (name) => [
        `${name} sy'n cynnal yr arolwg hwn, ac ef yw rheolydd eich atebion o dan gyfraith diogelu data'r DU.`,
      ],
      reach: "Sut i gysylltu â'r cyngor:",
      noContact: "Nid yw'r cyngor wedi dweud yma eto sut i gysylltu ag ef.",
      unnamed: [
        "Y cyngor neu'r corff sy'n cynnal arolwg sy'n gyfrifol amdano. Rhaid iddo ddweud sut i gysylltu ag ef cyn iddo ofyn i neb.",
      ],
      notYet: "Nid yw wedi gwneud hynny yma eto.",
      everySurvey: "Mae gan bob arolwg hysbysiad ei hun sy'n ei enwi.",
      demonstration: "Nid yw'r arddangosiad yn perthyn i neb.",
      invented: (name) => [
        `Cyngor dychmygol yw ${name}, ac nid yw'r arddangosiad yn perthyn i neb. Yma enwir cyngor go iawn fel rheolydd eich atebion o dan gyfraith diogelu data'r DU.`,
      ],
    },
    why: {
      title: "Pam, ac ar ba sail gyfreithlon",
      purpose:
        "Mae'r atebion yn dangos beth yw barn trigolion am eu lle, eu cyngor a'i wasanaethau. Fe'u defnyddir ar gyfer ystadegau ac nid ar gyfer unrhyw benderfyniad am un person.",
      basis:
        "Y sail gyfreithlon yw tasg er budd y cyhoedd (GDPR y DU, Erthygl 6(1)(e)). Ar gyfer atebion am iechyd, anabledd neu gategorïau arbennig eraill, y sail yw ystadegau er budd y cyhoedd (Erthygl 9(2)(j), a Deddf Diogelu Data 2018, Atodlen 1, paragraff 4).",
    },
    sections: [
      {
        title: "Yr hyn rydym yn gofyn amdano",
        body: [
          "Eich atebion, ac ym mha ardal cyngor rydych yn byw. Nid ydym yn gofyn am eich enw, eich cyfeiriad na'ch e-bost.",
          "Caiff eich cod post ei chwilio ar eich dyfais eich hun. Ni chaiff byth ei anfon atom.",
          "Os dewiswch gadw eich atebion ar eich dyfais, maent yn aros arni nes i chi eu hanfon, eu dileu, neu agor un o dudalennau ein harolygon ar ôl diwrnod. Gall pwy bynnag sy'n defnyddio'r ddyfais fynd ymlaen gyda nhw.",
        ],
      },
      {
        title: "Yr hyn rydym yn ei gadw",
        body: [
          "Pan fyddwch yn anfon eich atebion cânt eu cloi ar unwaith. Nid yw'r rhan o'n gwasanaeth sy'n eu derbyn yn cadw allwedd sy'n eu hagor. Mae rhan arall, y symudwr, yn eu hagor yn ddiweddarach mewn sypiau o ddeg o leiaf (neu gyda phopeth sy'n weddill pan gaiff yr arolwg ei selio), yn eu cymysgu, ac yn eu storio heb amser.",
          "Nid ydym yn cadw cyfeiriad IP, cwci, cyfrif na dim am eich dyfais. I atal llif o atebion, mae'r gwasanaeth yn cyfrif yn ei gof faint sy'n dod o rwydwaith, o dan enw cymysg y mae'n ei anghofio o fewn deng munud.",
          "Os daethoch â chod o lythyr, rydym yn cadw ffurf gymysg o'r cod i weld ei fod yn cael ei ddefnyddio unwaith. Caiff ei storio ar wahân i'ch atebion.",
        ],
      },
      {
        title: "Yr hyn y gellid ei gysylltu o hyd, a than pryd",
        body: [
          "Tra bod yr arolwg yn rhedeg, gallai rhywun a ddaliai'r allwedd breifat sy'n agor atebion, allweddi eraill yr arolwg, y rhestr lythyrau a'r cronfeydd data, i gyd ar unwaith, gysylltu atebion â chyfeiriad. Pan gaiff yr arolwg ei selio, caiff yr allweddi hyn eu dinistrio, ac ni all neb wneud hynny mwyach. Ni allwn gysylltu eich atebion â chi unwaith y bydd yr arolwg wedi'i selio.",
          "Mae selio'n digwydd o leiaf saith diwrnod ar ôl i arolwg gau. Mae'r rhestr o arolygon yn ein API yn dweud am bob un a yw wedi'i selio: tan hynny, mae allweddi'n dal i gael eu cadw.",
          "Os yw cyngor yn rhedeg Soundings ar weinydd cronfa ddata rhywun arall, gall gweithredwr y gweinydd hwnnw weld pryd mae atebion wedi'u cloi yn cyrraedd, ond ni all eu darllen.",
        ],
      },
      {
        title: "Yr hyn rydym yn ei gyhoeddi",
        body: [
          "Cyfrannau a niferoedd wedi'u talgrynnu ar gyfer lleoedd, byth atebion unigol. Caiff ffigurau sy'n seiliedig ar ychydig o bobl eu dal yn ôl, a chaiff pob nifer ei newid ychydig ar hap cyn cyfrifo dim ohono. Mae “Sut mae'n gweithio” yn dweud mwy.",
          "Os ysgrifennoch rywbeth yn eich geiriau eich hun, caiff ei agor dim ond ar ôl i'r arolwg gael ei selio, a dim ond lle ysgrifennodd o leiaf 30 o bobl. Caiff enwau, cyfeiriadau a rhifau eu cuddio yn gyntaf, cyn belled ag y gall rhaglen eu canfod. Y themâu a gyhoeddir, a thua faint o bobl a enwodd bob un, byth eich geiriau.",
        ],
      },
      {
        title: "Yr hyn y mae swyddogion yn ei weld tra bod arolwg yn rhedeg",
        body: [
          "Un band ar gyfer pob lle a ffordd o ateb, fel “50 neu fwy o atebion”, a gymerir unwaith y dydd. Ni chaiff byth ei rannu yn ôl oedran na dim arall, ac nid oes neb arall yn ei weld. Nid oes neb yn gweld yr hyn a atebwyd cyn i'r arolwg gael ei selio.",
        ],
      },
      {
        title: "Am ba hyd",
        body: [
          "Pan gaiff yr arolwg ei selio: caiff yr allweddi a ddefnyddiwyd i gasglu atebion eu dinistrio.",
          "90 diwrnod ar ôl cyhoeddi'r canlyniadau, neu eu cywiro ddiwethaf: caiff yr hyn a ysgrifennodd pobl yn eu geiriau eu hunain ei ddileu. Felly hefyd allweddi olaf yr arolwg: y rhai sy'n penderfynu'r newidiadau ar hap. Ar ôl hynny ni ellir cywiro unrhyw ffigur, ac ni all neb gyfrifo sut y'i newidiwyd.",
          "12 mis ar ôl cyhoeddi'r canlyniadau, neu eu cywiro ddiwethaf: caiff atebion a'r union gyfrifon a wnaed ohonynt eu dileu. Mae'r hyn a gyhoeddwyd yn aros.",
          "Lle na chyhoeddir dim o arolwg, mae'r ddau gyfnod yn cyfrif o'r diwrnod a gyhoeddwyd ymlaen llaw ar gyfer ei ganlyniadau.",
          "Rhaglen ar y peiriant sy'n dal yr allweddi sy'n gwneud hyn: bob dydd lle mae'r gwasanaeth ei hun yn rhedeg yno, ac fel arall pan fydd rhywun yn ei chychwyn. Ffeiliau ar wahân yw'r allweddi, byth rhesi mewn cronfa ddata.",
        ],
      },
      {
        title: "Eich hawliau",
        body: [
          "Cewch ofyn i bwy bynnag sy'n gyfrifol am eich data, gwrthwynebu ei ddefnyddio, a gofyn iddo gael ei gywiro neu ei ddileu. Nid yw dim a gadwn yn dweud pa atebion yw'ch rhai chi, felly anaml y gallwn ddod o hyd iddynt.",
          "Os nad ydych yn fodlon ar y ffordd y defnyddir eich data, gallwch gwyno i Swyddfa'r Comisiynydd Gwybodaeth.",
          { text: "Cwyno i Swyddfa'r Comisiynydd Gwybodaeth", href: "https://ico.org.uk/make-a-complaint/" },
        ],
      },
    ],
  },
  accessibility: {
    title: "Hygyrchedd",
    surveyTitle: (council) =>
      council === null ? "Datganiad hygyrchedd yr arolwg hwn" : `Datganiad hygyrchedd arolwg ${council}`,
    siteTitle: "Datganiad hygyrchedd Soundings",
    using: {
      title: "Defnyddio'r wefan hon",
      site: "Mae'r datganiad hwn yn ymwneud â holl dudalennau Soundings. Y cyngor sy'n cynnal arolwg sy'n gyfrifol am dudalennau'r arolwg; mae gan bob arolwg ddatganiad ei hun.",
      survey: (council) =>
        council === null
          ? "Mae'r datganiad hwn yn ymwneud â thudalennau'r arolwg hwn, a wnaed gyda Soundings."
          : `Mae'r datganiad hwn yn ymwneud â thudalennau'r arolwg hwn. ${council} sy'n ei gynnal, a gwnaed ei dudalennau gyda Soundings.`,
      able: "Rydym am i gynifer o bobl â phosibl allu defnyddio'r tudalennau hyn. Dylech allu:",
      ableItems: [
        "newid lliwiau, cyferbyniad a ffontiau drwy eich porwr neu'ch dyfais",
        "chwyddo hyd at 400 y cant heb i destun redeg oddi ar y sgrin",
        "defnyddio pob tudalen gyda bysellfwrdd yn unig",
        "ateb yr arolwg cyfan heb JavaScript",
        "darllen pob tudalen o'r wefan yn Saesneg a, lle y'i cynigir, yn Gymraeg",
      ],
      advice: [
        "Rydym wedi cadw'r geiriau mor syml ag y gallwn. Mae gan AbilityNet gyngor ar wneud eich dyfais yn haws ei defnyddio os oes gennych anabledd.",
        { text: "Cyngor gan AbilityNet (yn Saesneg)", href: "https://mcmw.abilitynet.org.uk/" },
      ],
    },
    how: {
      title: "Pa mor hygyrch yw'r tudalennau hyn",
      body: "Gwyddom nad yw rhai rhannau mor hygyrch ag y dylent fod:",
      items: [
        "nid oes unrhyw berson sy'n defnyddio darllenydd sgrin bob dydd wedi'u profi eto, felly ni wyddom pa mor dda y gellir gwrando arnynt",
        "nid yw'r Gymraeg wedi'i hadolygu gan berson a enwir",
        "yn Saesneg yn unig y mae cyfeirlyfr yr API",
      ],
      ways: "Gellir ateb neu ddarllen yr arolwg hwn mewn ffyrdd eraill:",
      noWays:
        "Nid oes gan y gwasanaeth ei hun fersiwn Hawdd ei Ddeall, Iaith Arwyddion Prydain na llwybr ffôn. Mae cyngor sy'n cynnig un yn dweud hynny ar dudalen gyntaf ei arolwg.",
    },
    feedback: {
      title: "Adborth a gwybodaeth gyswllt",
      council:
        "Os oes angen yr arolwg hwn arnoch ar ffurf arall, neu os dewch o hyd i rywbeth na allwch ei ddefnyddio, cysylltwch â'r cyngor:",
      unnamed:
        "Os oes angen rhywbeth arnoch ar ffurf arall, neu os dewch o hyd i rywbeth na allwch ei ddefnyddio, cysylltwch â'r cyngor sy'n cynnal yr arolwg.",
      notYet: "Nid yw wedi dweud yma eto sut i gysylltu ag ef.",
      site: "Mae datganiad pob arolwg yn dweud sut i gysylltu â'i gyngor, lle mae'r cyngor wedi rhoi hynny.",
    },
    enforcement: {
      title: "Gweithdrefn orfodi",
      body: [
        `Y Comisiwn Cydraddoldeb a Hawliau Dynol (EHRC) sy'n gyfrifol am orfodi ${REGULATIONS}. Os nad ydych yn fodlon ar y ffordd yr ymatebir i gŵyn, cysylltwch â'r Gwasanaeth Cynghori a Chefnogi Cydraddoldeb (EASS).`,
        {
          text: "Cysylltu â'r Gwasanaeth Cynghori a Chefnogi Cydraddoldeb",
          href: "https://www.equalityadvisoryservice.com/",
        },
        "Yng Ngogledd Iwerddon, Comisiwn Cydraddoldeb Gogledd Iwerddon (ECNI) sy'n gorfodi'r rheoliadau.",
        { text: "Cysylltu â Chomisiwn Cydraddoldeb Gogledd Iwerddon", href: "https://www.equalityni.org/" },
      ],
    },
    technical: {
      title: "Gwybodaeth dechnegol am hygyrchedd",
      body: [`Bwriedir i'r tudalennau hyn fod yn hygyrch yn unol â ${REGULATIONS}.`],
      statusTitle: "Statws cydymffurfio",
      status:
        "Mae'r tudalennau hyn yn cydymffurfio'n rhannol â safon AA fersiwn 2.2 o Ganllawiau Hygyrchedd Cynnwys y We, oherwydd yr hyn a restrir isod.",
    },
    content: {
      title: "Cynnwys nad yw'n hygyrch",
      body: [
        "Nid yw ein profion yn canfod methiant yn erbyn maen prawf llwyddiant. Ond dim ond rhan o'r hyn a all fod o'i le y mae rhaglenni'n ei ganfod, ac nid oes unrhyw berson sy'n defnyddio darllenydd sgrin, adnabod lleferydd neu chwyddwr bob dydd wedi profi'r tudalennau. Hyd nes y bydd rhywun wedi gwneud hynny, nid ydym yn dweud eu bod yn cydymffurfio'n llawn.",
        "Lle mae cyngor wedi ysgrifennu ei eiriau ei hun yn Saesneg yn unig, mae'r tudalennau Cymraeg yn eu dangos yn Saesneg, wedi'u marcio felly.",
        "Nid ydym yn hawlio baich anghymesur, ac nid oes dim ar y tudalennau hyn y tu allan i'r rheoliadau.",
      ],
    },
    doing: {
      title: "Yr hyn rydym yn ei wneud i wella hygyrchedd",
      body: [
        "Caiff pob math o dudalen a phob cyflwr o'r arolwg ei wirio gan raglen, axe, yn Gymraeg ac yn Saesneg, cyn derbyn newid. Mae prawf yn cwblhau'r arolwg gyda bysellfwrdd yn unig.",
        "Nid yw profion gyda phobl sy'n defnyddio technoleg gynorthwyol, nac archwiliad gan rywun arall, wedi'u trefnu eto.",
      ],
    },
    preparation: {
      title: "Paratoi'r datganiad hygyrchedd hwn",
      body: (prepared, reviewed, tested) =>
        `Paratowyd y datganiad hwn ar ${prepared}. Fe'i hadolygwyd ddiwethaf ar ${reviewed}. Profwyd y tudalennau ddiwethaf ar ${tested}, gennym ni, gydag axe yn Chromium, ar 320, 360 a 1280 picsel, a gyda bysellfwrdd.`,
    },
  },
};

/** What the start page and the notices say in English. Apart from the survey's texts: only the server needs them. */
import type { NoticeParagraph, NoticeSection } from "./notices.ts";

const REGULATIONS =
  "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the “accessibility regulations”)";

/** The texts; `cy-notices.ts` has the same names. */
export const noticesEn = {
  start: {
    length: (questions: number, pages: number, minutes: number) =>
      `There are ${questions} questions on ${pages} pages. It takes about ${minutes} minutes.`,
    whoAsks: (council: string) => `${council} asks about your local area, your council and its services.`,
    why: "The answers are counted and published as figures, so that everybody can see what residents think.",
    ways: "Other ways to take part",
    wayNames: {
      easy_read: "Easy Read",
      telephone: "By telephone",
      sign_language: "British Sign Language",
      other_formats: "Large print or paper",
    },
    easyRead: "Read the survey in Easy Read",
    more: "More about this",
    contact: "Contact",
    telephone: "Telephone",
    email: "E-mail",
    hours: "When",
  },
  poweredBy: "Soundings: results and how it works",
  privacy: {
    title: "Privacy",
    surveyTitle: "Privacy: what happens to your answers",
    version: (number: string, date: string) => `Version ${number}, ${date}`,
    shortTitle: "In short",
    short: [
      "You do not have to answer, and you can leave any question empty.",
      "We do not ask for your name or address, and we set no cookies.",
      "We cannot link your answers to you once the survey is sealed, at least seven days after it closes.",
      "Only figures about groups of people are published, and never single answers.",
      "What people wrote in their own words is deleted 90 days after publication, and all answers after 12 months.",
    ] as readonly string[],
    asks: (council: string) => `${council} asks you, to find out what residents think of their area and their council.`,
    asksUnnamed: "Your answers are used to find out what residents think of their area and their council.",
    fullTitle: "In full",
    responsible: {
      title: "Who is responsible",
      council: (name: string): readonly NoticeParagraph[] => [
        `${name} runs this survey and is the controller of your answers under UK data protection law.`,
      ],
      reach: "How to reach the council:",
      noContact: "The council has not said here yet how to reach it.",
      unnamed: [
        "The council or body that runs a survey is responsible for it. It must say how to reach it before it asks anybody.",
      ] as readonly NoticeParagraph[],
      notYet: "It has not done so here yet.",
      everySurvey: "Each survey has a notice of its own that names it.",
      demonstration: "The demonstration belongs to nobody.",
      invented: (name: string): readonly NoticeParagraph[] => [
        `${name} is invented, and the demonstration belongs to nobody. Here a real council is named as the controller of your answers under UK data protection law.`,
      ],
    },
    why: {
      title: "Why, and on what lawful basis",
      purpose:
        "The answers show what residents think of their place, their council and its services. They are used for statistics and for no decision about any one person.",
      basis:
        "The lawful basis is a task in the public interest (UK GDPR, Article 6(1)(e)). For answers about health, disability or other special categories it is statistics in the public interest (Article 9(2)(j), and the Data Protection Act 2018, Schedule 1, paragraph 4).",
    },
    sections: [
      {
        title: "What we ask for",
        body: [
          "Your answers, and which council area you live in. We do not ask for your name, your address or your e-mail address.",
          "Your postcode is looked up on your own device. It is never sent to us.",
          "If you choose to save your answers on your device, they stay on it until you send them, remove them, or open one of our survey pages after a day. Whoever uses the device can go on with them.",
        ],
      },
      {
        title: "What we keep",
        body: [
          "When you send your answers they are locked at once. The part of our service that takes them in keeps no key that opens them. Another part, the mover, opens them later in batches of at least ten (or with all that are left when the survey is sealed), mixes them, and stores them without a time.",
          "We keep no IP address, no cookie, no account and nothing about your device. To stop floods of answers, the service counts in its memory how much comes from a network, under a scrambled name that it forgets within ten minutes.",
          "If you came with a code from a letter, we keep a scrambled form of the code to see that it is used once. It is stored apart from your answers.",
        ],
      },
      {
        title: "What could still be linked, and until when",
        body: [
          "While the survey runs, somebody who held the private key that opens answers, the survey's other keys, the list of letters and the databases, all at once, could link answers to an address. When the survey is sealed, these keys are destroyed, and nobody can do that any more. We cannot link your answers to you once the survey is sealed.",
          "Sealing happens at least seven days after a survey closes. The list of surveys in our API says of each whether it is sealed: until it is, keys are still held.",
          "If a council runs Soundings on somebody else's database server, that server's operator can see when locked answers arrive, but cannot read them.",
        ],
      },
      {
        title: "What we publish",
        body: [
          "Shares and rounded numbers of people for places, never single answers. Figures that rest on few people are withheld, and every number is changed a little at random before anything is computed from it. “How it works” says more.",
          "If you wrote something in your own words, it is opened only after the survey is sealed, and only where at least 30 people wrote. Names, addresses and numbers are masked first, as far as a program can find them. What is published is the themes, and roughly how many people named each, never your words.",
        ],
      },
      {
        title: "What officers see while a survey runs",
        body: [
          "One band for each place and way of answering, such as “50 or more answers”, taken once a day. It is never split by age or anything else, and nobody else sees it. Nobody sees what was answered before the survey is sealed.",
        ],
      },
      {
        title: "How long",
        body: [
          "When the survey is sealed: the keys used to collect answers are destroyed.",
          "90 days after results are published, or last corrected: what people wrote in their own words is deleted. So are the last keys of the survey: those that decide the random changes. After that no figure can be corrected, and nobody can work out how it was changed.",
          "12 months after results are published, or last corrected: answers and the exact counts made from them are deleted. What was published stays.",
          "Where nothing of a survey is published, both times count from the day that was announced for its results.",
          "A program on the machine that holds the keys does this: every day where the service itself runs there, and otherwise when somebody starts it. The keys are files of their own and never rows of a database.",
        ],
      },
      {
        title: "Your rights",
        body: [
          "You may ask whoever is responsible for your data, object to its use, and ask for it to be corrected or deleted. Nothing that we keep says which answers are yours, so we can seldom find them.",
          "If you are not content with how your data is used, you can complain to the Information Commissioner's Office.",
          { text: "Complain to the Information Commissioner's Office", href: "https://ico.org.uk/make-a-complaint/" },
        ],
      },
    ] as readonly NoticeSection[],
  },
  accessibility: {
    title: "Accessibility",
    surveyTitle: (council: string | null) =>
      council === null
        ? "Accessibility statement for this survey"
        : `Accessibility statement for the survey of ${council}`,
    siteTitle: "Accessibility statement for Soundings",
    using: {
      title: "Using this website",
      site: "This statement is about all pages of Soundings. The council that runs a survey is responsible for the survey's pages; each survey has a statement of its own.",
      survey: (council: string | null) =>
        council === null
          ? "This statement is about the pages of this survey, which are made with Soundings."
          : `This statement is about the pages of this survey. ${council} runs it, and its pages are made with Soundings.`,
      able: "We want as many people as possible to be able to use these pages. You should be able to:",
      ableItems: [
        "change colours, contrast and fonts by your browser or device",
        "zoom in up to 400 per cent without text running off the screen",
        "use every page with a keyboard alone",
        "answer the whole survey without JavaScript",
        "read every page of the site in English and, where it is offered, in Welsh",
      ] as readonly string[],
      advice: [
        "We have kept the words as simple as we can. AbilityNet has advice on making your device easier to use if you have a disability.",
        { text: "Advice from AbilityNet", href: "https://mcmw.abilitynet.org.uk/" },
      ] as readonly NoticeParagraph[],
    },
    how: {
      title: "How accessible these pages are",
      body: "We know that some parts are not as accessible as they should be:",
      items: [
        "no person who uses a screen reader every day has tested them yet, so we do not know how well they can be listened to",
        "the Welsh has not been reviewed by a named person",
        "the reference of the API is in English only",
      ] as readonly string[],
      ways: "This survey can be answered or read in other ways:",
      noWays:
        "The service itself has no Easy Read version, no British Sign Language and no telephone route. A council that offers one says so on the first page of its survey.",
    },
    feedback: {
      title: "Feedback and contact information",
      council: "If you need this survey in another format, or find something that you cannot use, contact the council:",
      unnamed:
        "If you need something in another format, or find something that you cannot use, contact the council that runs the survey.",
      notYet: "It has not said here yet how to reach it.",
      site: "The statement of each survey says how to reach its council, where the council has given it.",
    },
    enforcement: {
      title: "Enforcement procedure",
      body: [
        `The Equality and Human Rights Commission (EHRC) is responsible for enforcing the ${REGULATIONS}. If you are not happy with how a complaint is answered, contact the Equality Advisory and Support Service (EASS).`,
        { text: "Contact the Equality Advisory and Support Service", href: "https://www.equalityadvisoryservice.com/" },
        "In Northern Ireland the Equality Commission for Northern Ireland (ECNI) enforces the regulations.",
        { text: "Contact the Equality Commission for Northern Ireland", href: "https://www.equalityni.org/" },
      ] as readonly NoticeParagraph[],
    },
    technical: {
      title: "Technical information about accessibility",
      body: [
        `These pages are meant to be accessible in accordance with the ${REGULATIONS}.`,
      ] as readonly NoticeParagraph[],
      statusTitle: "Compliance status",
      status:
        "These pages are partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, because of what is listed below.",
    },
    content: {
      title: "Non-accessible content",
      body: [
        "Our tests find no failure of a success criterion. But programs find only a part of what can be wrong, and no person who uses a screen reader, speech recognition or a magnifier every day has tested the pages. Until somebody has, we do not call them fully compliant.",
        "Where a council has written its own words in English only, the Welsh pages show them in English, marked as such.",
        "We claim no disproportionate burden, and nothing on these pages is outside the regulations.",
      ] as readonly NoticeParagraph[],
    },
    doing: {
      title: "What we are doing to improve accessibility",
      body: [
        "Every kind of page and every state of the survey is checked by a program, axe, in English and in Welsh, before a change is taken up. A test completes the survey by keyboard alone.",
        "Tests with people who use assistive technology, and an audit by somebody else, have not been arranged yet.",
      ] as readonly NoticeParagraph[],
    },
    preparation: {
      title: "Preparation of this accessibility statement",
      body: (prepared: string, reviewed: string, tested: string) =>
        `This statement was prepared on ${prepared}. It was last reviewed on ${reviewed}. The pages were last tested on ${tested}, by us, with axe in Chromium, at 320, 360 and 1280 pixels, and by keyboard.`,
    },
  },
};

/** What every language has to say of the notices. */
export type NoticeTexts = typeof noticesEn;

/**
 * The questionnaire document as plain types: data that a council can read, that valibot checks in `document.ts`
 * and that browser and server walk with the same functions. Nothing here imports valibot, so that the browser can.
 */

/** The two languages of everything a resident meets. */
export type Language = "en" | "cy";

/**
 * A text in both languages. In the texts that a resident reads before answering, `{council}` stands for the council
 * that the question is about, `{district}` for the lower-tier or single-tier council and `{county}` for the county council.
 */
export interface Text {
  readonly en: string;
  readonly cy: string;
}

/**
 * Which councils a resident is asked about (LGA "Are you being served?", Annex A): A a single-tier council,
 * B1 the district only, B2 the county only, C district and county together, in a two-tier area.
 */
export type Scenario = "A" | "B1" | "B2" | "C";

/** Which of the resident's councils a question is about; `none` for questions about no council in particular. */
export type About = "none" | "district" | "county";

/** Where a wording comes from, and whether its source sentence was read. */
export interface Provenance {
  readonly source: string;
  readonly link?: string;
  readonly status: "seen" | "partly_seen" | "to_be_confirmed";
  readonly note?: string;
}

/** `substantive` answers say something; the other two kinds say that nothing is said. */
export type OptionKind = "substantive" | "dont_know" | "prefer_not_to_say";

/** Which end of a scale an answer counts towards. */
export type Side = "top" | "middle" | "bottom";

/** A text box beside an option, for what the option's name cannot say: "Other, please say". */
export interface OwnWords {
  /** What stands at the box, e.g. "Please say what". */
  readonly label: Text;
  readonly length_max: number;
}

/** One answer that can be chosen. Its place in `options` is its code in a stored response, so it never moves. */
export interface Option {
  readonly id: string;
  readonly label: Text;
  readonly kind: OptionKind;
  /** Which end of a scale it counts towards; absent in questions that have no ends. */
  readonly side?: Side;
  /** What it counts in a mean. A mean of words needs a declared scoring, so without scores there is no mean. */
  readonly score?: number;
  /** In a multiple choice: chosen alone or not at all, e.g. "None of these". */
  readonly exclusive?: boolean;
  /** In one option of a question at most. What is written is kept apart from the answers and counted as this option (R28). */
  readonly own_words?: OwnWords;
}

/** Whether "don't know" counts in the base of a question's shares (the LGA's habit) or not. "Prefer not to say" never does. */
export type DontKnowRule = "in_base" | "out_of_base";

/** `sensitive` and `opinion` bring stronger protection (R10, R15). */
export type Sensitivity = "ordinary" | "opinion" | "sensitive";

/** Options taken together under one name: a band of a demographic, or what R10 merges. */
export interface OptionGroup {
  readonly id: string;
  readonly label: Text;
  readonly options: readonly string[];
}

/** How one arm differs from the first: the wording, the order of options shown, or both. */
export interface ArmOverride {
  readonly arm: number;
  readonly text?: Text;
  readonly option_order?: readonly string[];
}

/** How few and how many; at least one of them is given. */
export interface Bounds {
  readonly at_least?: number;
  readonly at_most?: number;
}

/**
 * A rule about what is known before a question, as data. A question that was not asked or not answered holds none of
 * the options, whatever was sent for it: `any_of`, `all_of` and `score` are then false, and `chosen` counts 0.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | ({ readonly count_of: readonly Condition[] } & Bounds)
  | { readonly question: string; readonly any_of: readonly string[] }
  | { readonly question: string; readonly all_of: readonly string[] }
  /** How many options were chosen; at least one means that it was answered. */
  | { readonly question: string; readonly chosen: Bounds }
  /** The score of the option chosen. */
  | { readonly question: string; readonly score: Bounds }
  | { readonly place: readonly string[] }
  | { readonly wave: readonly string[] };

/** What every question says, whatever its type. */
export interface QuestionParts {
  /** Stable for ever: figures of different waves and publishers are compared by it. */
  readonly id: string;
  /** Questions that share a screen are shown together, each as its own group. */
  readonly screen: string;
  readonly role: "attitude" | "demographic";
  /** The series of published evidence that it continues, where there is one. */
  readonly series?: string;
  readonly about: About;
  /**
   * Where `about` differs by scenario: a service of the county council is a service of the only council where there is
   * one tier. `aboutIn` reads both.
   */
  readonly about_in?: Readonly<Partial<Record<Scenario, About>>>;
  readonly asked_in: readonly Scenario[];
  /** Asked only where this holds; it looks at earlier questions alone. */
  readonly ask_when?: Condition;
  /** Short name for tables and navigation. */
  readonly title: Text;
  readonly text: Text;
  readonly hint?: Text;
  /** For each arm that differs from the first: the wording and the order of options shown. */
  readonly arms?: readonly ArmOverride[];
  readonly sensitivity: Sensitivity;
  readonly provenance: Provenance;
}

/** A question whose answers are options: one of them (`single`), or any of them (`multiple`). */
export interface ChoiceQuestion extends QuestionParts {
  readonly type: "single" | "multiple";
  readonly options: readonly Option[];
  readonly dont_know: DontKnowRule;
  /** Groups of options that are published as one where a part is too small (R10), in order of preference. */
  readonly merges?: readonly OptionGroup[];
  /** For demographics: the bands that results are broken down by, each made of options. Options in no band are "not stated". */
  readonly bands?: readonly OptionGroup[];
}

/** A question that is answered in the resident's own words. They never stand in a response (R28). */
export interface TextQuestion extends QuestionParts {
  readonly type: "text";
  readonly length_max: number;
  /** A box of one line, or of several. */
  readonly lines: "one" | "several";
}

/** One question. */
export type Question = ChoiceQuestion | TextQuestion;

/** Screens that belong together, under one name. */
export interface Section {
  readonly id: string;
  readonly title: Text;
  /** Its questions are asked only where this holds; it looks at questions before the section alone. */
  readonly ask_when?: Condition;
}

/** A page of the survey: its heading, and what is read before its questions. */
export interface Screen {
  readonly id: string;
  /** The section it belongs to, where the questionnaire has sections. */
  readonly section?: string;
  /** Shown as rows under one another that all have the same options: a grid, with one group of buttons a row. */
  readonly grid?: boolean;
  /** The heading where a resident meets more than one question here; with one question the question is the heading. */
  readonly title?: Text;
  /** A paragraph read before the questions, e.g. what "local area" means. */
  readonly intro?: Text;
  /** The paragraph for scenarios in which it differs, e.g. because it names two councils. `screenIntro` reads both. */
  readonly intro_in?: Readonly<Partial<Record<Scenario, Text>>>;
}

/** The years that an option of the age question stands for: from a birthday to the last day before another. */
export interface AgeYears {
  readonly option: string;
  readonly from_years: number;
  /** The last year of age in it; null where there is no upper end. */
  readonly to_years: number | null;
}

/**
 * Which two demographic questions answers are weighted by, and which answers the population tables count. Whoever chose
 * an option that is not named here, or none, is of unknown age or sex.
 */
export interface WeightingDeclaration {
  /** Bands from the youngest age asked upwards, without a gap, the last one open. */
  readonly age: { readonly question: string; readonly bands: readonly AgeYears[] };
  readonly sex: { readonly question: string; readonly female: string; readonly male: string };
}

/** A recorded check of a language version by a named person; without one no wave may offer the language. */
export interface LanguageReview {
  readonly language: Language;
  readonly reviewer: string;
  readonly reviewed_on: string;
}

/** A version of a questionnaire. Immutable once a wave has used it. */
export interface Questionnaire {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly source: string;
  /** Youngest age asked. */
  readonly age_floor_years: number;
  /** How many rotations of order or wording there are: 1 to 4 (R23). */
  readonly arms: number;
  readonly sections?: readonly Section[];
  /** In the order in which residents meet them, which is also the order of `questions`. */
  readonly screens: readonly Screen[];
  readonly questions: readonly Question[];
  /** Without it answers cannot be weighted, and no release can be built. */
  readonly weighting?: WeightingDeclaration;
}

/** A questionnaire in which nobody writes anything. */
export interface ChoiceQuestionnaire extends Questionnaire {
  readonly questions: readonly ChoiceQuestion[];
}

/** What decides, besides the answers, which questions a resident is asked and how they read. */
export interface SurveyContext {
  readonly scenario: Scenario;
  /** The code of the resident's place and the id of the wave, for rules that name them; where absent such a rule is false. */
  readonly place?: string;
  readonly wave?: string;
  /** Which rotation is shown, 0 to `arms` - 1. */
  readonly arm: number;
  /** The name of the lower-tier or single-tier council, in the language shown. */
  readonly district_name: string;
  /** The name of the county council in a two-tier area; absent elsewhere. */
  readonly county_name?: string;
}

/** An answer: the option chosen, or in a multiple choice the options chosen. */
export type Answer = string | readonly string[];

/** The answers of one resident by question. A question without an entry was not answered. */
export type Answers = Readonly<Record<string, Answer>>;

/** What a resident wrote, by question: to a text question, or beside its option that takes own words. */
export type Texts = Readonly<Record<string, string>>;

/** What crosses the wire, field by field. Nothing is sent that is not named here. */
import * as v from "valibot";
import { LADDER_STEPS } from "../../core/weighting/types.ts";

/** Text in both languages. */
export const Text = v.object({ en: v.string(), cy: v.string() });

const languages = v.picklist(["en", "cy"]);
const streams = v.picklist(["code", "open", "interviewer"]);
const modes = v.picklist(["online", "paper", "telephone", "face-to-face"]);
const sampleTypes = v.picklist(["probability", "quota", "self-selected", "demonstration"]);
const weightingSteps = v.picklist(LADDER_STEPS);
const day = v.pipe(v.string(), v.description("A day, ISO 8601"));

/** A council or another place. */
export const Place = v.object({
  code: v.pipe(v.string(), v.description("GSS code, or an id of ours where there is none"), v.examples(["E08000039"])),
  kind: v.string(),
  status: v.picklist(["current", "planned", "former", "recoded"]),
  name: v.string(),
  name_cy: v.nullable(v.string()),
  slug: v.string(),
  valid_from: v.nullable(day),
  valid_to: v.nullable(day),
  replaced_by: v.array(v.string()),
  population: v.nullable(v.number()),
  invented: v.boolean(),
});

/** A place with what it belongs to and what it is made of. */
export const PlaceInFull = v.object({
  ...Place.entries,
  groups: v.pipe(v.array(v.string()), v.description("Codes of the counties, regions, classes … it belongs to today")),
  districts: v.pipe(v.array(v.string()), v.description("Codes of the districts it is made of today")),
});

/** A stream of a wave. */
export const WaveStream = v.object({ stream: streams, mode: modes, sample_type: sampleTypes });

/** A wave: one questionnaire in the field, in some places, between two dates. */
export const Wave = v.object({
  id: v.string(),
  title: Text,
  state: v.pipe(
    v.picklist(["open", "closed", "sealing", "sealed", "released"]),
    v.description("`sealing`: collection keys still held. `sealed`: seen gone."),
  ),
  questionnaire: v.object({ id: v.string(), version: v.number() }),
  opens_on: day,
  closes_on: day,
  results_on: day,
  demonstration: v.boolean(),
  proof: v.pipe(v.boolean(), v.description("Whether a response needs a proof of work: see `proof` of a new response")),
  streams: v.array(WaveStream),
  languages: v.array(languages),
  places: v.array(v.string()),
  codes_issued: v.optional(
    v.pipe(
      v.array(v.object({ place: v.string(), codes: v.number() })),
      v.description("How many codes were issued for letters, by place; absent where the wave has no code stream"),
    ),
  ),
});

/** A response, as a resident's browser or any other client sends it. */
export const NewResponse = v.strictObject({
  id: v.pipe(
    v.string("send a text"),
    v.maxLength(64, "too long"),
    v.description("128 random bits made by the client, URL-safe base 64. A retry sends the same."),
    v.examples(["q83vEjRWeJCrze8SNFZ4kA"]),
  ),
  place: v.pipe(v.string("send a text"), v.maxLength(64, "too long"), v.description("Code of the resident's district")),
  answers: v.pipe(
    v.record(v.string(), v.unknown(), "send an object"),
    v.description(
      "Question id to option id, or to a list of them where several may be chosen. Nothing is compulsory; answers off the path are dropped.",
    ),
  ),
  texts: v.optional(
    v.pipe(
      v.record(v.string(), v.unknown(), "send an object"),
      v.description("Question id to what was written in own words. It is kept apart from the answers."),
    ),
  ),
  padding: v.optional(
    v.pipe(
      v.string("send a text"),
      v.maxLength(16_384, "too long"),
      v.description("Anything, of any length: it makes bodies equally long, so that their size says nothing"),
    ),
  ),
  arm: v.optional(v.pipe(v.number("send a number"), v.description("Which rotation the resident was shown"))),
  code: v.optional(v.pipe(v.string("send a text"), v.maxLength(64, "too long"), v.description("From a letter"))),
  form: v.optional(
    v.pipe(
      v.string("send a text"),
      v.maxLength(4096, "too long"),
      v.description(
        "The sealed form of the start page, which is for one `id` alone. Without it, or with another's, a response counts against a stricter limit.",
      ),
    ),
  ),
  proof: v.optional(
    v.pipe(
      v.string("send a text"),
      v.maxLength(2048, "too long"),
      v.description(
        "Where the wave asks for it: an ALTCHA payload, the JSON of `challenge` and `solution` in base 64. The start page and the refusal `proof.required` have a challenge.",
      ),
    ),
  ),
});

/** A challenge to compute a proof of work from (ALTCHA 2, SHA-256). */
export const ProofChallenge = v.object({
  parameters: v.object({
    algorithm: v.string(),
    nonce: v.string(),
    salt: v.string(),
    cost: v.number(),
    keyLength: v.number(),
    keyPrefix: v.string(),
    data: v.optional(v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()])))),
  }),
  signature: v.string(),
});

/** A challenge to compute a proof of work from. */
export type ProofChallenge = v.InferOutput<typeof ProofChallenge>;

/** A response, as it is sent. */
export type NewResponse = v.InferOutput<typeof NewResponse>;

/** What a resident gets back: nothing in it is particular to them. */
export const Receipt = v.object({ wave: v.string(), place: v.string(), results_on: day });

/** The receipt of a response. */
export type Receipt = v.InferOutput<typeof Receipt>;

/** A release in the catalogue. */
export const ReleaseSummary = v.object({
  id: v.string(),
  wave: v.string(),
  revision: v.number(),
  correction: v.optional(v.pipe(Text, v.description("Why this revision was made; absent in the first"))),
  title: Text,
  period_start: day,
  period_end: day,
  published_at: v.string(),
  demonstration: v.boolean(),
  rows: v.number(),
  rows_withheld: v.number(),
  sha256: v.pipe(v.string(), v.description("Of the canonical release document")),
  licence: v.string(),
});

/** A release in full: method, parameters, places, questionnaire, checksums. */
export const Release = v.object({
  ...ReleaseSummary.entries,
  streams: v.array(WaveStream),
  method: v.array(Text),
  parameters: v.record(v.string(), v.union([v.number(), v.string()])),
  places: v.array(
    v.object({
      code: v.string(),
      name: Text,
      kind: v.string(),
      compositions: v.pipe(
        v.array(
          v.object({
            stream: streams,
            questions: v.optional(
              v.pipe(
                v.array(v.string()),
                v.description("The questions that were asked in other districts than most; absent for all others"),
              ),
            ),
            members_included: v.number(),
            members: v.number(),
            population_covered: v.nullable(v.pipe(v.number(), v.description("Whole per cent of adults"))),
            weighting: v.optional(
              v.pipe(
                v.array(weightingSteps),
                v.description(
                  "How finely its districts were weighted by age and sex, finest first; empty where all are withheld, absent in releases that are not weighted",
                ),
              ),
            ),
          }),
        ),
        v.description("What the figures of each stream are made of"),
      ),
    }),
  ),
  questionnaire: v.pipe(
    v.objectWithRest({ id: v.string(), version: v.number() }, v.unknown()),
    v.description("The document asked"),
  ),
  themes: v.optional(
    v.pipe(
      v.array(
        v.object({
          place: v.string(),
          question: v.string(),
          theme: v.string(),
          band: v.picklist(["10-24", "25-49", "50-99", "100+"]),
        }),
      ),
      v.description("What people wrote, as coded themes: how many named each, in bands"),
    ),
  ),
  quality: v.optional(
    v.pipe(
      v.object({
        streams: v.array(
          v.object({
            ...WaveStream.entries,
            districts: v.pipe(v.number(), v.description("Districts that took part")),
            districts_shown: v.pipe(v.number(), v.description("Of them, those that are shown by themselves")),
            population_covered: v.nullable(
              v.pipe(v.number(), v.description("Whole per cent of the adults of the largest group")),
            ),
            base: v.pipe(v.number(), v.description("The rounded bases of the districts shown, added up")),
            design_effects: v.nullable(v.object({ lowest: v.number(), median: v.number(), highest: v.number() })),
            weighting: v.pipe(
              v.record(v.string(), v.number()),
              v.description("How many of the districts shown were weighted by each step"),
            ),
            codes_issued: v.nullable(v.pipe(v.number(), v.description("Letters with a code in the districts shown"))),
            response_rate: v.nullable(v.pipe(v.number(), v.description("Whole per cent, from rounded bases"))),
          }),
        ),
      }),
      v.description("The quality report; absent in releases of before there were any"),
    ),
  ),
  files: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        media_type: v.string(),
        bytes: v.pipe(v.number(), v.description("Of the file as it is read, not as it is sent")),
        sha256: v.string(),
        address: v.string(),
      }),
    ),
    v.description("Files of the whole release; empty in releases of before there were any"),
  ),
  place_files: v.pipe(
    v.object({ address: v.string(), formats: v.array(v.string()) }),
    v.description("Where the files of one place are, by its code and these formats"),
  ),
  parts: v.pipe(v.record(v.string(), v.string()), v.description("SHA-256 of each stored part")),
});

/** One figure. The same names in every format. */
export const ResultRow = v.object({
  release: v.string(),
  wave: v.string(),
  stream: streams,
  period_start: day,
  period_end: day,
  place_code: v.string(),
  place_name: v.string(),
  place_kind: v.string(),
  members_included: v.pipe(v.number(), v.description("Districts that the figure is made of")),
  members: v.pipe(v.number(), v.description("Districts that the place has")),
  population_covered: v.nullable(v.pipe(v.number(), v.description("Whole per cent of adults"))),
  question: v.string(),
  answer: v.pipe(v.string(), v.description("An option id, or top_two, bottom_two, net")),
  answer_label: v.string(),
  by: v.pipe(v.string(), v.description("The demographic question, or all")),
  group: v.string(),
  group_label: v.string(),
  share: v.nullable(v.pipe(v.number(), v.description("Whole per cent; net in points"))),
  bound: v.nullable(v.picklist(["le", "ge"])),
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
  base: v.nullable(v.pipe(v.number(), v.description("People, rounded"))),
  design_effect: v.nullable(
    v.pipe(v.number(), v.description("What weighting costs: the base divided by it is the effective base")),
  ),
  status: v.pipe(v.picklist(["", "c", "u"]), v.description("Empty: shown. c: withheld. u: of low reliability.")),
  mode: modes,
  sample_type: sampleTypes,
});

/** A page of result rows. */
export const Results = v.object({
  release: v.string(),
  rows: v.array(ResultRow),
  next: v.nullable(v.pipe(v.string(), v.description("Address of the next page"))),
});

/** A figure published by somebody else, at its publisher's precision. Null or empty: not found, and never filled in. */
export const Evidence = v.object({
  id: v.string(),
  series: v.string(),
  publisher: v.string(),
  period: v.string(),
  start: v.pipe(v.string(), v.description("ISO 8601, to the day, the month or only the year")),
  end: v.string(),
  date_certainty: v.pipe(v.string(), v.description("How sure the dates are")),
  mode: v.string(),
  population: v.pipe(v.string(), v.description("Who was asked")),
  place_code: v.string(),
  base: v.nullable(v.pipe(v.number(), v.description("How many people answered"))),
  question: v.string(),
  measure: v.pipe(v.string(), v.description("An option id, or positive, negative, net")),
  share: v.nullable(v.pipe(v.number(), v.description("Per cent, as it was published"))),
  source: v.string(),
  link: v.nullable(v.pipe(v.string(), v.description("Where it can be read"))),
  note: v.string(),
});

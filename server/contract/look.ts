/** A council's look as data: its name, its colours, and what it says of itself and of other ways to take part. */
import * as v from "valibot";
import { contrastRatio, SHAPE_CONTRAST_MIN, TEXT_CONTRAST_MIN } from "./contrast.ts";

const NAME_LENGTH_MAX = 80;
const LOGO_LENGTH_MAX = 40;
const TEXT_LENGTH_MAX = 400;
const LINK_LENGTH_MAX = 300;

/** The colours of a survey's pages where a council names none. */
export const OWN_COLOURS = {
  brand: "#0b3954",
  brand_text: "#ffffff",
  accent: "#e0a368",
  link: "#1a65a6",
  link_visited: "#54319f",
  button: "#0f7a52",
  button_text: "#ffffff",
  focus: "#ffdd00",
  focus_text: "#0b0c0c",
} as const;

/** The colours of a look, each `#rrggbb`. */
export type LookColours = Readonly<Record<keyof typeof OWN_COLOURS, string>>;

const PAGE = "#ffffff";
const FOOTER = "#f6f3ec";

type Token = keyof LookColours;

interface ContrastRule {
  readonly token: Token;
  /** What it must be told apart from: one of these is enough. */
  readonly from: readonly (readonly [name: string, colour: (colours: LookColours) => string])[];
  readonly least: number;
}

function rule(token: Token, least: number, ...from: readonly (Token | "page" | "footer")[]): ContrastRule {
  const behind = from.map((name) => {
    if (name === "page") return ["the white of the page", () => PAGE] as const;
    if (name === "footer") return [`the footer's ${FOOTER}`, () => FOOTER] as const;
    return [`colours.${name}`, (colours: LookColours) => colours[name]] as const;
  });
  return { token, least, from: behind };
}

/** The accent is a line that says nothing, so it may have any colour. */
const CONTRAST_RULES: readonly ContrastRule[] = [
  rule("brand_text", TEXT_CONTRAST_MIN, "brand"),
  rule("link", TEXT_CONTRAST_MIN, "page"),
  rule("link", TEXT_CONTRAST_MIN, "footer"),
  rule("link_visited", TEXT_CONTRAST_MIN, "page"),
  rule("link_visited", TEXT_CONTRAST_MIN, "footer"),
  rule("button_text", TEXT_CONTRAST_MIN, "button"),
  rule("button", SHAPE_CONTRAST_MIN, "page"),
  rule("focus_text", TEXT_CONTRAST_MIN, "focus"),
  rule("focus_text", SHAPE_CONTRAST_MIN, "page"),
  // In the header the focus is seen by its ground or by the line below it.
  rule("brand", SHAPE_CONTRAST_MIN, "focus", "focus_text"),
];

/** What is too hard to tell apart among colours: which colour, and why. */
export function contrastFaults(colours: LookColours): readonly { readonly token: Token; readonly message: string }[] {
  return CONTRAST_RULES.flatMap(({ token, from, least }) => {
    const contrasts = from.map(([, colour]) => contrastRatio(colours[token], colour(colours)));
    const best = Math.max(...contrasts);
    if (best >= least) return [];
    const names = from.map(([name]) => name).join(" and ");
    // Cut and not rounded: 4.497 is not yet 4.5.
    const shown = (Math.floor(best * 100) / 100).toFixed(2);
    return [{ token, message: `its contrast with ${names} is ${shown}, and must be at least ${least}` }];
  });
}

function plain(longest: number): v.GenericSchema<string, string> {
  return v.pipe(
    v.string("must be a text"),
    v.trim(),
    v.minLength(1, "must not be empty"),
    v.maxLength(longest, `must have at most ${longest} characters`),
    v.regex(/^\P{C}*$/u, "must be one line without control characters"),
  );
}

function wording(longest: number): v.GenericSchema<{ en: string; cy?: string | undefined }> {
  return strict({ en: plain(longest), cy: v.optional(plain(longest)) });
}

function strict<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  return v.strictObject(entries, ({ expected, input }) =>
    expected === "never"
      ? "is not known here"
      : expected === "Object"
        ? "must be an object"
        : input === undefined
          ? "is missing"
          : "is not known here",
  );
}

const colour = v.pipe(
  v.string("must be a colour like #0b3954"),
  v.regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #0b3954"),
  v.toLowerCase(),
);

const colours = v.pipe(
  strict({
    brand: v.optional(colour, OWN_COLOURS.brand),
    brand_text: v.optional(colour, OWN_COLOURS.brand_text),
    accent: v.optional(colour, OWN_COLOURS.accent),
    link: v.optional(colour, OWN_COLOURS.link),
    link_visited: v.optional(colour, OWN_COLOURS.link_visited),
    button: v.optional(colour, OWN_COLOURS.button),
    button_text: v.optional(colour, OWN_COLOURS.button_text),
    focus: v.optional(colour, OWN_COLOURS.focus),
    focus_text: v.optional(colour, OWN_COLOURS.focus_text),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { token, message } of contrastFaults(dataset.value)) {
      const item = { type: "object", origin: "value", input: dataset.value, key: token, value: dataset.value[token] };
      addIssue({ message, path: [item as v.ObjectPathItem] });
    }
  }),
);

const link = v.pipe(
  plain(LINK_LENGTH_MAX),
  v.check(isSafeLink, "must be a link that begins with https://, tel: or mailto:"),
);

const webLink = v.pipe(
  plain(LINK_LENGTH_MAX),
  v.check((text) => text.startsWith("https://") && isSafeLink(text), "must be a link that begins with https://"),
);

function isSafeLink(text: string): boolean {
  if (/^tel:\+?[0-9-]{3,20}$/.test(text)) return true;
  if (text.startsWith("mailto:")) return EMAIL.test(text.slice("mailto:".length));
  return /^https:\/\/[\w-]+(\.[\w-]+)+(:\d{1,5})?(\/[\w\-./~%+=&?#:,;@!()*$']*)?$/.test(text);
}

const EMAIL = /^[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}$/;

const words = wording(TEXT_LENGTH_MAX);

/** The whole document. */
const lookDocument = strict({
  name: wording(NAME_LENGTH_MAX),
  logo: v.optional(wording(LOGO_LENGTH_MAX)),
  colours: v.optional(colours, {}),
  who_asks: v.optional(words),
  contact: v.optional(
    v.pipe(
      strict({
        telephone: v.optional(
          v.pipe(plain(30), v.regex(/^\+?[0-9 ]{3,30}$/, "must be a telephone number: digits and spaces")),
        ),
        email: v.optional(v.pipe(plain(200), v.regex(EMAIL, "must be an e-mail address"))),
        hours: v.optional(words),
      }),
      v.check(
        ({ telephone, email }) => telephone !== undefined || email !== undefined,
        "must have a telephone number or an e-mail address",
      ),
    ),
  ),
  /** Where a paper form is returned by post: the address in one line. */
  paper_return: v.optional(words),
  lawful_basis: v.optional(words),
  ways: v.optional(
    strict({
      easy_read: v.optional(strict({ text: v.optional(words), link: webLink })),
      telephone: v.optional(strict({ text: words, link: v.optional(link) })),
      sign_language: v.optional(strict({ text: words, link: v.optional(link) })),
      other_formats: v.optional(strict({ text: words, link: v.optional(link) })),
    }),
    {},
  ),
});

/** A council's look, checked. */
export type Look = v.InferOutput<typeof lookDocument>;

/** A text in English, and in Welsh where there is one. */
export interface Wording {
  readonly en: string;
  readonly cy?: string | undefined;
}

/** Something wrong in a look: where, and what. */
export interface LookFault {
  readonly path: string;
  readonly message: string;
}

/** Reads a look, or says everything that is wrong with it. */
export function parseLook(value: unknown): { ok: true; look: Look } | { ok: false; faults: readonly LookFault[] } {
  const result = v.safeParse(lookDocument, value);
  if (result.success) return { ok: true, look: result.output };
  return {
    ok: false,
    faults: result.issues.map((issue) => ({ path: v.getDotPath(issue) ?? "", message: issue.message })),
  };
}

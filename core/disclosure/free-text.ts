/**
 * What residents wrote in their own words (R28): masked before anybody reads it, and published as bands of themes alone.
 * Masking takes too much rather than too little. It still cannot know every name, so a person reads what it leaves, and
 * no text is ever published.
 */

/** A text is opened, and a theme shown, only where a place has at least this many texts. */
export const TEXTS_MIN = 30;

/** Where the bands of a theme begin, largest first. Below the last of them a theme is not shown. */
const THEME_BANDS: readonly (readonly [from: number, band: ThemeBand["band"]])[] = [
  [100, "100+"],
  [50, "50-99"],
  [25, "25-49"],
  [10, "10-24"],
];

/** A theme that enough people wrote about. */
export interface ThemeBand {
  readonly theme: string;
  readonly band: "10-24" | "25-49" | "50-99" | "100+";
}

/**
 * The bands of themes by how many texts hold each, in the order of their names and never of their numbers. Themes of
 * fewer than ten texts are left out. The caller sees to it that the place has `TEXTS_MIN` texts.
 * @example themeBands(new Map([["roads", 31], ["parks", 9]])) // => [{ theme: "roads", band: "25-49" }]
 */
export function themeBands(counts: ReadonlyMap<string, number>): readonly ThemeBand[] {
  const shown = Array.from(counts, ([theme, count]) => ({
    theme,
    band: THEME_BANDS.find(([from]) => count >= from)?.[1],
  }));
  return shown
    .flatMap(({ theme, band }) => (band === undefined ? [] : [{ theme, band }]))
    .sort((one, other) => (one.theme < other.theme ? -1 : 1));
}

/**
 * A text without what might say who wrote it or whom it is about: e-mail addresses, links, handles, postcodes, number
 * plates, telephone and other long numbers, addresses, and whatever looks like a name. Each becomes a word in square
 * brackets. No list of names is used: a capital inside a sentence is taken for one, and so is what follows a title or
 * "my name is", in English and Welsh.
 * @example maskText("Ask Jane Smith on 0114 496 0000") // => "Ask [name] on [number]"
 */
export function maskText(text: string): string {
  // One form for each letter, and nothing invisible inside a number or a name.
  let masked = text.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  for (const [pattern, replacement] of PATTERNS) masked = masked.replaceAll(pattern, replacement);
  return maskNames(masked);
}

const TOP_LEVEL = "com|org|net|uk|wales|cymru|scot|gov|ac|info|biz|eu|ie|io|me|co|tv|app|online|site|link";
const STREET =
  "road|rd|street|avenue|ave|lane|close|drive|crescent|court|terrace|gardens|grove|mews|square|hill|heol|stryd|ffordd|lôn|rhodfa|cilgant|maes|clos|teras";
const NUMBER_WORD =
  "zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|dim|un|dau|dwy|tri|tair|pedwar|pedair|pump|pum|chwech|chwe|saith|wyth|naw";

/** What has a form of its own, and its replacement. In this order: an e-mail address holds a domain and perhaps digits. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(?<![^\s@<>()[\],;:])[^\s@<>()[\],;:]+\s*@\s*[\p{L}\p{N}-]+(?:\s*\.\s*[\p{L}\p{N}-]+)+/giu, "[email]"],
  [
    new RegExp(
      String.raw`(?<![\p{L}\p{N}.+_-])[\p{L}\p{N}.+_'-]+\s*(?:[([{]\s*at\s*[)\]}]|\s+at\s+)\s*[\p{L}\p{N}-]+(?:(?:\.|\s+dot\s+|\s*[([{]\s*dot\s*[)\]}]\s*)[\p{L}\p{N}-]+)*(?:\.|\s+dot\s+|\s*[([{]\s*dot\s*[)\]}]\s*)(?:${TOP_LEVEL})\b(?:/\S*)?`,
      "giu",
    ),
    "[email]",
  ],
  [/\b(?:https?:|www\.)\S+/giu, "[link]"],
  [new RegExp(String.raw`(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+(?:${TOP_LEVEL})\b(?:/\S*)?`, "giu"), "[link]"],
  // Also what is left of an address without a dot.
  [/(?<![\p{L}\p{N}.+_-])[\p{L}\p{N}.+_-]*@\s?[\p{L}\p{N}._-]+/giu, "[handle]"],
  [/\b[A-Z]{1,2}\s?\d{1,2}\s?[A-Z]?[\s.,/-]{0,3}\d\s?[A-Z]\s?[A-Z]\b/giu, "[postcode]"],
  // With the letter O for the digit.
  [/\b[A-Z]{1,2}(?:O|\d[A-Z\dO]?)[\s.-]{0,3}(?:\d|O)[A-Z]{2}\b(?<=\d.{0,8})/giu, "[postcode]"],
  [/\bGIR\s?0AA\b/giu, "[postcode]"],
  [/\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b/giu, "[number]"],
  [/[+(]*\p{Nd}(?:[\s().,/\p{Pd}_*]{0,3}\p{Nd}){6,}/gu, "[number]"],
  [/\p{Nd}(?:[\s.\p{Pd}/]?\p{Nd}){5,}/gu, "[number]"],
  [/\p{Nd}{5,}/gu, "[number]"],
  [new RegExp(String.raw`\b(?:${NUMBER_WORD})(?:[\s,.-]+(?:${NUMBER_WORD})\b){5,}`, "giu"), "[number]"],
  // A district of postcodes by itself. A57, B6069 and M1 are roads.
  [/\b(?!(?:[ABM]|Y[R]?)\d)[A-Z]{1,2}\d{1,2}[A-Z]?\b/gu, "[postcode]"],
  [
    new RegExp(
      String.raw`\b\d{1,4}[a-z]?,?\s+(?:(?!(?:the|on|a|of|in|per|mph|ar|y|yr)\s)[\p{L}'’]+\s+){1,2}(?:${STREET})\b`,
      "giu",
    ),
    "[address]",
  ],
];

/** A word of letters, perhaps with digits, as in A57. Words in square brackets are masks and stay. */
const WORD = /\[[a-z]+\]|\p{L}[\p{L}\p{M}\p{N}'’\p{Pd}]*/gu;

/** Titles that no other word is spelled like, in lower case either. */
const TITLES = wordSet(
  "mr mrs ms mx dr prof professor rev revd reverend cllr cllrs cyng cynghorydd parch parchedig bns bonwr mister councillor doctor",
);
/** Titles that are words as well: they count where they, or what follows, has a capital. */
const PLAIN_TITLES = wordSet(
  "miss sir dame lord lady father fr sister brother pc sgt sergeant inspector captain capt major canon pastor imam rabbi nurse auntie aunty aunt uncle nan nain taid anti ewythr modryb meddyg nyrs st saint sant",
);

/** What follows these is a name, however it is written. */
const INTRODUCTIONS =
  /\b(?:my (?:full |first |last |sur)?name(?:['’]?s| is)|my names|(?:the )?name(?:['’]s| is)|i(?: a|['’])?m called|call me|known as|called|named|signed(?: by)?|fy enw(?: i)?(?: yw| ydy| ydi)?|enw i(?: yw| ydy| ydi)|fy enw llawn(?: yw)?|o['’]r enw|(?:a|sy['’]n cael ei) elwir|arwyddwyd(?: gan)?)[\s:,"“‘'-]+/giu;

/** What stands before these is a name: Welsh puts it first. */
const AFTER_NAMES = /\s+(?:yd?w i|dw i|ydi fy enw|yd?w fy enw(?: i)?|yw['’]r enw|oedd ei enw|oedd ei henw)\b/giu;

/** What stands alone at the very end after these is a signature. */
const SIGNATURE =
  /\b(?:thanks|thank you|many thanks|regards|best wishes|wishes|yours|sincerely|faithfully|cheers|love|diolch|diolch yn fawr|cofion|cofion gorau|yn gywir|yn gynnes|hwyl)[ \t]*[,.!\n\p{Pd}]\s*/giu;
const SIGNATURE_WORDS_MAX = 3;

/** Words that have a capital wherever they stand, or stand at the beginning of what is no name. */
const NO_NAMES = wordSet(
  "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday llun mawrth mercher iau gwener sadwrn sul nhs gig uk bbc gp gps tv mp mps ms's cctv council councils council's cyngor government llywodraeth county borough covid ok a&e",
);
/** Words that may stand at the beginning of a sentence before a name and are none themselves. */
const BEGINNINGS = wordSet(
  "the a an in on at my our we it if when dear why for from near please to and but or as with by what who how there this that these those he she they you your his her their ask see please not no yes since also so because after before is are was has have had can could should would will do does did all some most every only even just y yr yn ym yng fy ein mae roedd pan ond ac a i o ar ger gan gyda dw rwy rydw ydw nid does pam beth pwy sut eich ei eu hi fe ef nhw wrth",
);
/** Words that end in 's at the beginning of a sentence and are no name's. */
const POSSESSIVES = wordSet(
  "it's that's there's what's who's where's here's he's she's let's how's when's why's one's everyone's everybody's everything's nobody's nothing's somebody's someone's something's council's today's tomorrow's yesterday's children's people's women's men's town's city's country's government's year's week's",
);
/** Words that end a name that is written in lower case. */
const FUNCTION_WORDS = wordSet(
  "and but or i i'm i've im we from of at in on who which that is was am are have has had live lives the a an my our it so to for with by ac a o yn yng ym ar dw rydw rwy rwyn sy sydd mae oedd ond neu y yr fy ein",
);
/** A word after which a full stop ends no sentence. */
const ABBREVIATIONS = wordSet(
  "mr mrs ms dr prof rev revd cllr cyng parch st rd ave sgt capt no tel approx eg ie vs jr sr hon",
);

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly begins: boolean;
  readonly capital: boolean;
}

function maskNames(text: string): string {
  const words = wordsOf(text);
  const names = new Set<number>();
  markCapitals(words, names);
  markTitled(words, names);
  markIntroduced(text, words, names);
  markBeginnings(text, words, names);
  return replaced(text, words, names);
}

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(WORD)) {
    const before = words.at(-1);
    const begins = before === undefined || endsSentence(before.text, text.slice(before.end, index));
    const capital = /^\p{Lu}|^\p{Lt}/u.test(found);
    words.push({ text: found, start: index, end: index + found.length, begins, capital });
  }
  return words;
}

function endsSentence(word: string, between: string): boolean {
  if (/[!?…\n•;]/u.test(between)) return true;
  if (!between.includes(".")) return false;
  return [...word].length > 1 && !ABBREVIATIONS.has(folded(word));
}

function markCapitals(words: readonly Word[], names: Set<number>): void {
  for (const [index, { text, begins, capital }] of words.entries()) {
    if (capital && !begins && !isNoName(text)) names.add(index);
  }
}

function markTitled(words: readonly Word[], names: Set<number>): void {
  for (const [index, { text, capital }] of words.entries()) {
    const next = words[index + 1];
    if (next === undefined) continue;
    const word = folded(text);
    const plain = PLAIN_TITLES.has(word) && (next.capital || capital);
    if (!TITLES.has(word) && !plain) continue;
    names.add(index);
    names.add(index + 1);
  }
}

function markIntroduced(text: string, words: readonly Word[], names: Set<number>): void {
  for (const { 0: found, index } of text.matchAll(INTRODUCTIONS)) markFrom(words, names, index + found.length);
  for (const { 0: found, index } of text.matchAll(SIGNATURE)) {
    const first = words.findIndex(({ start }) => start >= index + found.length);
    if (first === -1 || words.length - first > SIGNATURE_WORDS_MAX) continue;
    for (let at = first; at < words.length; at += 1) names.add(at);
  }
  for (const { index } of text.matchAll(AFTER_NAMES)) {
    const last = words.findIndex(({ end }) => end === index);
    if (last === -1 || FUNCTION_WORDS.has(folded(words[last]?.text ?? ""))) continue;
    names.add(last);
    if (words[last - 1]?.capital === true) names.add(last - 1);
  }
}

/** A name of up to three words, of which the first is always one. */
function markFrom(words: readonly Word[], names: Set<number>, from: number): void {
  const first = words.findIndex(({ start }) => start >= from);
  if (first === -1) return;
  names.add(first);
  for (let index = first + 1; index < first + 3; index += 1) {
    const word = words[index];
    if (word === undefined || word.begins || FUNCTION_WORDS.has(folded(word.text))) return;
    names.add(index);
  }
}

/** A capital at the beginning of a sentence may be a name's: where a name follows it, and where something is theirs. */
function markBeginnings(text: string, words: readonly Word[], names: Set<number>): void {
  for (const [index, { text: word, begins, capital, end }] of words.entries()) {
    if (!begins || !capital || isNoName(word)) continue;
    if (/['’]s$/u.test(word) && !POSSESSIVES.has(folded(word))) names.add(index);
    if (BEGINNINGS.has(folded(word))) continue;
    const next = words[index + 1];
    if (next === undefined) continue;
    const joined = /^(?:and|a|ac)$/iu.test(next.text) ? index + 2 : index + 1;
    const other = words[joined];
    if (other?.capital !== true || !names.has(joined)) continue;
    if (/^[\s.,&+/\p{Pd}]*(?:(?:and|ac?)\s+)?$/iu.test(text.slice(end, other.start))) names.add(index);
  }
}

function replaced(text: string, words: readonly Word[], names: ReadonlySet<number>): string {
  let [masked, done, last] = ["", 0, -1];
  for (const [index, { text: word, start, end }] of words.entries()) {
    if (!names.has(index) || word.startsWith("[")) continue;
    // The words of one name become one mask: how many they were says something of it.
    const goesOn = last === index - 1 && last !== -1 && /^[\s.'’\p{Pd}]*$/u.test(text.slice(done, start));
    masked += goesOn ? "" : `${text.slice(done, start)}[name]`;
    [done, last] = [end, index];
  }
  return masked + text.slice(done);
}

function isNoName(word: string): boolean {
  return word.startsWith("[") || NO_NAMES.has(folded(word)) || /^[ABM]\d+$/u.test(word);
}

function folded(word: string): string {
  return word.toLowerCase().replaceAll("’", "'");
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

/** Made-up texts of residents that hold what must never be read: e-mail addresses, postcodes, telephone numbers. */
import { createRandom, randomBelow } from "./random.ts";

/** A text and what is in it that must be masked. */
export interface SecretText {
  readonly text: string;
  readonly secrets: readonly string[];
}

const CONTEXTS = [
  "The bins at # are never emptied.",
  "ring # about the noise",
  "Please write to #, thank you",
  "my details: #",
  "Cysylltwch â # os gwelwch yn dda.",
  "mae'r ffordd ger # yn wael",
  "(#) is where I am; I wait",
  "Why? # # and again #",
  "#",
  "It is bad.\n# is mine",
];

/** As many texts as asked for; the same seed makes the same. */
export function seededTexts(seed: string, count: number): readonly SecretText[] {
  const random = createRandom(`texts ${seed}`);
  const one = <Item>(items: readonly Item[]): Item => items[randomBelow(random, items.length)]!;
  const digits = (length: number): string => Array.from({ length }, () => randomBelow(random, 10)).join("");
  const letters = (from: string, length: number): string => Array.from({ length }, () => one([...from])).join("");
  const cased = (text: string): string => one([text, text.toLowerCase(), text.toUpperCase()]);
  const postcode = (): string => {
    const area = letters("ABCDEFGHIJKLMNOPRSTUWYZ", 1 + randomBelow(random, 2));
    const district = one([digits(1), digits(2), `${digits(1)}${letters("AHKW", 1)}`]);
    return cased(`${area}${district}${one([" ", "", "  ", "-"])}${digits(1)}${letters("ABDEFGHJLNPQRSTUWXYZ", 2)}`);
  };
  const telephone = (): string => {
    const separator = one([" ", "", "-", ".", " - "]);
    const parts = one([
      [`0${digits(3)}`, digits(3), digits(4)],
      [`0${digits(4)}`, digits(6)],
      [`+44 ${digits(4)}`, digits(6)],
      [`+44 (0)${digits(3)}`, digits(3), digits(4)],
      [`07${digits(3)}`, digits(3), digits(3)],
      [`(0${digits(4)})`, digits(3), digits(3)],
    ]);
    return parts.join(separator);
  };
  const email = (): string => {
    const local = letters("abcdefghijklmnopqrstuvwxyz0123456789", 3 + randomBelow(random, 8));
    const name = one([local, `${local}.${letters("aeiou", 3)}`, `${local}_x`, `${local}+tag`]);
    const domain = `${letters("abcdefghijklm", 6)}.${one(["com", "co.uk", "org", "wales", "gov.uk", "de"])}`;
    return cased(`${name}${one(["@", " @ "])}${domain}`);
  };
  return Array.from({ length: count }, () => {
    const secrets: string[] = [];
    const text = one(CONTEXTS).replaceAll("#", () => {
      const secret = one([postcode, telephone, email])();
      secrets.push(secret);
      return secret;
    });
    return { text, secrets };
  });
}

/** Which secrets can be read in a text: as they stand, or with other spaces and signs between their characters. */
export function secretsIn(text: string, secrets: readonly string[]): readonly string[] {
  const bare = (one: string): string => one.toLowerCase().replaceAll(/[^a-z0-9@]/g, "");
  const there = bare(text);
  return secrets.filter((secret) => text.includes(secret) || there.includes(bare(secret)));
}

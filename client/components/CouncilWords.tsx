/** What a council says of itself: its own words, how to reach it, and other ways to take part. */
import type { JSX } from "preact";
import type { Look, Wording } from "../../server/contract/look.ts";
import type { Texts } from "../text/en.ts";

type Way = keyof Look["ways"];

const WAYS: readonly Way[] = ["easy_read", "telephone", "sign_language", "other_formats"];

/** A council's text in the language of the page; where it has no Welsh, in English and marked as English. */
export function Words({ texts, words }: { readonly texts: Texts; readonly words: Wording }): JSX.Element {
  if (texts.language === "en") return <>{words.en}</>;
  return words.cy === undefined ? <span lang="en">{words.en}</span> : <>{words.cy}</>;
}

/** A council's text as a plain string, for a title, where nothing can be marked. */
export function wordsIn(texts: Texts, words: Wording): string {
  return words[texts.language] ?? words.en;
}

/** How to reach a council. */
export function ContactDetails({
  texts,
  contact,
}: {
  readonly texts: Texts;
  readonly contact: NonNullable<Look["contact"]>;
}): JSX.Element {
  const { start } = texts;
  const { telephone, email, hours } = contact;
  return (
    <dl class="s-facts govuk-body">
      {telephone !== undefined && (
        <>
          <dt>{start.telephone}</dt>
          <dd>
            <a class="govuk-link" href={`tel:${telephone.replaceAll(" ", "")}`}>
              {telephone}
            </a>
          </dd>
        </>
      )}
      {email !== undefined && (
        <>
          <dt>{start.email}</dt>
          <dd>
            <a class="govuk-link s-break" href={`mailto:${email}`}>
              {email}
            </a>
          </dd>
        </>
      )}
      {hours !== undefined && (
        <>
          <dt>{start.hours}</dt>
          <dd>
            <Words texts={texts} words={hours} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** Whether a council offers another way to take part. */
export function hasWays({ ways }: Look): boolean {
  return WAYS.some((way) => ways[way] !== undefined);
}

/** Other ways to take part: each with what the council says of it, and its link. */
export function WaysToTakePart({ texts, look }: { readonly texts: Texts; readonly look: Look }): JSX.Element {
  const { start } = texts;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {WAYS.map((way) => {
        const offered = look.ways[way];
        if (offered === undefined) return null;
        const { text, link } = offered;
        const name = start.wayNames[way];
        return (
          <li key={way}>
            {text !== undefined && (
              <>
                {name}: <Words texts={texts} words={text} />{" "}
              </>
            )}
            {link !== undefined && (
              <a class="govuk-link s-break" href={link}>
                {way === "easy_read" ? start.easyRead : linkText(link, `${start.more}: ${name}`)}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A number or an address is its own text; a page is named by what it is about. */
function linkText(link: string, about: string): string {
  const [, direct] = /^(?:tel|mailto):(.+)$/.exec(link) ?? [];
  return direct ?? about;
}

/** Finds a council by postcode on the resident's own device: the postcode is never sent. Without JavaScript there is the list. */
import type { FinderLink, FinderTexts } from "./finder-texts.ts";
import { sweepDrafts } from "./models/draft-sweep.ts";
import { lookUpPostcode, parsePostcode, type PostcodeAreaTable } from "../core/place/postcode.ts";

/** Name, slug, in two-tier areas the county's name, and where there is one the Welsh name. */
type Council = readonly [name: string, slug: string, county?: string | null, welsh?: string];

try {
  sweepDrafts(localStorage, Date.now());
} catch {
  // A browser may refuse storage altogether.
}

/** How many look-ups were begun: of two that overlap, the later one's answer stays, whichever comes first. */
let begun = 0;

const form = document.querySelector<HTMLFormElement>("form[data-finder]");
if (form !== null) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void find(form);
  });
}

async function find(finder: HTMLFormElement): Promise<void> {
  const texts = JSON.parse(finder.dataset["finder"] ?? "{}") as FinderTexts;
  const input = finder.querySelector("input");
  const answer = finder.querySelector<HTMLElement>("[role=status]");
  if (input === null || answer === null) return;
  const say = (text: string, wrong: boolean, ...links: readonly FinderLink[]): void => {
    answer.replaceChildren(paragraph(text), ...links.map((link) => paragraph("", anchor(link))));
    input.classList.toggle("govuk-input--error", wrong);
    input.setAttribute("aria-invalid", String(wrong));
  };
  begun += 1;
  const own = begun;
  answer.replaceChildren();
  const postcode = parsePostcode(input.value);
  if (postcode === null) return say(texts.notPostcode, true);
  if (postcode.coverage === "northern_ireland") return say(texts.notUk, false, texts.notUkHelp);
  if (postcode.coverage === "crown_dependency") return say(texts.crown, false);
  try {
    const [table, councils] = await Promise.all([
      getJson<PostcodeAreaTable>(`/assets/postcodes/${postcode.area}.json`),
      getJson<Readonly<Record<string, Council>>>("/assets/councils.json"),
    ]);
    if (own !== begun) return;
    const code = table === null ? null : lookUpPostcode(table, postcode);
    const council = code === null ? undefined : councils?.[code];
    if (code === null || council === undefined) return say(texts.notFound, false, texts.notFoundHelp);
    say("", false);
    answer.replaceChildren(...found(texts, code, council));
  } catch {
    if (own === begun) say(texts.failed, false);
  }
}

/** What is said of a council: go on there, or, where the survey does not ask there, where else to go. */
function found(texts: FinderTexts, code: string, [english, slug, county, welsh]: Council): readonly HTMLElement[] {
  const name = texts.language === "cy" ? (welsh ?? english) : english;
  const filled = (text: string): string =>
    text
      .replace("{name}", name)
      .replace("{county}", county ?? "")
      .replace("{slug}", slug)
      .replace("{code}", code);
  const link = ({ text, href }: FinderLink, look?: string): HTMLElement =>
    anchor({ text: filled(text), href: filled(href) }, look);
  const { elsewhere } = texts;
  if (elsewhere !== undefined && !elsewhere.places.includes(code)) {
    const says = typeof county === "string" ? `${elsewhere.says} ${elsewhere.county}` : elsewhere.says;
    return [paragraph(filled(says)), paragraph("", link(elsewhere.see)), paragraph("", link(elsewhere.other))];
  }
  const says = typeof county === "string" ? texts.yourCouncils : texts.yourCouncil;
  return [
    paragraph(filled(says)),
    link({ text: texts.goOn, href: texts.target }, "govuk-button"),
    paragraph("", link(texts.notRight)),
  ];
}

function paragraph(text: string, ...children: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement("p");
  made.className = "govuk-body";
  made.append(text, ...children);
  return made;
}

function anchor({ text, href }: FinderLink, look = "govuk-link"): HTMLElement {
  const made = document.createElement("a");
  made.className = look;
  made.href = href;
  made.textContent = text;
  return made;
}

/** Null where there is no such file: a postcode area that does not exist. */
async function getJson<Value>(address: string): Promise<Value | null> {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error("the look-up failed");
  return (await answer.json()) as Value;
}

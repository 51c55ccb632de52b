/** Finds a council by postcode on the resident's own device: the postcode is never sent. Without JavaScript there is the list. */
import { lookUpPostcode, parsePostcode, type PostcodeAreaTable } from "../core/place/postcode.ts";

/** Name, slug, code, and in two-tier areas the county's name. */
type Council = readonly [name: string, slug: string, county?: string];

/** What the page says, in its language, as data on the form. `{…}` are filled in here. */
interface FinderTexts {
  readonly yourCouncil: string;
  readonly yourCouncils: string;
  readonly goOn: string;
  readonly notUk: string;
  readonly notFound: string;
  readonly notPostcode: string;
  readonly failed: string;
  /** Where a council leads: `{slug}` or `{code}` in it is filled in. */
  readonly target: string;
}

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
  const say = (text: string, wrong: boolean): void => {
    answer.textContent = text;
    input.classList.toggle("govuk-input--error", wrong);
    input.setAttribute("aria-invalid", String(wrong));
  };
  const postcode = parsePostcode(input.value);
  if (postcode === null) return say(texts.notPostcode, true);
  if (postcode.coverage !== "great_britain") return say(texts.notUk, false);
  try {
    const [table, councils] = await Promise.all([
      getJson<PostcodeAreaTable>(`/assets/postcodes/${postcode.area}.json`),
      getJson<Readonly<Record<string, Council>>>("/assets/councils.json"),
    ]);
    const code = table === null ? null : lookUpPostcode(table, postcode);
    const council = code === null ? undefined : councils?.[code];
    if (code === null || council === undefined) return say(texts.notFound, false);
    show(answer, texts, code, council);
  } catch {
    say(texts.failed, false);
  }
}

function show(answer: HTMLElement, texts: FinderTexts, code: string, [name, slug, county]: Council): void {
  const sentence = document.createElement("p");
  sentence.textContent = (county === undefined ? texts.yourCouncil : texts.yourCouncils)
    .replace("{name}", name)
    .replace("{county}", county ?? "");
  const link = document.createElement("a");
  link.className = "govuk-button";
  link.href = texts.target.replace("{slug}", slug).replace("{code}", code);
  link.textContent = texts.goOn.replace("{name}", name);
  answer.replaceChildren(sentence, link);
}

/** Null where there is no such file: a postcode area that does not exist. */
async function getJson<Value>(address: string): Promise<Value | null> {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error("the look-up failed");
  return (await answer.json()) as Value;
}

/** The code's box on the start page, in the browser: filled by the link of a letter, and checked before the survey begins. */
import { render } from "preact";
import { CodeField } from "./components/CodeField.tsx";
import { ErrorSummary } from "./components/ErrorSummary.tsx";
import { codeProblem, languageAddress, readFragment } from "./models/code-entry.ts";
import type { JourneyTexts } from "./text/en-journey.ts";

/**
 * Takes the code out of the address and puts it into the box, now and whenever a link of a letter leads here again. To be
 * called before anything else, so that nothing else sees the address with the code in it.
 */
export function takeCodes(root: HTMLElement): void {
  takeFragment(root);
  addEventListener("hashchange", () => takeFragment(root));
  document.getElementById("language")?.addEventListener("click", (event) => followLanguage(root, event));
}

function takeFragment(root: HTMLElement): void {
  const { code, remove } = readFragment(location.hash, (id) => document.getElementById(id) !== null);
  if (remove) history.replaceState(history.state, "", location.pathname + location.search);
  const box = boxIn(root);
  if (code !== null && box !== null) box.value = code;
}

/** A click that opens another tab or window is left to the browser: it gets the page without the code. */
function followLanguage(root: HTMLElement, event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const typed = boxIn(root)?.value ?? "";
  if (link === null || !plain || languageAddress(link.href, typed) === link.href) return;
  event.preventDefault();
  location.assign(languageAddress(link.href, typed));
}

/** Whether the survey can begin with what stands in the box; says what is wrong where it cannot. True where there is no box. */
export function acceptsCode(root: HTMLElement, needed: boolean, texts: JourneyTexts): boolean {
  const box = boxIn(root);
  if (box === null) return true;
  const problem = codeProblem(box.value, needed);
  const error = problem === null ? null : texts[problem];
  showAbove(root, texts.problem, error);
  const { value } = box;
  const field = fieldOf(box);
  render(<CodeField texts={texts} error={error} optional={!needed} />, field);
  const again = boxIn(root);
  if (again !== null) again.value = value;
  return problem === null;
}

function boxIn(root: HTMLElement): HTMLInputElement | null {
  return root.querySelector<HTMLInputElement>("#code");
}

/** An element of its own for the summary, before everything else of the page. */
function showAbove(root: HTMLElement, title: string, error: string | null): void {
  let place = root.querySelector<HTMLElement>(":scope > [data-errors]");
  if (place === null) {
    root.querySelector("#error-summary")?.remove();
    place = document.createElement("div");
    place.dataset["errors"] = "";
    root.prepend(place);
  }
  render(<ErrorSummary title={title} errors={error === null ? [] : [{ text: error, href: "#code" }]} />, place);
}

/** An element of its own for the box: what the server wrote is taken away once, and drawn here from then on. */
function fieldOf(box: HTMLInputElement): HTMLElement {
  const drawn = box.closest<HTMLElement>("[data-code]");
  if (drawn !== null) return drawn;
  const field = document.createElement("div");
  field.dataset["code"] = "";
  box.closest(".govuk-form-group")?.replaceWith(field);
  return field;
}

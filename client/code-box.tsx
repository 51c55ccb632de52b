/** The code's box on the start page, in the browser: filled by the link of a letter, and checked before the survey begins. */
import { type JSX, render } from "preact";
import { CodeField } from "./components/CodeField.tsx";
import { ErrorSummary } from "./components/ErrorSummary.tsx";
import { codeProblem, languageAddress, readFragment } from "./models/code-entry.ts";
import { isPlain } from "./page-links.ts";
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
  const typed = boxIn(root)?.value ?? "";
  if (link === null || !isPlain(event) || languageAddress(link.href, typed) === link.href) return;
  event.preventDefault();
  location.assign(languageAddress(link.href, typed));
}

/**
 * Whether the survey can begin with what stands in the box; says what is wrong where it cannot. True where there is no box.
 * The start page has a place for the summary and one for the box.
 */
export function acceptsCode(root: HTMLElement, needed: boolean, texts: JourneyTexts): boolean {
  const box = boxIn(root);
  if (box === null) return true;
  const { value } = box;
  const problem = codeProblem(value, needed);
  const error = problem === null ? null : texts[problem];
  drawIn(
    "errors",
    <ErrorSummary title={texts.problem} errors={error === null ? [] : [{ text: error, href: "#code" }]} />,
  );
  drawIn("code-field", <CodeField texts={texts} error={error} optional={!needed} value={value} />);
  return problem === null;
}

function boxIn(root: HTMLElement): HTMLInputElement | null {
  return root.querySelector<HTMLInputElement>("#code");
}

/** Draws in the place of what stands there, by the server or by an earlier call. */
function drawIn(id: string, element: JSX.Element): void {
  const drawn = document.createElement("div");
  document.getElementById(id)?.replaceChildren(drawn);
  render(element, drawn);
}

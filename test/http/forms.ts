/** Reads the forms of a page as a browser without JavaScript would. */

import { type FormState, stateBinding } from "../../server/http/pages/survey-state.ts";
import type { SurveyData } from "../../client/models/survey-model.ts";
import { startBinding, type StartedForm } from "../../server/services/intake.ts";
import type { Services } from "../../server/services/types.ts";
import type { Target } from "./target.ts";

/** The form of a page. */
export interface PageForm {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** Every field as it would be sent with no hand laid on it, hidden ones left out. */
  readonly fields: readonly (readonly [string, string])[];
  /** Radio buttons by name, with their values and the one that is checked. */
  readonly radios: ReadonlyMap<string, { readonly values: readonly string[]; readonly checked: string | null }>;
  /** Boxes to tick by name, with their values. */
  readonly boxes: ReadonlyMap<string, readonly string[]>;
  /** Names of the text fields that a resident meets. */
  readonly texts: readonly string[];
  /** Values of the buttons named `go`. */
  readonly buttons: readonly string[];
}

/** The only form of a page that posts. */
export function formOf(html: string): PageForm {
  const [, head = "", inside = ""] = /<form([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/.exec(html) ?? [];
  if (head === "") throw new Error("the page has no form that posts");
  const hidden: Record<string, string> = {};
  const radios = new Map<string, { values: string[]; checked: string | null }>();
  const boxes = new Map<string, string[]>();
  const texts: string[] = [];
  const buttons: string[] = [];
  const fields: [string, string][] = [];
  for (const [tag, kind, written = ""] of inside.matchAll(
    /<(input|button|textarea)\b[^>]*>(?:(?<=<textarea[^>]*>)([^<]*))?/g,
  )) {
    const { name = "", type = "text", value = "", ...rest } = attributesOf(tag.replace(written, ""));
    if ("checked" in rest || ["text", "textarea"].includes(kind === "textarea" ? kind : type)) {
      if (kind !== "button" && !("tabindex" in rest))
        fields.push([name, kind === "textarea" ? unescaped(written) : value]);
    }
    if (kind === "button") buttons.push(value);
    else if (kind === "textarea") texts.push(name);
    else if (type === "checkbox") boxes.set(name, [...(boxes.get(name) ?? []), value]);
    else if (type === "hidden") hidden[name] = value;
    else if (type === "radio") {
      const known = radios.get(name) ?? { values: [], checked: null };
      known.values.push(value);
      radios.set(name, "checked" in rest ? { ...known, checked: value } : known);
    } else if (!("tabindex" in rest)) texts.push(name);
  }
  return { action: attributesOf(head)["action"] ?? "", hidden, fields, radios, boxes, texts, buttons };
}

function attributesOf(tag: string): Partial<Record<string, string>> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]),
  );
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

const MINUTE_MS = 60_000;

/** The form of a start page, as somebody has it who opened it a minute ago: nobody is through within three seconds. */
export async function startForm(target: Target, path: string): Promise<PageForm> {
  return openedEarlier(target, formOf(await (await target().fetch(path)).text()));
}

/** The same form, as if its survey had begun a minute earlier. */
export async function openedEarlier(target: Target, form: PageForm): Promise<PageForm> {
  const { forms } = target().services;
  const [, wave = "", place = ""] = /\/survey\/([^/]+)\/([^/]+)$/.exec(form.action) ?? [];
  const binding = stateBinding(wave, place);
  const state = (await forms.open(binding, form.hidden["state"] ?? "")) as FormState | null;
  if (state === null) throw new Error("the form's state is none of ours");
  const earlier = await forms.seal(binding, { ...state, made: state.made - MINUTE_MS });
  return { ...form, hidden: { ...form.hidden, state: earlier } };
}

/** The sealed form of a response that began a minute ago, as the start page gives it to a browser. */
export function earlierStart({ forms }: Services, wave: string, place: string, id: string): Promise<string> {
  const started: StartedForm = { id, arm: 0, made: Date.now() - MINUTE_MS };
  return forms.seal(startBinding(wave, place), started);
}

/** What a start page gives to the script of the survey. */
export function dataOf(html: string): SurveyData {
  const [, text = ""] = /<script type="application\/json" id="survey-data">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(text) as SurveyData;
}

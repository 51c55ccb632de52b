/** Reads the forms of a page as a browser without JavaScript would. */

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
  /** Names of the text fields. */
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
      if (kind !== "button") fields.push([name, kind === "textarea" ? unescaped(written) : value]);
    }
    if (kind === "button") buttons.push(value);
    else if (kind === "textarea") texts.push(name);
    else if (type === "checkbox") boxes.set(name, [...(boxes.get(name) ?? []), value]);
    else if (type === "hidden") hidden[name] = value;
    else if (type === "radio") {
      const known = radios.get(name) ?? { values: [], checked: null };
      known.values.push(value);
      radios.set(name, "checked" in rest ? { ...known, checked: value } : known);
    } else texts.push(name);
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

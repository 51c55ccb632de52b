/** Reads the forms of a page as a browser without JavaScript would. */

/** The form of a page. */
export interface PageForm {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** Radio buttons by name, with their values and the one that is checked. */
  readonly radios: ReadonlyMap<string, { readonly values: readonly string[]; readonly checked: string | null }>;
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
  const texts: string[] = [];
  const buttons: string[] = [];
  for (const [tag, kind] of inside.matchAll(/<(input|button)\b[^>]*>/g)) {
    const { name = "", type = "text", value = "", ...rest } = attributesOf(tag);
    if (kind === "button") buttons.push(value);
    else if (type === "hidden") hidden[name] = value;
    else if (type === "radio") {
      const known = radios.get(name) ?? { values: [], checked: null };
      known.values.push(value);
      radios.set(name, "checked" in rest ? { ...known, checked: value } : known);
    } else texts.push(name);
  }
  return { action: attributesOf(head)["action"] ?? "", hidden, radios, texts, buttons };
}

function attributesOf(tag: string): Partial<Record<string, string>> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [
      name,
      value.replaceAll("&amp;", "&"),
    ]),
  );
}

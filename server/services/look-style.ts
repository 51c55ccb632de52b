/** The style sheet of a council's look: colours and nothing else, at an address that names its content. */
import { contrastRatio, mixed } from "../contract/contrast.ts";
import type { Look, LookColours } from "../contract/look.ts";
import { toHex } from "../sealing/bytes.ts";

const HASH_BYTES = 8;
const BLACK = "#000000";
const WHITE = "#ffffff";

/** A look as pages show it, with its style sheet. */
export interface ShownLook {
  readonly look: Look;
  /** The style sheet's text. */
  readonly style: string;
  /** The style sheet's address. */
  readonly address: string;
}

/** A look with its style sheet. Colours are `#rrggbb` since the look was checked: nothing else can get into the text. */
export async function shownLook(place: string, look: Look): Promise<ShownLook> {
  const style = lookStyle(look.colours as LookColours);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
  const hash = toHex(new Uint8Array(digest).subarray(0, HASH_BYTES));
  return { look, style, address: `/looks/${place}-${hash}.css` };
}

/** The rules of a look, to stand after those of the main style. */
export function lookStyle(colours: LookColours): string {
  const { brand, brand_text, accent, link, link_visited, button, button_text, focus, focus_text } = colours;
  const tokens = {
    "govuk-brand-colour": brand,
    sea: brand,
    "on-sea": brand_text,
    accent,
    panel: brand,
    "govuk-link-colour": link,
    "govuk-link-hover-colour": mixed(link, BLACK, 0.4),
    "govuk-link-visited-colour": link_visited,
    "govuk-focus-colour": focus,
    "govuk-focus-text-colour": focus_text,
  };
  // Away from the text's colour, so that it can be read under the pointer too.
  const away = contrastRatio(button_text, WHITE) < contrastRatio(button_text, BLACK) ? BLACK : WHITE;
  const main = ".govuk-button:not(.govuk-button--secondary)";
  return [
    `:root{${Object.entries(tokens)
      .map(([name, value]) => `--${name}:${value}`)
      .join(";")}}`,
    `${main}:not(:focus){background-color:${button};box-shadow:0 2px 0 ${mixed(button, BLACK, 0.5)};color:${button_text}}`,
    `${main}:is(:hover,:active){background-color:${mixed(button, away, 0.25)};color:${button_text}}`,
    "",
  ].join("\n");
}

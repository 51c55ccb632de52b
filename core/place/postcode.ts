/** Great Britain's postcodes, read in the browser so that they are never sent. No dependency, and small on purpose. */

/** A postcode, each level by its full name: area `AB`, district `AB12`, sector `AB12 3`, unit `AB12 3GQ`. */
export interface Postcode {
  readonly area: string;
  readonly district: string;
  readonly sector: string;
  readonly unit: string;
  /** Only postcodes of Great Britain can be looked up; elsewhere the resident chooses from the list. */
  readonly coverage: "great_britain" | "northern_ireland" | "crown_dependency";
}

/**
 * The file of one postcode area. `districts` holds, for each district without the letters of its area, its sectors
 * packed in one string: a digit begins a sector and a sign from `:` to `[` names a council of `councils`. The first
 * council holds every unit of the sector but those that follow the sign of another one, which are given as steps
 * through the grid of 20 x 20 unit letters, counted from 1: `]` is one step ... `}` is 33; `~` is 33 that name no unit.
 */
export interface PostcodeAreaTable {
  readonly area: string;
  readonly councils: readonly string[];
  readonly districts: Readonly<Record<string, string>>;
}

const UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
const SHAPE = /^([A-HJ-NP-Z]|[A-Z]{2})(\d[\dA-Z]?) (\d[ABD-HJLNP-UW-Z]{2})$/;

const toLetter = (text: string): string => text.replace("0", "O").replace("1", "I");
const toDigit = (text: string): string => text.replace(/O/g, "0").replace(/I/g, "1");

/**
 * Reads a postcode as people type it: any case, any spacing, and O for 0 or I for 1 (or the reverse) wherever only one
 * of the two can stand. Gives null for whatever has not the form of a whole postcode. It does not say that it exists.
 * @example
 * parsePostcode("ab123gq") // => { area: "AB", district: "AB12", sector: "AB12 3", unit: "AB12 3GQ", coverage: "great_britain" }
 * parsePostcode("S014 1AA")?.unit // => "SO14 1AA"
 * parsePostcode("AB12") // => null
 */
export function parsePostcode(text: string): Postcode | null {
  const typed = text.toUpperCase().replace(/[\s.,-]/g, "");
  const outward = typed.slice(0, -3);
  // No area has I for its second letter and no district begins with 0, so each sign below has only one reading.
  const second = outward.slice(1, 2).replace("0", "O").replace("I", "1");
  const unit = `${toLetter(outward.slice(0, 1))}${second}${toDigit(outward.slice(2))} ${toDigit(typed.slice(-3, -2))}${typed.slice(-2)}`;
  const [, area = "", rest = ""] = SHAPE.exec(unit) ?? [];
  if (area === "") return null;
  const crown = area === "JE" || area === "GY" || area === "IM";
  return {
    area,
    district: area + rest,
    sector: unit.slice(0, -2),
    unit,
    coverage: area === "BT" ? "northern_ireland" : crown ? "crown_dependency" : "great_britain",
  };
}

/**
 * The code of the district or single-tier council where a postcode lies, from the file of its area. Exact for every
 * postcode live when the file was made; a unit not known then is taken to lie in its sector's first council.
 * Null for another area, or for a district or sector that the file does not hold.
 * @example
 * lookUpPostcode(tableOfAberdeen, postcode) // => "S12000034"
 */
export function lookUpPostcode(table: PostcodeAreaTable, postcode: Postcode): string | null {
  const packed = table.districts[postcode.district.slice(table.area.length)];
  if (postcode.area !== table.area || packed === undefined) return null;
  const start = packed.indexOf(postcode.sector.slice(-1));
  if (start < 0) return null;
  const [first = "", second = ""] = postcode.unit.slice(-2);
  const wanted = 1 + 20 * UNIT_LETTERS.indexOf(first) + UNIT_LETTERS.indexOf(second);
  const councilAt = (index: number): string | null => table.councils[packed.charCodeAt(index) - 58] ?? null;
  let council = start + 1;
  let at = 0;
  for (let index = start + 2; index < packed.length; index += 1) {
    const sign = packed.charCodeAt(index);
    if (sign < 58) break;
    if (sign < 92) {
      council = index;
      at = 0;
    } else {
      at += sign === 126 ? 33 : sign - 92;
      if (sign !== 126 && at === wanted) return councilAt(council);
    }
  }
  return councilAt(start + 1);
}

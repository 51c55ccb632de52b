/**
 * The invented country as a table. Nobody lives here: every name was made up, and the coordinates lie in the open
 * Atlantic, so that no place of it can be taken for a real one.
 */
import type { PlaceKind } from "../../core/place/types.ts";

/** Whether a council's area is counted with the urban or the rural ones. */
export type Setting = "urban" | "rural";

/** `[code, kind, name, official name, region, county or metropolitan county, setting, residents, latitude, longitude]` */
export type DistrictLine = readonly [
  code: string,
  kind: PlaceKind,
  name: string,
  official_name: string,
  region: string,
  county: string | null,
  setting: Setting,
  population: number,
  latitude: number,
  longitude: number,
];

/** The lower-tier and single-tier councils. */
export const DISTRICT_TABLE: readonly DistrictLine[] = [
  // Upper Vennmark: a conurbation under the northern hills.
  ["D-B01", "metropolitan", "Forgeholm", "Forgeholm City Council", "D-R01", "D-M01", "urban", 589_400, 53.9, -21.6],
  [
    "D-B02",
    "metropolitan",
    "Cinderwell",
    "Cinderwell Metropolitan Borough Council",
    "D-R01",
    "D-M01",
    "urban",
    247_900,
    54.02,
    -21.4,
  ],
  [
    "D-B03",
    "metropolitan",
    "Loomfield",
    "Loomfield Metropolitan Borough Council",
    "D-R01",
    "D-M01",
    "urban",
    318_200,
    53.97,
    -21.83,
  ],
  [
    "D-B04",
    "metropolitan",
    "Spindlebridge",
    "Spindlebridge Metropolitan Borough Council",
    "D-R01",
    "D-M01",
    "urban",
    283_600,
    53.78,
    -21.42,
  ],
  [
    "D-B05",
    "metropolitan",
    "Bobbinthorpe",
    "Bobbinthorpe Metropolitan Borough Council",
    "D-R01",
    "D-M01",
    "urban",
    211_700,
    53.74,
    -21.76,
  ],
  [
    "D-B06",
    "metropolitan",
    "Kilnmarsh",
    "Kilnmarsh Metropolitan Borough Council",
    "D-R01",
    "D-M01",
    "urban",
    356_100,
    53.88,
    -21.2,
  ],
  [
    "D-B07",
    "metropolitan",
    "Slatebrook",
    "Slatebrook Metropolitan Borough Council",
    "D-R01",
    "D-M01",
    "urban",
    192_800,
    54.13,
    -21.66,
  ],
  ["D-U01", "unitary", "Cairnwater", "Cairnwater Council", "D-R01", null, "rural", 154_300, 54.4, -21.95],
  ["D-U02", "unitary", "Rookgill", "Rookgill Council", "D-R01", null, "rural", 61_800, 54.38, -21.3],
  ["D-U03", "unitary", "Fellminster", "Fellminster City Council", "D-R01", null, "urban", 176_500, 54.08, -22.25],
  // Middle Vennmark: the capital, and the county of Thornwold to its east.
  ["D-U04", "unitary", "Crownsted", "Crownsted City Council", "D-R02", null, "urban", 478_600, 53.2, -21.5],
  ["D-U05", "unitary", "Merrowbeck", "Merrowbeck City Council", "D-R02", null, "urban", 322_700, 53.35, -21.08],
  ["D-U06", "unitary", "Lanternholt", "Lanternholt Borough Council", "D-R02", null, "urban", 203_400, 52.95, -21.72],
  ["D-U07", "unitary", "Otterwold", "Otterwold Council", "D-R02", null, "rural", 341_900, 53.43, -21.95],
  ["D-U08", "unitary", "Bellmarch", "Bellmarch Borough Council", "D-R02", null, "urban", 168_200, 52.88, -21.18],
  ["D-D01", "district", "Hazelmarch", "Hazelmarch District Council", "D-R02", "D-C01", "rural", 118_600, 53.5, -20.75],
  ["D-D02", "district", "Cobblemoor", "Cobblemoor Borough Council", "D-R02", "D-C01", "urban", 137_200, 53.3, -20.48],
  ["D-D03", "district", "Ruddenvale", "Ruddenvale District Council", "D-R02", "D-C01", "rural", 94_500, 53.14, -20.8],
  ["D-D04", "district", "Emberwick", "Emberwick District Council", "D-R02", "D-C01", "rural", 88_900, 53.06, -20.4],
  ["D-D05", "district", "Tallowdean", "Tallowdean District Council", "D-R02", "D-C01", "rural", 71_300, 52.86, -20.66],
  // Lower Vennmark: ports and fens, with the county of Eastmarch.
  ["D-U09", "unitary", "Lightquay", "Lightquay City Council", "D-R03", null, "urban", 264_800, 51.95, -21.45],
  ["D-U10", "unitary", "Fairbeacon", "Fairbeacon Borough Council", "D-R03", null, "urban", 219_500, 52.2, -21.78],
  ["D-U11", "unitary", "Sallowfen", "Sallowfen Council", "D-R03", null, "rural", 141_100, 52.55, -21.55],
  ["D-U12", "unitary", "Candlemouth", "Candlemouth Borough Council", "D-R03", null, "urban", 186_300, 51.9, -20.9],
  ["D-D06", "district", "Aldrestow", "Aldrestow Borough Council", "D-R03", "D-C02", "urban", 143_700, 52.6, -20.98],
  ["D-D07", "district", "Brackhaven", "Brackhaven District Council", "D-R03", "D-C02", "rural", 126_400, 52.08, -20.38],
  ["D-D08", "district", "Quillmere", "Quillmere District Council", "D-R03", "D-C02", "rural", 109_200, 52.63, -20.45],
  ["D-D09", "district", "Fennbrook", "Fennbrook City Council", "D-R03", "D-C02", "urban", 151_900, 52.4, -20.18],
  ["D-D10", "district", "Larkenfold", "Larkenfold District Council", "D-R03", "D-C02", "rural", 82_600, 52.35, -20.74],
  ["D-D11", "district", "Oxenstrand", "Oxenstrand District Council", "D-R03", "D-C02", "rural", 97_800, 52.22, -21.02],
  // West Vennmark: the ocean coast, with the county of Saltreach.
  ["D-U13", "unitary", "Wrenport", "Wrenport City Council", "D-R04", null, "urban", 297_100, 52.74, -23.05],
  ["D-U14", "unitary", "Goldenstrand", "Goldenstrand Council", "D-R04", null, "urban", 158_700, 52.28, -22.75],
  ["D-U15", "unitary", "Mistlecombe", "Mistlecombe Council", "D-R04", null, "rural", 224_600, 52.6, -22.2],
  ["D-U16", "unitary", "Perrywold", "Perrywold Council", "D-R04", null, "rural", 132_500, 53.3, -22.38],
  ["D-D12", "district", "Gullhaven", "Gullhaven Borough Council", "D-R04", "D-C03", "urban", 121_300, 53.56, -22.92],
  ["D-D13", "district", "Kelpstrand", "Kelpstrand District Council", "D-R04", "D-C03", "rural", 90_700, 53.3, -23.22],
  [
    "D-D14",
    "district",
    "Marrowcliff",
    "Marrowcliff District Council",
    "D-R04",
    "D-C03",
    "rural",
    103_900,
    53.06,
    -22.92,
  ],
  ["D-D15", "district", "Drumlinmoor", "Drumlinmoor District Council", "D-R04", "D-C03", "rural", 68_400, 53, -22.48],
  [
    "D-D16",
    "district",
    "Shinglewick",
    "Shinglewick District Council",
    "D-R04",
    "D-C03",
    "rural",
    60_200,
    52.95,
    -23.42,
  ],
  ["D-D17", "district", "Ebbmouth", "Ebbmouth District Council", "D-R04", "D-C03", "rural", 66_900, 52.52, -22.6],
];

/** A place made of districts. Those of a county and of a metropolitan county stand in the table above. */
export interface GroupLine {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly name_cy?: string;
  readonly official_name?: string;
  readonly slug: string;
  readonly region?: string;
  readonly valid_from?: string;
  readonly note?: string;
  /** Members beside those that follow from the table: codes of districts or counties. */
  readonly members?: readonly string[];
}

const METROPOLITAN = ["D-B01", "D-B02", "D-B03", "D-B04", "D-B05", "D-B06", "D-B07"];

/** The country, its regions, counties and other groupings. */
export const GROUP_TABLE: readonly GroupLine[] = [
  { code: "D-N01", kind: "country", name: "Vennmark", name_cy: "Fenfro", slug: "vennmark" },
  { code: "D-R01", kind: "region", name: "Upper Vennmark", name_cy: "Fenfro Uchaf", slug: "upper-vennmark" },
  { code: "D-R02", kind: "region", name: "Middle Vennmark", name_cy: "Canol Fenfro", slug: "middle-vennmark" },
  { code: "D-R03", kind: "region", name: "Lower Vennmark", name_cy: "Fenfro Isaf", slug: "lower-vennmark" },
  { code: "D-R04", kind: "region", name: "West Vennmark", name_cy: "Gorllewin Fenfro", slug: "west-vennmark" },
  {
    code: "D-C01",
    kind: "county",
    name: "Thornwold",
    official_name: "Thornwold County Council",
    slug: "thornwold",
    region: "D-R02",
    valid_from: "1974-04-01",
  },
  {
    code: "D-C02",
    kind: "county",
    name: "Eastmarch",
    official_name: "Eastmarch County Council",
    slug: "eastmarch",
    region: "D-R03",
    valid_from: "1974-04-01",
  },
  {
    code: "D-C03",
    kind: "county",
    name: "Saltreach",
    official_name: "Saltreach County Council",
    slug: "saltreach",
    region: "D-R04",
    valid_from: "1974-04-01",
  },
  {
    code: "D-M01",
    kind: "metropolitan_county",
    name: "Greater Forgeholm (metropolitan county)",
    official_name: "Greater Forgeholm",
    slug: "greater-forgeholm",
    region: "D-R01",
    valid_from: "1974-04-01",
    note: "Area without a council of its own",
  },
  {
    code: "D-A01",
    kind: "combined_authority",
    name: "Forgeholm and Cairnwater",
    official_name: "Forgeholm and Cairnwater Combined Authority",
    slug: "forgeholm-and-cairnwater",
    region: "D-R01",
    valid_from: "2016-04-01",
    members: [...METROPOLITAN, "D-U01"],
  },
  {
    code: "D-P01",
    kind: "partnership",
    name: "Vennmark Ocean Coast",
    name_cy: "Arfordir Cefnfor Fenfro",
    slug: "vennmark-ocean-coast",
    members: ["D-C03", "D-U13", "D-U14"],
  },
  {
    code: "D-K01",
    kind: "class",
    name: "Urban areas of Vennmark",
    name_cy: "Ardaloedd trefol Fenfro",
    slug: "vennmark-urban",
  },
  {
    code: "D-K02",
    kind: "class",
    name: "Rural areas of Vennmark",
    name_cy: "Ardaloedd gwledig Fenfro",
    slug: "vennmark-rural",
  },
];

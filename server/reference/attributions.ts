/** A sentence that a publisher asks for, and what it covers. */
export interface Attribution {
  readonly publisher: string;
  readonly text: string;
  readonly covers: readonly string[];
}

/** The attributions that the data page must show, word for word. */
export const ATTRIBUTIONS: readonly Attribution[] = [
  {
    publisher: "Office for National Statistics and others",
    text: "Contains National Statistics data © Crown copyright and database right 2026. Source: Office for National Statistics, National Records of Scotland, Northern Ireland Statistics and Research Agency, Welsh Government, Scottish Government, licensed under the Open Government Licence v3.0.",
    covers: ["places", "memberships", "partnerships", "population", "classes", "neighbours"],
  },
  {
    publisher: "Ordnance Survey and Royal Mail",
    text: "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database right 2025. Contains National Statistics data © Crown copyright and database right 2025.",
    covers: ["postcodes"],
  },
  {
    publisher: "mySociety",
    text: "Local authority names, dates and centroids from mySociety's UK local authority names and codes, CC BY 4.0, changed: dates normalised, codes updated.",
    covers: ["places", "memberships", "neighbours"],
  },
  {
    publisher: "Government Digital Service",
    text: "Council homepages and slugs © Crown copyright (Government Digital Service), MIT.",
    covers: ["places"],
  },
];

import type { Scenario } from "../questionnaire/types.ts";
import type { Membership, Place, PlaceKind } from "./types.ts";

/** Places and memberships, arranged for look-up. Make one with `createDirectory` and keep it: it never changes. */
export interface PlaceDirectory {
  readonly by_code: ReadonlyMap<string, Place>;
  readonly by_slug: ReadonlyMap<string, Place>;
  /** Memberships by the code of the group. */
  readonly members: ReadonlyMap<string, readonly Membership[]>;
  /** Memberships by the code of the member. */
  readonly groups: ReadonlyMap<string, readonly Membership[]>;
  /** The places that name a place as a direct successor, by its code. */
  readonly predecessors: ReadonlyMap<string, readonly Place[]>;
}

/** The councils of a resident: in a two-tier area a district and its county, elsewhere one council. */
export interface Councils {
  readonly district: Place;
  readonly county?: Place;
}

/**
 * What became of a place by a certain day.
 * `continues`: it exists. `recoded`: the same council under a new code, its boundary perhaps moved a little.
 * `joined`: it lies wholly in one place. `split`: it was divided between several. `ended`: no successor is known.
 */
export interface Outcome {
  readonly kind: "continues" | "recoded" | "joined" | "split" | "ended";
  /** The places that exist on that day and hold its area, by code. */
  readonly places: readonly Place[];
  /** True if its results may be added, whole, to the one place listed. Never guess a share where this is false. */
  readonly exact: boolean;
}

const DISTRICT_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>([
  "unitary",
  "district",
  "metropolitan",
  "london_borough",
  "welsh",
  "scottish",
  "ni",
]);

/**
 * Whether places of a kind have residents of their own: lower-tier districts and single-tier councils.
 * @example
 * isDistrict("london_borough") // => true
 * isDistrict("county") // => false
 */
export function isDistrict(kind: PlaceKind): boolean {
  return DISTRICT_KINDS.has(kind);
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function byCode(first: Place, second: Place): number {
  return first.code < second.code ? -1 : first.code > second.code ? 1 : 0;
}

function index(places: readonly Place[], key: "code" | "slug"): Map<string, Place> {
  const map = new Map<string, Place>();
  for (const place of places) {
    if (map.has(place[key])) throw new RangeError(`Two places have the ${key} ${place[key]}`);
    map.set(place[key], place);
  }
  return map;
}

/**
 * Arranges places and memberships for look-up. Throws a RangeError if two places share a code or a slug, or if a
 * membership or a successor names a place that is not among them, so that every code in a directory is known.
 */
export function createDirectory(places: readonly Place[], memberships: readonly Membership[]): PlaceDirectory {
  const by_code = index(places, "code");
  const members = new Map<string, Membership[]>();
  const groups = new Map<string, Membership[]>();
  const predecessors = new Map<string, Place[]>();
  for (const place of places) {
    for (const successor of place.replaced_by) {
      if (!by_code.has(successor)) throw new RangeError(`Unknown successor ${successor} of ${place.code}`);
      append(predecessors, successor, place);
    }
  }
  for (const membership of memberships) {
    for (const code of [membership.member, membership.group]) {
      if (!by_code.has(code)) throw new RangeError(`Unknown place ${code} in a membership`);
    }
    append(members, membership.group, membership);
    append(groups, membership.member, membership);
  }
  return { by_code, by_slug: index(places, "slug"), members, groups, predecessors };
}

function within(dates: { readonly valid_from?: string; readonly valid_to?: string }, onDate: string): boolean {
  const begun = dates.valid_from === undefined || dates.valid_from <= onDate;
  return begun && (dates.valid_to === undefined || onDate <= dates.valid_to);
}

/**
 * Whether a place exists on a day (its first and last day included). A replaced code never does: the new code stands
 * for the same council at all dates. A place without dates is taken to exist always.
 */
export function existsOn(place: Place, onDate: string): boolean {
  return place.status !== "recoded" && within(place, onDate);
}

/**
 * The place of a code, under the code that it has now if it was only recoded; undefined if the code is unknown.
 * @example
 * placeOf(directory, "E08000019")?.code // => "E08000039", Sheffield
 */
export function placeOf(directory: PlaceDirectory, code: string): Place | undefined {
  const place = directory.by_code.get(code);
  const [successor] = place?.replaced_by ?? [];
  return place?.status === "recoded" && successor !== undefined ? placeOf(directory, successor) : place;
}

/**
 * The councils of the people of a district: in a two-tier area the district and its county, elsewhere one council.
 * Undefined if the code is not a district's or, where a day is given, if the district does not exist on that day.
 */
export function councilsOf(directory: PlaceDirectory, districtCode: string, onDate?: string): Councils | undefined {
  const district = placeOf(directory, districtCode);
  if (district === undefined || !isDistrict(district.kind)) return undefined;
  if (onDate !== undefined && !existsOn(district, onDate)) return undefined;
  const county = directory.by_code.get(district.county_code ?? "");
  const governs = county?.kind === "county" && (onDate === undefined || existsOn(county, onDate));
  return governs ? { district, county } : { district };
}

/**
 * Which councils the people of a district are asked about: C both in a two-tier area, A the one council elsewhere.
 * Undefined if the code is not a district's.
 * @example
 * scenarioOf(directory, "E07000042") // => "C", Mid Devon
 */
export function scenarioOf(directory: PlaceDirectory, code: string): Scenario | undefined {
  const councils = councilsOf(directory, code);
  return councils === undefined ? undefined : councils.county === undefined ? "A" : "C";
}

function collectDistrict(directory: PlaceDirectory, place: Place, onDate: string, found: Set<Place>): void {
  if (existsOn(place, onDate)) {
    found.add(place);
    return;
  }
  if (place.valid_from === undefined || onDate >= place.valid_from) return;
  const districts = (directory.predecessors.get(place.code) ?? []).filter((before) => isDistrict(before.kind));
  if (districts.some((before) => before.replaced_by.length > 1)) return;
  for (const before of districts) collectDistrict(directory, before, onDate, found);
}

function collect(directory: PlaceDirectory, code: string, onDate: string, found: Set<Place>, seen: Set<string>): void {
  const place = placeOf(directory, code);
  if (place === undefined || seen.has(place.code)) return;
  seen.add(place.code);
  if (isDistrict(place.kind)) {
    collectDistrict(directory, place, onDate, found);
    return;
  }
  if (!existsOn(place, onDate)) return;
  for (const membership of directory.members.get(place.code) ?? []) {
    if (membership.role === "area" && within(membership, onDate)) {
      collect(directory, membership.member, onDate, found, seen);
    }
  }
}

/**
 * The districts that make up a place on a day, by code, each once however the groups are nested. A district gives
 * itself; before it began, the districts that were joined whole to make it, where known; after it ended, none.
 * A group gives none on days when it does not exist.
 * @example
 * districtsOf(directory, "E10000008", "2026-11-22") // => the eight districts of Devon
 */
export function districtsOf(directory: PlaceDirectory, code: string, onDate: string): readonly Place[] {
  const found = new Set<Place>();
  collect(directory, code, onDate, found, new Set());
  return [...found].sort(byCode);
}

/**
 * The groups that hold the whole of a place on a day, direct or through another group, by code. None if the place or
 * the code is not there on that day.
 */
export function groupsOf(directory: PlaceDirectory, code: string, onDate: string): readonly Place[] {
  const place = placeOf(directory, code);
  if (place === undefined || !existsOn(place, onDate)) return [];
  const found = new Set<Place>();
  const climb = (member: string): void => {
    for (const membership of directory.groups.get(member) ?? []) {
      const group = directory.by_code.get(membership.group);
      const holds = membership.role === "area" && within(membership, onDate);
      if (group === undefined || !holds || !existsOn(group, onDate) || found.has(group)) continue;
      found.add(group);
      climb(group.code);
    }
  };
  climb(place.code);
  return [...found].sort(byCode);
}

/** The direct successors of a place, by code; none for one that was not replaced and is not going to be. */
export function successorsOf(directory: PlaceDirectory, code: string): readonly Place[] {
  const codes = directory.by_code.get(code)?.replaced_by ?? [];
  return codes.flatMap((successor) => directory.by_code.get(successor) ?? []).sort(byCode);
}

/** Follows successors until each exists on the day. */
function finalPlaces(directory: PlaceDirectory, place: Place, onDate: string, found: Set<Place>): void {
  if (place.status !== "recoded" && (place.valid_to === undefined || onDate <= place.valid_to)) {
    found.add(place);
    return;
  }
  for (const successor of successorsOf(directory, place.code)) finalPlaces(directory, successor, onDate, found);
}

/** A group that ended may have had a district that went elsewhere than its successor: Christchurch, of the old Dorset. */
function strayPlaces(directory: PlaceDirectory, group: Place, onDate: string, found: Set<Place>): void {
  if (group.valid_to === undefined) return;
  for (const district of districtsOf(directory, group.code, group.valid_to)) {
    const ends = new Set<Place>();
    finalPlaces(directory, district, onDate, ends);
    for (const end of ends) {
      const held = groupsOf(directory, end.code, onDate).some((holder) => found.has(holder));
      if (!held) found.add(end);
    }
  }
}

/**
 * What became of a place by a day: whether it exists, lies whole in one place of that day, or was split between
 * several. Undefined if the code is unknown. A place that has not begun yet counts as continuing.
 * @example
 * whatBecameOf(directory, "E10000030", "2027-04-01") // => { kind: "split", places: [East Surrey, West Surrey], exact: false }
 */
export function whatBecameOf(directory: PlaceDirectory, code: string, onDate: string): Outcome | undefined {
  const place = directory.by_code.get(code);
  if (place === undefined) return undefined;
  const found = new Set<Place>();
  finalPlaces(directory, place, onDate, found);
  if (!found.has(place) && !isDistrict(place.kind)) strayPlaces(directory, place, onDate, found);
  const places = [...found].sort(byCode);
  const now = placeOf(directory, code);
  if (places.length > 1) return { kind: "split", places, exact: false };
  if (places.length === 0) return { kind: "ended", places, exact: false };
  const same = now !== undefined && found.has(now);
  return { kind: found.has(place) ? "continues" : same ? "recoded" : "joined", places, exact: true };
}

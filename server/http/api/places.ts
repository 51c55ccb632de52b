/** Places: councils, counties, regions, partnerships, classes. */
import { Hono } from "hono";
import * as v from "valibot";
import { districtsOf, groupsOf } from "../../../core/place/directory.ts";
import { searchPlaces } from "../../../core/place/search-places.ts";
import type { Place as PlaceRecord } from "../../../core/place/types.ts";
import { Place, PlaceInFull } from "../../contract/wire.ts";
import { ukDay } from "../../../core/release/days.ts";
import type { Services } from "../../services/types.ts";
import { call, noParameters, problem, query } from "../problem.ts";

const PLACES_MAX = 1000;

const PlaceQuery = v.strictObject({
  kind: v.optional(v.pipe(v.string(), v.maxLength(40), v.description("e.g. district, county, region"))),
  within: v.optional(v.pipe(v.string(), v.maxLength(60), v.description("Code of a county, region, class …"))),
  q: v.optional(v.pipe(v.string(), v.maxLength(100), v.description("Part of a name, former name or Welsh name"))),
});

/** `GET /places` and `GET /places/{code}`. */
export function places({ catalogue, now }: Services): Hono {
  return new Hono()
    .get(
      "/",
      call({
        summary: "List places",
        answers: v.object({ places: v.array(Place) }),
        problems: ["request.parameter"],
      }),
      query(PlaceQuery, ["kind", "within", "q"]),
      async (c) => {
        const { kind, within, q } = c.req.valid("query");
        // What somebody typed is kept by nobody: neither here nor on the way.
        if (q !== undefined) c.header("Cache-Control", "private, no-cache");
        const directory = await catalogue.directory();
        const today = ukDay(now());
        const members =
          within === undefined ? null : new Set(districtsOf(directory, within, today).map(({ code }) => code));
        const found =
          q === undefined || q === ""
            ? [...directory.by_code.values()]
            : searchPlaces(directory, q, { limit: PLACES_MAX }).map(({ place }) => place);
        const listed = found.filter(
          (place) => (kind === undefined || place.kind === kind) && (members === null || members.has(place.code)),
        );
        return c.json({ places: listed.slice(0, PLACES_MAX).map(wirePlace) });
      },
    )
    .get(
      "/:code",
      call({ summary: "A place in full", answers: PlaceInFull, problems: ["request.parameter", "place.unknown"] }),
      noParameters,
      async (c) => {
        const directory = await catalogue.directory();
        const place = directory.by_code.get(c.req.param("code"));
        if (place === undefined) return problem(c, "place.unknown");
        const today = ukDay(now());
        return c.json({
          ...wirePlace(place),
          groups: groupsOf(directory, place.code, today).map(({ code }) => code),
          districts: districtsOf(directory, place.code, today).map(({ code }) => code),
        });
      },
    );
}

function wirePlace(place: PlaceRecord): v.InferOutput<typeof Place> {
  return {
    code: place.code,
    kind: place.kind,
    status: place.status,
    name: place.name,
    name_cy: place.name_cy ?? null,
    slug: place.slug,
    valid_from: place.valid_from ?? null,
    valid_to: place.valid_to ?? null,
    replaced_by: [...place.replaced_by],
    population: place.population ?? null,
    invented: place.invented === true,
  };
}

import type { JSX } from "preact";
import type { Place } from "../../core/place/types.ts";
import { NameSearch } from "../components/Finder.tsx";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";
import type { Texts } from "../text/en.ts";

/** A titled list of places. */
export interface PlaceList {
  readonly title: string;
  readonly places: readonly Place[];
}

/** Every place, or those whose name is like what was searched. */
export function PlacesPage({
  frame,
  query,
  postcode,
  found,
  lists,
}: {
  readonly frame: PageFrame;
  /** What was searched; null where nothing was. */
  readonly query: string | null;
  /** Whether a postcode was typed, which this search is not for; it is not here, so that it cannot be repeated. */
  readonly postcode: boolean;
  readonly found: readonly { readonly place: Place; readonly former: string | null }[];
  readonly lists: readonly PlaceList[];
}): JSX.Element {
  const { texts } = frame;
  const title = query === null ? texts.places.title : texts.places.resultsTitle(query);
  return (
    <Layout frame={frame} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <NameSearch texts={texts} action={localPath(texts, "/places")} query={query ?? ""} />
      {postcode && (
        <div class="govuk-inset-text">
          <p class="govuk-body">{texts.places.postcode}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={localPath(texts, "/")}>
              {texts.places.postcodeLink}
            </a>
          </p>
        </div>
      )}
      {query !== null && found.length === 0 && <p class="govuk-inset-text">{texts.places.none}</p>}
      {found.length > 0 && (
        <ul class="govuk-list">
          {found.map(({ place, former }) => (
            <li key={place.code}>
              <PlaceLink texts={texts} place={place} /> – {texts.places.kinds[place.kind]}
              {former !== null && `, ${texts.places.formerly(former)}`}
              {place.invented === true && `, ${texts.places.invented}`}
            </li>
          ))}
        </ul>
      )}
      {lists.map((list) => (
        <section key={list.title}>
          <h2 class="govuk-heading-m">{list.title}</h2>
          <ul class="s-list govuk-body">
            {list.places.map((place) => (
              <li key={place.code}>
                <PlaceLink texts={texts} place={place} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Layout>
  );
}

/** The name of a place in the language of the texts, leading to its page. */
export function PlaceLink({ texts, place }: { readonly texts: Texts; readonly place: Place }): JSX.Element {
  return (
    <a class="govuk-link" href={localPath(texts, `/places/${place.slug}`)}>
      {placeName(texts, place)}
    </a>
  );
}

/** The name of a place in the language of the texts. */
export function placeName(texts: Texts, place: Pick<Place, "name" | "name_cy">): string {
  return texts.language === "cy" ? (place.name_cy ?? place.name) : place.name;
}

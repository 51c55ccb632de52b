/** A release and its quality report: what its figures are made of, and how far they can be trusted. */
import type { JSX } from "preact";
import { isDistrict } from "../../core/place/directory.ts";
import type { PlaceKind } from "../../core/place/types.ts";
import { FIGURES_METHOD, PROTECTION_COSTS } from "../../core/release/method.ts";
import { largestGroup, type StreamQuality } from "../../core/release/quality.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";
import { RehearsalNote } from "../components/RehearsalNote.tsx";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";
import { Points } from "../components/Points.tsx";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { numberInWords } from "../text/numbers.ts";

/** An edition of the same wave. */
export interface EditionLine {
  readonly id: string;
  readonly revision: number;
  readonly on: string | null;
  readonly reason: string | null;
}

/** The page of a release. `editions` are all of its wave, the first one first. */
export function ReleasePage({
  frame,
  release,
  editions,
}: {
  readonly frame: PageFrame;
  readonly release: ReleaseDocument;
  readonly editions: readonly EditionLine[];
}): JSX.Element {
  const { texts } = frame;
  const { quality } = texts.results;
  const { language } = texts;
  const method = release.method.length > 0 ? release.method : FIGURES_METHOD;
  return (
    <Layout frame={frame} title={`${quality.title}: ${release.title[language]}`} charts>
      <p class="govuk-body s-small s-screen">
        <a class="govuk-link" href={localPath(texts, "/data")}>
          {texts.data.title}
        </a>
      </p>
      <p class="govuk-body s-small">{quality.title}</p>
      <h1 class="govuk-heading-l">{release.title[language]}</h1>
      <RehearsalNote texts={texts} release={release} />
      <p class="govuk-body-l">{quality.lead}</p>
      {release.quality === undefined && <p class="govuk-inset-text">{quality.older}</p>}
      {release.quality?.streams.map((stream) => (
        <StreamReport key={stream.stream} texts={texts} release={release} stream={stream} />
      ))}
      <dl class="s-facts govuk-body">
        <dt>{quality.withheld}</dt>
        <dd>{quality.withheldText(numberInWords(release.rows_withheld), numberInWords(release.rows))}</dd>
        <dt>{quality.noise}</dt>
        <dd>
          {PROTECTION_COSTS.noise
            .map(({ base, wider_percent }) => quality.noiseText(base, String(Math.ceil(wider_percent))))
            .join(" ")}
        </dd>
        <dt>{quality.corrections}</dt>
        <dd>
          <Corrections texts={texts} editions={editions} />
        </dd>
      </dl>
      <h2 class="govuk-heading-m">{texts.method.steps}</h2>
      <Points items={method.map((text) => text[language])} />
    </Layout>
  );
}

function StreamReport({
  texts,
  release,
  stream,
}: {
  texts: Texts;
  release: ReleaseDocument;
  stream: StreamQuality;
}): JSX.Element {
  const { results, place, modes, sampleTypes } = texts;
  const { quality } = results;
  const places = release.places.map((one) => ({ ...one, district: isDistrict(one.kind as PlaceKind) }));
  const group = largestGroup(places, stream.stream);
  const effects = stream.design_effects;
  const dates = `${dayInWords(release.period_start, texts)} – ${dayInWords(release.period_end, texts)}`;
  const steps = Object.entries(stream.weighting) as [keyof typeof place.weightingSteps, number][];
  const lines: readonly (readonly [string, string])[] = [
    [results.working.facts.when, dates],
    [results.working.facts.mode, modes[stream.mode]],
    [results.working.facts.sample, sampleTypes[stream.sample_type]],
    [quality.frame, quality.frameText[stream.sample_type === "demonstration" ? "invented" : stream.stream]],
    [
      quality.districts,
      [
        quality.districtsOf(stream.districts_shown, stream.districts),
        ...(stream.population_covered === null || group === undefined
          ? []
          : [quality.coverage(stream.population_covered, group.name[texts.language])]),
      ].join(". "),
    ],
    [quality.base, place.base(stream.base)],
    ...(stream.stream === "code"
      ? ([
          [quality.codes, stream.codes_issued === null ? quality.responseNone : numberInWords(stream.codes_issued)],
        ] as const)
      : []),
    ...(stream.response_rate === null
      ? []
      : ([[quality.response, quality.responseText(stream.response_rate)]] as const)),
    ...(effects === null
      ? []
      : ([
          [
            quality.designEffects,
            quality.designEffectsText(String(effects.lowest), String(effects.median), String(effects.highest)),
          ],
        ] as const)),
    [
      quality.steps,
      steps.length === 0
        ? place.notWeighted
        : steps.map(([step, places]) => `${place.weightingSteps[step]}: ${places}`).join("; "),
    ],
  ];
  return (
    <section>
      <h2 class="govuk-heading-m">{place.streams[stream.stream]}</h2>
      <dl class="s-facts govuk-body">
        {lines.map(([label, text]) => (
          <>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Corrections({ texts, editions }: { texts: Texts; editions: readonly EditionLine[] }): JSX.Element {
  const { quality } = texts.results;
  const corrections = editions.filter(({ reason }) => reason !== null);
  if (corrections.length === 0) return <>{quality.noCorrections}</>;
  return (
    <ul class="s-groups">
      {corrections.map(({ id, on, reason }) => (
        <li key={id}>
          <a class="govuk-link" href={localPath(texts, `/releases/${id}`)}>
            {id}
          </a>{" "}
          {texts.data.correction(on === null ? null : dayInWords(on, texts))}: {reason}
        </li>
      ))}
    </ul>
  );
}

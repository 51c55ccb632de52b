/** What can be downloaded: every release with its files, under which licence, and whose data it stands on. */
import type { JSX } from "preact";
import { COLUMN_CHANGES, RESULT_COLUMN_MEANINGS } from "../../core/release/columns.ts";
import { FILE_WORDS } from "../../core/release/files/readme.ts";
import { PLACE_FORMATS, placeFileName } from "../../core/release/files/place-files.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Layout, type PageFrame } from "../components/Layout.tsx";
import { correctedEdition, type Edition, publishedOn } from "../models/editions.ts";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { numberInWords } from "../text/numbers.ts";

/** What the data page says of an edition. */
interface PublishedRelease extends Edition {
  readonly sha256: string;
}

/** The data page. */
export function DataPage({
  frame,
  releases,
  attributions,
}: {
  readonly frame: PageFrame;
  /** Every edition of every release, newest first. */
  readonly releases: readonly PublishedRelease[];
  readonly attributions: readonly string[];
}): JSX.Element {
  const { texts } = frame;
  const { data, downloads } = texts;
  return (
    <Layout frame={frame} title={data.title}>
      <h1 class="govuk-heading-xl">{data.title}</h1>
      <p class="govuk-body-l">{data.lead}</p>
      <h2 class="govuk-heading-m">{downloads.start}</h2>
      <p class="govuk-body">{downloads.startText}</p>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href="/api/v1/first-five-minutes">
            {downloads.startLink}
          </a>
        </li>
        <li>
          <a class="govuk-link" href="/api/v1/docs">
            {data.apiLink}
          </a>
        </li>
      </ul>
      <h2 class="govuk-heading-l">{data.releases}</h2>
      {releases.length === 0 && <p class="govuk-body">{data.noReleases}</p>}
      {releases.map((release) => (
        <ReleaseCard key={release.document.id} texts={texts} release={release} all={releases} />
      ))}
      <p class="govuk-body">{data.perPlace}</p>
      <Changes texts={texts} />
      <Columns texts={texts} />
      <h2 class="govuk-heading-m">{data.licence}</h2>
      <p class="govuk-body">{data.licenceText}</p>
      <h2 class="govuk-heading-m">{data.attribution}</h2>
      {attributions.map((attribution) => (
        <p class="govuk-body s-small" lang="en" key={attribution}>
          {attribution}
        </p>
      ))}
    </Layout>
  );
}

function ReleaseCard({
  texts,
  release,
  all,
}: {
  texts: Texts;
  release: PublishedRelease;
  all: readonly PublishedRelease[];
}): JSX.Element {
  const { document, sha256 } = release;
  const { data } = texts;
  return (
    <section class="s-question" id={document.id}>
      <h3 class="govuk-heading-m">{document.title[texts.language]}</h3>
      {document.demonstration && <p class="govuk-body">{texts.demonstration}.</p>}
      <dl class="s-facts govuk-body">
        <dt>{data.release}</dt>
        <dd>
          <a class="govuk-link" href={`/api/v1/releases/${document.id}`}>
            <code>{document.id}</code>
          </a>
        </dd>
        <EditionFacts texts={texts} release={release} corrected={correctedEdition(all, document)} />
        <dt>{data.asked}</dt>
        <dd>
          {dayInWords(document.period_start, texts)} – {dayInWords(document.period_end, texts)}
        </dd>
        <dt>{data.rows}</dt>
        <dd>
          {numberInWords(document.rows)}, {numberInWords(document.rows_withheld)} {data.withheldRows}
        </dd>
        <dt>{data.checksum}</dt>
        <dd>
          <code class="s-break">{sha256}</code>
        </dd>
      </dl>
      <WholeFiles texts={texts} release={release} />
      <PlaceFiles texts={texts} release={release} />
    </section>
  );
}

/** The files of a whole release, with their sizes; their checksums are a step away. */
function WholeFiles({ texts, release: { document } }: { texts: Texts; release: PublishedRelease }): JSX.Element {
  const { downloads, language } = texts;
  const { id, files = [] } = document;
  if (files.length === 0) return <p class="govuk-body">{downloads.noFiles}</p>;
  return (
    <>
      <h4 class="govuk-heading-s">{downloads.files}</h4>
      <dl class="s-facts govuk-body">
        {files.map(({ name, bytes }) => (
          <div key={name}>
            <dt>
              <a class="govuk-link" href={fileAddress(id, name)}>
                {name}
              </a>
            </dt>
            <dd>
              {FILE_WORDS[name]?.[language] ?? ""} ({downloads.bytes(bytes)})
            </dd>
          </div>
        ))}
      </dl>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            {downloads.checksums}
            <span class="govuk-visually-hidden">: {id}</span>
          </span>
        </summary>
        <div class="govuk-details__text">
          <p class="govuk-body">{downloads.checksumText}</p>
          <dl class="govuk-body s-small">
            {files.map(({ name, sha256 }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd class="s-advice">
                  <code class="s-break">{sha256}</code>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </details>
    </>
  );
}

/** The formats that every place of a release has, with those of one as an example. */
function PlaceFiles({ texts, release: { document } }: { texts: Texts; release: PublishedRelease }): JSX.Element {
  const { downloads, language } = texts;
  const [example] = document.places;
  if (example === undefined) return <></>;
  const { code, name } = example;
  return (
    <>
      <h4 class="govuk-heading-s">{downloads.onePlace}</h4>
      <p class="govuk-body">{downloads.onePlaceText(`${name[language]} (${code})`)}</p>
      <dl class="s-facts govuk-body">
        {PLACE_FORMATS.map((format) => {
          const file = placeFileName({ place: code, language, format });
          return (
            <div key={format}>
              <dt>
                <a class="govuk-link" href={fileAddress(document.id, file)}>
                  {file}
                </a>
              </dt>
              <dd>{downloads.formats[format]}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function fileAddress(release: string, name: string): string {
  return `/api/v1/releases/${release}/files/${name}`;
}

function Changes({ texts: { downloads, language, ...texts } }: { texts: Texts }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">{downloads.changes}</h2>
      <p class="govuk-body">{downloads.changesText}</p>
      <dl class="s-facts govuk-body">
        {COLUMN_CHANGES.map(({ on, change }) => (
          <div key={on}>
            <dt>
              {downloads.changesColumns}, {dayInWords(on, texts)}
            </dt>
            <dd>{change[language]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Columns({ texts: { data, downloads, language } }: { texts: Texts }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">{data.columns}</h2>
      <p class="govuk-body">{downloads.columnsText}</p>
      <DataTable title={data.columns} headings={[downloads.column, downloads.meaning]}>
        {RESULT_COLUMN_MEANINGS.map(({ name, meaning }) => (
          <tr key={name}>
            <th class="govuk-table__header" scope="row">
              <code>{name}</code>
            </th>
            <td class="govuk-table__cell">{meaning[language]}</td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

/** Whether an edition is the first, why it was made where it is not, and what stands in its place where it was corrected. */
function EditionFacts({
  texts,
  release,
  corrected,
}: {
  texts: Texts;
  release: Edition;
  corrected: Edition | null;
}): JSX.Element {
  const { data, language } = texts;
  const { correction } = release.document;
  const on = publishedOn(release);
  if (correction === undefined && corrected === null) return <></>;
  return (
    <>
      <dt>{data.edition}</dt>
      <dd>
        {correction === undefined
          ? data.firstEdition
          : `${data.correction(on === null ? null : dayInWords(on, texts))}. ${texts.place.editions.reason(correction[language])}`}
      </dd>
      {corrected !== null && (
        <>
          <dt>{data.correctedBy}</dt>
          <dd>
            <code>{corrected.document.id}</code>
          </dd>
        </>
      )}
    </>
  );
}

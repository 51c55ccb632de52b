/** Pages of plain text: method, and the data page. */
import type { JSX } from "preact";
import type { Text } from "../../core/questionnaire/types.ts";
import { FIGURES_METHOD, PROTECTION_COSTS, PROTECTION_METHOD } from "../../core/release/method.ts";
import { RESULT_COLUMNS } from "../../core/release/types.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Layout, type PageFrame } from "../components/Layout.tsx";
import { Points } from "../components/Points.tsx";
import { correctedEdition, type Edition, publishedOn } from "../models/editions.ts";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { numberInWords } from "../text/numbers.ts";

/** How figures are made and protected, what that costs, and what is missing. */
export function MethodPage({ frame }: { readonly frame: PageFrame }): JSX.Element {
  const { texts } = frame;
  const { method } = texts;
  const inWords = (paragraphs: readonly Text[]): readonly string[] => paragraphs.map((text) => text[texts.language]);
  return (
    <Layout frame={frame} title={method.title}>
      <h1 class="govuk-heading-xl">{method.title}</h1>
      <p class="govuk-body-l">{method.lead}</p>
      <h2 class="govuk-heading-m">{method.steps}</h2>
      <Points items={inWords(FIGURES_METHOD)} />
      <h2 class="govuk-heading-m" id="protected">
        {method.protectedTitle}
      </h2>
      <Paragraphs texts={method.protectedText} />
      <h2 class="govuk-heading-m">{method.how}</h2>
      <Points items={inWords(PROTECTION_METHOD)} />
      <h2 class="govuk-heading-m">{method.costs}</h2>
      <Costs texts={texts} />
      <h2 class="govuk-heading-m">{method.attacker}</h2>
      <Paragraphs texts={method.attackerText} />
      <h2 class="govuk-heading-m">{method.never}</h2>
      <Points items={method.neverItems} />
      <h2 class="govuk-heading-m">{method.notYet}</h2>
      <Points items={method.notYetItems} />
    </Layout>
  );
}

function Paragraphs({ texts }: { texts: readonly string[] }): JSX.Element {
  return (
    <>
      {texts.map((text) => (
        <p class="govuk-body" key={text}>
          {text}
        </p>
      ))}
    </>
  );
}

/** What protection costs, as two small tables. */
function Costs({ texts }: { texts: Texts }): JSX.Element {
  const { method } = texts;
  const { noise, groups, shown } = PROTECTION_COSTS;
  return (
    <>
      <Paragraphs texts={method.costsText} />
      <DataTable title={method.costs} headings={[method.costsPeople, method.costsWider]}>
        {noise.map(({ base, wider_percent }) => (
          <tr key={base}>
            <th class="govuk-table__header" scope="row">
              {base}
            </th>
            <td class="govuk-table__cell">{wider_percent}%</td>
          </tr>
        ))}
      </DataTable>
      <Paragraphs texts={[method.shownText(groups)]} />
      <DataTable title={method.shownGroups(groups)} headings={[method.shownResponses, method.shownGroups(groups)]}>
        {shown.map(({ responses, groups: number }) => (
          <tr key={responses}>
            <th class="govuk-table__header" scope="row">
              {numberInWords(responses)}
            </th>
            <td class="govuk-table__cell">{number}</td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

/** What can be downloaded, under which licence, and whose data it stands on. */
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
  const { data } = texts;
  return (
    <Layout frame={frame} title={data.title}>
      <h1 class="govuk-heading-xl">{data.title}</h1>
      <p class="govuk-body-l">{data.lead}</p>
      <h2 class="govuk-heading-m">{data.releases}</h2>
      {releases.length === 0 && <p class="govuk-body">{data.noReleases}</p>}
      {releases.map((release) => (
        <ReleaseCard key={release.document.id} texts={texts} release={release} all={releases} />
      ))}
      <p class="govuk-body">{data.perPlace}</p>
      <h2 class="govuk-heading-m">{data.api}</h2>
      <p class="govuk-body">{data.apiText}</p>
      <pre class="s-code" tabIndex={0}>
        <code>
          {`SITE=http://127.0.0.1:8787   # ${data.siteAddress}\ncurl "$SITE/api/v1/releases"\ncurl "$SITE/api/v1/releases/${releases[0]?.document.id ?? "RELEASE"}/results.csv?question=decision_body&by=all"`}
        </code>
      </pre>
      <p class="govuk-body">
        <a class="govuk-link" href="/api/v1/docs">
          {data.apiLink}
        </a>
      </p>
      <h2 class="govuk-heading-m">{data.columns}</h2>
      <p class="govuk-body">
        <code>{RESULT_COLUMNS.join(", ")}</code>
      </p>
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

/** What the data page says of an edition. */
interface PublishedRelease extends Edition {
  readonly sha256: string;
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
    <section class="s-question">
      <h3 class="govuk-heading-s">{document.title[texts.language]}</h3>
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
    </section>
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

/** The API in words, made from its OpenAPI document and the catalogue of problems. No third party serves any of it. */
import type { JSX } from "preact";
import type { ResultColumn } from "../../core/release/columns.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Layout, type PageFrame } from "../components/Layout.tsx";

/** A call, as the OpenAPI document describes it. */
export interface ReferenceCall {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: string;
    readonly required: boolean;
    readonly description: string;
    readonly example: string;
  }[];
  readonly answers: readonly {
    readonly status: string;
    readonly description: string;
    readonly types: readonly string[];
  }[];
  readonly examples: readonly {
    readonly summary: string;
    readonly request: string;
    readonly body: string | null;
    readonly status: number;
    readonly problem: string | null;
  }[];
}

/** A code of a refusal. */
export interface ReferenceProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}

/** Every call, every column of a result row, and every problem code. */
export function ApiReferencePage({
  frame,
  calls,
  problems,
  columns,
}: {
  readonly frame: PageFrame;
  readonly calls: readonly ReferenceCall[];
  readonly problems: readonly ReferenceProblem[];
  readonly columns: readonly ResultColumn[];
}): JSX.Element {
  const [intro, first, second] = INTRODUCTION;
  return (
    <Layout frame={frame} title="API reference">
      <h1 class="govuk-heading-xl">API reference</h1>
      <p class="govuk-body-l">{intro}</p>
      <p class="govuk-body">
        New here?{" "}
        <a class="govuk-link" href="/api/v1/first-five-minutes">
          The first five minutes
        </a>
        . For programs:{" "}
        <a class="govuk-link" href="/api/v1/openapi.json">
          OpenAPI 3.1
        </a>
        .
      </p>
      <p class="govuk-body">{first}</p>
      <p class="govuk-body">{second}</p>
      <h2 class="govuk-heading-m">Contents</h2>
      <ul class="govuk-list">
        {calls.map((call) => (
          <li key={idOf(call)}>
            <a class="govuk-link s-break" href={`#${idOf(call)}`}>
              {call.method} {call.path}
            </a>
          </li>
        ))}
        <li>
          <a class="govuk-link" href="#columns">
            Columns of a result row
          </a>
        </li>
        <li>
          <a class="govuk-link" href="#problems">
            Problem codes
          </a>
        </li>
      </ul>
      {calls.map((call) => (
        <Call key={idOf(call)} call={call} />
      ))}
      <Columns columns={columns} />
      <Problems problems={problems} />
    </Layout>
  );
}

const INTRODUCTION = [
  "No key is needed. Everything is read from published releases, and everything published is under the Open Government Licence v3.0.",
  "A call refuses parameters that it does not know, by name, so that none is taken for a filter. Answers have an ETag: send it as If-None-Match, and a repeat is answered 304. Releases never change and may be kept for a day, their files for good, everything else for a minute. Answers come as Brotli or gzip to whoever takes them, and may be read by pages of other sites.",
  "Long answers come in pages. The next one is named by the member next and in the header Link; its key is the last row that you have.",
] as const;

function idOf({ method, path }: ReferenceCall): string {
  return `${method.toLowerCase()}${path.replaceAll(/[^a-z]+/gi, "-").replace(/-$/, "")}`;
}

function Call({ call }: { call: ReferenceCall }): JSX.Element {
  return (
    <section class="s-question" id={idOf(call)}>
      <h2 class="govuk-heading-m">{call.summary}</h2>
      <p class="govuk-body">
        <code class="s-break">
          {call.method} {call.path}
        </code>
      </p>
      {call.description !== "" && <p class="govuk-body">{call.description.replaceAll("`", "")}</p>}
      {call.parameters.length > 0 && (
        <>
          <h3 class="govuk-heading-s">Parameters</h3>
          <dl class="s-facts govuk-body">
            {call.parameters.map(({ name, place, description, required, example }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code> ({required ? `${place}, needed` : place})
                </dt>
                <dd>
                  {description.replaceAll("`", "")}
                  {example !== "" && (
                    <>
                      {description === "" ? "E.g. " : ", e.g. "}
                      <code>{example}</code>
                    </>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <Examples call={call} />
      <h3 class="govuk-heading-s">Answers</h3>
      <ul class="govuk-list">
        {call.answers.map(({ status, description, types }) => (
          <li key={status}>
            <strong>{status}</strong> {description.replaceAll("`", "")} <span class="s-small">{types.join(", ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Examples({ call: { examples, summary: call } }: { call: ReferenceCall }): JSX.Element {
  return (
    <>
      <h3 class="govuk-heading-s">Examples</h3>
      <ul class="govuk-list" aria-label={`Examples: ${call}`}>
        {examples.map(({ summary, request, body, status, problem }) => (
          <li key={request + (body ?? "")}>
            {summary}:{" "}
            {body === null && problem === null ? (
              <a class="govuk-link s-break" href={request}>
                {request}
              </a>
            ) : (
              <code class="s-break">{body === null ? request : `${request} ${body}`}</code>
            )}{" "}
            → {status}
            {problem !== null && (
              <>
                {" "}
                <a class="govuk-link" href={`#${problem}`}>
                  {problem}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Columns({ columns }: { columns: readonly ResultColumn[] }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-l" id="columns">
        Columns of a result row
      </h2>
      <p class="govuk-body">The same names, in the same order, in JSON, CSV, Parquet and spreadsheets.</p>
      <DataTable title="Columns of a result row" headings={["Column", "Type", "Meaning"]}>
        {columns.map(({ name, type, meaning }) => (
          <tr key={name}>
            <th class="govuk-table__header" scope="row">
              <code>{name}</code>
            </th>
            <td class="govuk-table__cell">{type}</td>
            <td class="govuk-table__cell">{meaning.en}</td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

function Problems({ problems }: { problems: readonly ReferenceProblem[] }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-l" id="problems">
        Problem codes
      </h2>
      <p class="govuk-body">A refusal is an application/problem+json document (RFC 9457) with one of these codes.</p>
      <dl class="govuk-body">
        {problems.map(({ code, status, title, advice }) => (
          <div key={code} id={code} class="s-question">
            <dt>
              <code>{code}</code> ({status})
            </dt>
            <dd class="s-advice">
              {title}. {advice}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

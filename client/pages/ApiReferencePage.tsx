/** The API in words, made from its OpenAPI document and the catalogue of problems. No third party serves any of it. */
import type { JSX } from "preact";
import { Layout, type PageFrame } from "../components/Layout.tsx";

/** A call, as the OpenAPI document describes it. */
export interface ReferenceCall {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly place: string; readonly description: string }[];
  readonly answers: readonly { readonly status: string; readonly description: string }[];
}

/** A code of a refusal. */
export interface ReferenceProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}

/** Every call and every problem code. */
export function ApiReferencePage({
  frame,
  calls,
  problems,
}: {
  readonly frame: PageFrame;
  readonly calls: readonly ReferenceCall[];
  readonly problems: readonly ReferenceProblem[];
}): JSX.Element {
  return (
    <Layout frame={frame} title="API reference">
      <h1 class="govuk-heading-xl">API reference</h1>
      <p class="govuk-body-l">
        No key is needed. Everything is read from published releases, and everything published is under the Open
        Government Licence v3.0. The same in a form that programs read:{" "}
        <a class="govuk-link" href="/api/v1/openapi.json">
          OpenAPI 3.1
        </a>
        .
      </p>
      {calls.map((call) => (
        <Call key={`${call.method} ${call.path}`} call={call} />
      ))}
      <h2 class="govuk-heading-l">Problem codes</h2>
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
    </Layout>
  );
}

function Call({ call }: { call: ReferenceCall }): JSX.Element {
  return (
    <section class="s-question">
      <h2 class="govuk-heading-m">{call.summary}</h2>
      <p class="govuk-body">
        <code class="s-break">
          {call.method} {call.path}
        </code>
      </p>
      {call.description !== "" && <p class="govuk-body">{call.description}</p>}
      {call.parameters.length > 0 && (
        <dl class="s-facts govuk-body">
          {call.parameters.map(({ name, place, description }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> ({place})
              </dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      )}
      <ul class="govuk-list">
        {call.answers.map(({ status, description }) => (
          <li key={status}>
            <strong>{status}</strong> {description.replaceAll("`", "")}
          </li>
        ))}
      </ul>
    </section>
  );
}

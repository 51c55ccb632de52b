/** From nothing to a figure in five minutes, with curl, Python, R and a spreadsheet. A test runs every command. */
import type { JSX } from "preact";
import { Layout, type PageFrame } from "../components/Layout.tsx";

/** The release and the place that the commands ask for. */
export interface FirstExample {
  readonly release: string;
  readonly place: string;
  readonly name: string;
}

/** Stands for the address of the site: a page never repeats the one that it was asked for at. */
const SITE = "http://127.0.0.1:8787";

/** The page. Without a release there is nothing to fetch yet. */
export function FirstFiveMinutesPage({
  frame,
  example,
}: {
  readonly frame: PageFrame;
  readonly example: FirstExample | null;
}): JSX.Element {
  return (
    <Layout frame={frame} title="The first five minutes">
      <h1 class="govuk-heading-xl">The first five minutes</h1>
      <p class="govuk-body-l">
        From nothing to a figure, with curl, Python, R or a spreadsheet. No key and no installation are needed.
      </p>
      {example === null ? (
        <p class="govuk-body">Nothing has been released yet. Come back when the first results are out.</p>
      ) : (
        <Steps example={example} />
      )}
      <h2 class="govuk-heading-m">Before you use a figure</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          <code>status</code> c is withheld, u is of low reliability. A <code>bound</code> of le or ge means “at most”
          or “at least”.
        </li>
        <li>
          <code>low</code> and <code>high</code> are the 95 per cent range. There is none for a self-selected sample.
        </li>
        <li>Never add streams together, and never weight or pool our figures with those of others.</li>
        <li>Say where the figures come from: the licence asks for it.</li>
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href="/api/v1/docs">
          API reference
        </a>{" "}
        ·{" "}
        <a class="govuk-link" href="/data">
          All files
        </a>
      </p>
    </Layout>
  );
}

function Steps({ example: { release, place, name } }: { example: FirstExample }): JSX.Element {
  const folder = `${SITE}/api/v1/releases/${release}`;
  const rows = `${folder}/results.csv?place=${place}&question=decision_body&by=all`;
  return (
    <>
      <p class="govuk-body">
        Put the address of this site in the place of <code>{SITE}</code>.
      </p>
      <h2 class="govuk-heading-m">1. With curl</h2>
      <p class="govuk-body">What has been released, and whom people in {name} trust most to decide:</p>
      <Code language="sh" text={`curl -s "${SITE}/api/v1/releases"\ncurl -s "${rows}"`} />
      <p class="govuk-body">A file of the whole release, compressed on the way:</p>
      <Code language="sh" text={`curl -s --compressed -o results.csv "${folder}/files/results.csv"`} />
      <h2 class="govuk-heading-m">2. With Python</h2>
      <p class="govuk-body">With its standard library alone:</p>
      <Code language="python" text={pythonLines(rows)} />
      <h2 class="govuk-heading-m">3. With R</h2>
      <p class="govuk-body">With base R alone:</p>
      <Code
        language="r"
        text={`rows <- read.csv("${rows}")\nprint(rows[, c("answer_label", "share", "low", "high", "base", "status")])`}
      />
      <h2 class="govuk-heading-m">4. With a spreadsheet</h2>
      <p class="govuk-body">Every figure of {name}, with notes and the questions, as a file to open:</p>
      <ul class="govuk-list">
        {["ods", "xlsx"].map((format) => (
          <li key={format}>
            <a class="govuk-link s-break" href={`/api/v1/releases/${release}/files/${place}.${format}`}>
              {`${release}/files/${place}.${format}`}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function pythonLines(rows: string): string {
  return [
    "import csv, io, urllib.request",
    "",
    `with urllib.request.urlopen("${rows}") as answer:`,
    '    for row in csv.DictReader(io.StringIO(answer.read().decode("utf-8"))):',
    '        print(row["answer_label"], row["share"], row["low"], row["high"], row["status"])',
  ].join("\n");
}

function Code({ language, text }: { language: "sh" | "python" | "r"; text: string }): JSX.Element {
  return (
    <pre class="s-code" tabIndex={0} data-language={language}>
      <code>{text}</code>
    </pre>
  );
}

/** Pages of plain text: the method. */
import type { JSX } from "preact";
import type { Text } from "../../core/questionnaire/types.ts";
import { FIGURES_METHOD, PROTECTION_COSTS, PROTECTION_METHOD } from "../../core/release/method.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Layout, type PageFrame } from "../components/Layout.tsx";
import { Points } from "../components/Points.tsx";
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

/** What the notices of a real council's survey say of who is responsible. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import type { PageFrame } from "../../../client/components/Layout.tsx";
import { PrivacyPage } from "../../../client/pages/NoticePages.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en, type Texts } from "../../../client/text/en.ts";
import { testLook } from "../../support/look.ts";

function frame(texts: Texts, changes: Readonly<Record<string, unknown>> = {}): PageFrame {
  return {
    ...{
      texts,
      path: "/survey/real/E08000039/privacy",
      bilingual: true,
      demonstration: false,
      plain: true,
      welshReviewed: true,
    },
    assets: { style: "/assets/style.css", styleRightToLeft: "/assets/style-rtl.css", results: "/results.css" },
    survey: { path: "/survey/real/E08000039", look: testLook(changes), style: null },
  };
}

describe("the privacy notice of a real council's survey", () => {
  test("names the council as controller, in both languages, and says how to reach it", () => {
    const html = renderToString(<PrivacyPage frame={frame(en)} />);
    expect(html).toContain("Brackenford Council runs this survey and is the controller of your answers");
    expect(html).toContain('href="mailto:survey@brackenford.example"');
    expect(html).not.toContain("emonstration");
    expect(renderToString(<PrivacyPage frame={frame(cy)} />)).toContain("Cyngor Brackenford sy'n cynnal yr arolwg hwn");
  });

  test("without a contact it says that there is none", () => {
    const html = renderToString(<PrivacyPage frame={frame(en, { contact: undefined })} />);
    expect(html).toContain("The council has not said here yet how to reach it.");
  });

  test("a council's own lawful basis stands in place of the usual one", () => {
    const html = renderToString(<PrivacyPage frame={frame(cy, { lawful_basis: { en: "Section 99 of an act." } })} />);
    expect(html).toContain('<span lang="en">Section 99 of an act.</span>');
    expect(html).not.toContain("6(1)(e)");
  });
});

import type { ComponentChildren, JSX } from "preact";
import type { Look } from "../../server/contract/look.ts";
import type { Texts } from "../text/en.ts";
import { Words, wordsIn } from "./CouncilWords.tsx";

/** What the pages of a survey in a place know besides. */
export interface SurveyFrame {
  /** The path of the start page without the language; the notices are below it. */
  readonly path: string;
  readonly look: Look | null;
  /** The address of the look's style sheet. */
  readonly style: string | null;
}

/** What every page knows: its language, its own address in both, and the addresses of the assets. */
export interface PageFrame {
  readonly texts: Texts;
  /** Path without the language, e.g. `/data`. */
  readonly path: string;
  /** Whether this page can be had in the other language. */
  readonly bilingual: boolean;
  readonly demonstration: boolean;
  /** Without the links of the site: in a survey they would only lead away from it. */
  readonly plain: boolean;
  /** Whether a named person has reviewed the Welsh of the pages; until then every Welsh page says that nobody has. */
  readonly welshReviewed: boolean;
  readonly assets: { readonly style: string; readonly styleRightToLeft: string; readonly results: string };
  /** Only on the pages of a survey in a place. */
  readonly survey?: SurveyFrame;
}

/** What a page says of itself. */
export interface LayoutProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly children: ComponentChildren;
  /** A wide band above the main text. */
  readonly hero?: ComponentChildren;
  /** The address of a script of ours; every page works without it. */
  readonly script?: string;
  readonly description?: string;
  /** Whether the page has charts, and loads their style. */
  readonly charts?: boolean;
  /** The same page's frame in the other language, for a script that changes the language without asking the server. */
  readonly otherFrame?: PageFrame | undefined;
  /** What other sites show where they show a link to the page. */
  readonly preview?: PagePreview | undefined;
}

/** What a link to a page looks like elsewhere. Addresses are whole ones. */
export interface PagePreview {
  readonly title: string;
  readonly description: string;
  /** Null where no picture can be made. */
  readonly image: string | null;
  readonly address: string;
}

/** The address of a page in the language of the texts. */
export function localPath(texts: Texts, path: string): string {
  return texts.language === "cy" ? `/cy${path === "/" ? "" : path}` : path;
}

/** The frame of every page: skip link, header, demonstration banner, main text, footer. */
export function Layout({
  frame,
  title,
  children,
  hero,
  script,
  description,
  charts = false,
  otherFrame,
  preview,
}: LayoutProps): JSX.Element {
  const { texts, assets, survey } = frame;
  const { look = null, style = null } = survey ?? {};
  return (
    <html lang={texts.language} dir={texts.journey.direction} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${look === null ? texts.siteName : wordsIn(texts, look.name)}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content={look?.colours.brand ?? "#0b3954"} />
        <meta name="referrer" content="no-referrer" />
        {frame.demonstration && <meta name="robots" content="noindex" />}
        {preview !== undefined && <PreviewWords frame={frame} preview={preview} />}
        {description !== undefined && <meta name="description" content={description} />}
        {frame.bilingual && <link rel="alternate" hreflang={other(texts)} href={otherPath(texts, frame.path)} />}
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={texts.journey.direction === "rtl" ? assets.styleRightToLeft : assets.style} />
        {charts && <link rel="stylesheet" href={assets.results} />}
        {style !== null && <link rel="stylesheet" href={style} />}
        {script !== undefined && <script type="module" src={script} />}
      </head>
      <body class="govuk-template__body">
        <Top frame={frame} />
        <main>
          {hero}
          <div class="govuk-width-container">
            <div class="govuk-main-wrapper" id="main">
              {children}
            </div>
          </div>
        </main>
        <Footer frame={frame} />
        {otherFrame !== undefined && (
          <template id="other-language">
            <Top frame={otherFrame} />
            <Footer frame={otherFrame} />
          </template>
        )}
      </body>
    </html>
  );
}

/** The pictures that pages have for links, in pixels. */
const PREVIEW_WIDTH = "1200";
const PREVIEW_HEIGHT = "630";

function PreviewWords({ frame, preview }: { frame: PageFrame; preview: PagePreview }): JSX.Element {
  const { texts } = frame;
  const { title, description, image, address } = preview;
  const named = {
    "og:type": "website",
    "og:site_name": texts.siteName,
    "og:locale": texts.language === "cy" ? "cy_GB" : "en_GB",
    "og:url": address,
    "og:title": title,
    // A reader has to see at once that nobody was asked.
    "og:description": frame.demonstration ? `${texts.demonstration}. ${description}` : description,
    ...(image !== null && {
      "og:image": image,
      "og:image:width": PREVIEW_WIDTH,
      "og:image:height": PREVIEW_HEIGHT,
      "og:image:alt": description,
    }),
  };
  return (
    <>
      {Object.entries(named).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <meta name="twitter:card" content={image === null ? "summary" : "summary_large_image"} />
    </>
  );
}

function Top({ frame }: { frame: PageFrame }): JSX.Element {
  const { texts } = frame;
  return (
    <>
      <a href="#main" class="govuk-skip-link">
        {texts.skipToContent}
      </a>
      <header>
        <Header frame={frame} />
        {frame.demonstration && <Banner text={texts.demonstration} more={texts.demonstrationMore} />}
        {texts.language === "cy" && !frame.welshReviewed && <Banner text={texts.welshUnreviewed} />}
      </header>
    </>
  );
}

function Header({ frame }: { frame: PageFrame }): JSX.Element {
  const { texts, path, bilingual, plain } = frame;
  const { navigation } = texts;
  const links = plain
    ? []
    : ([
        [navigation.home, "/"],
        [navigation.places, "/places"],
        [texts.questions.navigation, "/questions"],
        [navigation.data, "/data"],
        [navigation.method, "/method"],
      ] as const);
  return (
    <div class="s-header">
      <div class="govuk-width-container s-header__in">
        <Name frame={frame} />
        {(links.length > 0 || bilingual) && (
          <nav aria-label={navigation.label}>
            <ul>
              {links.map(([label, to]) => (
                <li key={to}>
                  <a href={localPath(texts, to)} {...(to === path ? { "aria-current": "page" as const } : {})}>
                    {label}
                  </a>
                </li>
              ))}
              {bilingual && (
                <li id="language">
                  <LanguageLink texts={texts} path={path} />
                </li>
              )}
            </ul>
          </nav>
        )}
      </div>
    </div>
  );
}

/** Whose pages these are: the council's words where it has a look, which lead nowhere, and otherwise ours. */
function Name({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element {
  const look = survey?.look ?? null;
  if (look !== null) {
    return (
      <span class="s-header__name">
        <Words texts={texts} words={look.logo ?? look.name} />
      </span>
    );
  }
  return (
    <a href={localPath(texts, "/")} class="s-header__name">
      <Mark />
      {texts.siteName}
    </a>
  );
}

function LanguageLink({ texts, path }: { texts: Texts; path: string }): JSX.Element {
  return (
    <a href={otherPath(texts, path)} lang={other(texts)} hreflang={other(texts)}>
      {texts.journey.otherLanguage}
    </a>
  );
}

/** A sounding line going down through the water. */
function Mark(): JSX.Element {
  return (
    <svg class="s-header__mark" viewBox="0 0 34 34" aria-hidden="true" focusable="false">
      <path d="M2 9q5-5 10 0t10 0 10 0" fill="none" stroke="#6fb1c4" stroke-width="3" />
      <path d="M2 17q5-5 10 0t10 0 10 0" fill="none" stroke="#d9e8ef" stroke-width="3" />
      <path d="M17 2v22" stroke="#e0a368" stroke-width="3" />
      <circle cx="17" cy="27" r="5" fill="#e0a368" />
    </svg>
  );
}

function Banner({ text, more }: { text: string; more?: string }): JSX.Element {
  return (
    <div class="s-banner">
      <div class="govuk-width-container">
        <p>
          <strong>{text}.</strong> {more}
        </p>
      </div>
    </div>
  );
}

function Footer({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element {
  const { footer } = texts;
  const notices = survey?.path ?? "";
  return (
    <footer class="s-footer">
      <div class="govuk-width-container">
        <ul class="govuk-body">
          <li>
            <a class="govuk-link" href={localPath(texts, `${notices}/privacy`)}>
              {footer.privacy}
            </a>
          </li>
          <li>
            <a class="govuk-link" href={localPath(texts, `${notices}/accessibility`)}>
              {footer.accessibility}
            </a>
          </li>
          {survey !== undefined && survey.look !== null && (
            <li>
              <a class="govuk-link" href={localPath(texts, "/")}>
                {texts.poweredBy}
              </a>
            </li>
          )}
          <li>
            <a class="govuk-link" href="/api/v1/docs">
              {footer.api}
            </a>
          </li>
        </ul>
        <p class="govuk-body s-small">{footer.licence}</p>
      </div>
    </footer>
  );
}

function other(texts: Texts): "en" | "cy" {
  return texts.language === "en" ? "cy" : "en";
}

function otherPath(texts: Texts, path: string): string {
  return texts.language === "en" ? `/cy${path === "/" ? "" : path}` : path;
}

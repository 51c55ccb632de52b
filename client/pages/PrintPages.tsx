/** What is printed: a page of code slips for letters, and a poster for an open link. Nothing in them is loaded from elsewhere. */
import type { ComponentChildren, JSX } from "preact";
import { QrPicture } from "../components/QrPicture.tsx";
import { PRINT_TEXTS } from "../text/print.ts";

/** What slips and posters of a wave's place have in common. */
export interface PrintFrame {
  readonly language: "en" | "cy";
  /** The question that the survey begins with. */
  readonly title: string;
  /** The link without its scheme, as people read it out. */
  readonly address: string;
  /** The last day, in words. */
  readonly until: string;
}

/** Without quotation marks: they are escaped where the page is written. */
const STYLE = `body{margin:0;font:11pt/1.35 Arial,sans-serif;color:#000;background:#fff}
main{display:grid;grid-template-columns:1fr 1fr}
section{display:grid;grid-template-columns:1fr 34mm;gap:4mm;padding:7mm;border:.2mm dashed #777;break-inside:avoid}
h2{grid-column:1/-1;margin:0;font-size:12pt}p{margin:0 0 2mm;overflow-wrap:anywhere}
.code{font:bold 16pt/1.2 monospace;white-space:nowrap}svg{display:block;width:34mm}
@page{size:A4;margin:8mm}`;

/** The page around the slips. */
export function SlipsPage({
  frame,
  children,
}: {
  readonly frame: PrintFrame;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <title>{frame.title}</title>
        <meta name="referrer" content="no-referrer" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <style>{STYLE}</style>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** One slip: the address in words, the code, and both in a picture. */
export function Slip({
  frame,
  code,
  rows,
}: {
  readonly frame: PrintFrame;
  /** Grouped, to be read. */
  readonly code: string;
  readonly rows: readonly (readonly boolean[])[];
}): JSX.Element {
  const texts = PRINT_TEXTS[frame.language];
  return (
    <section>
      <h2>{frame.title}</h2>
      <div>
        <p>
          {texts.goTo} <strong>{frame.address.split(/(?<=\/)/).map((part) => [part, <wbr key={part} />])}</strong>
        </p>
        <p>{texts.enterCode}</p>
        <p class="code">{code}</p>
        <p>{texts.until(frame.until)}</p>
      </div>
      <div>
        <p>{texts.scan}</p>
        <QrPicture rows={rows} label={texts.picture} />
      </div>
    </section>
  );
}

const TITLE_CHARACTERS = 26;
const ADDRESS_CHARACTERS = 36;

/** A poster of A4 as SVG; lengths are millimetres. */
export function Poster({
  frame,
  rows,
}: {
  readonly frame: PrintFrame;
  readonly rows: readonly (readonly boolean[])[];
}): JSX.Element {
  const texts = PRINT_TEXTS[frame.language];
  const lines = (text: string, y: number, size: number, weight: "bold" | "normal", most: number): JSX.Element[] =>
    wrapText(text, most).map((line, index) => (
      <text key={line} x={105} y={y + index * size * 1.25} font-size={size} font-weight={weight}>
        {line}
      </text>
    ));
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width="210mm"
      height="297mm"
      viewBox="0 0 210 297"
      lang={frame.language}
      font-family="Arial, sans-serif"
      text-anchor="middle"
    >
      <title>{frame.title}</title>
      <rect width={210} height={297} fill="#fff" />
      {lines(frame.title, 34, 13, "bold", TITLE_CHARACTERS)}
      <QrPicture rows={rows} label={texts.picture} x={50} y={100} width={110} height={110} />
      {lines(texts.scanPoster, 226, 8, "normal", ADDRESS_CHARACTERS)}
      {lines(frame.address, 240, 9, "bold", ADDRESS_CHARACTERS)}
      {lines(texts.until(frame.until), 277, 8, "normal", ADDRESS_CHARACTERS)}
    </svg>
  );
}

/**
 * A text in lines, broken at spaces and after the strokes of an address, elsewhere only where a part is longer than a line.
 * @example wrapText("soundings.example/survey/sheffield-2027/E08000039", 36) // => ["soundings.example/survey/", "sheffield-2027/E08000039"]
 */
export function wrapText(text: string, most: number): readonly string[] {
  const parts = text.match(/[^ /]+\/?| +|\//g) ?? [];
  const short = parts.flatMap((part) => part.match(new RegExp(`.{1,${most}}`, "gu")) ?? []);
  const lines = [""];
  for (const part of short) {
    const line = lines.at(-1) ?? "";
    if ((line + part).trimEnd().length > most) lines.push(part.trimStart());
    else lines[lines.length - 1] = line + part;
  }
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

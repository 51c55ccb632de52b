import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskText, themeBands } from "../../../core/disclosure/free-text.ts";
import { secretsIn, seededTexts } from "../../support/texts.ts";

describe("a text that is masked, in English", () => {
  test.each([
    ["Ask Jane Smith on 0114 496 0000", "Ask [name] on [number]"],
    ["I think Dave should go", "I think [name] should go"],
    ["My name is john smith and I live in leeds", "My name is [name] and I live in leeds"],
    ["my name's dave", "my name's [name]"],
    ["a neighbour called dave brown is loud", "a neighbour called [name] is loud"],
    ["mr jones and Dr. Anne-Marie O’Neill said so", "[name] and [name] said so"],
    ["it was cllr ahmed again", "it was [name] again"],
    ["Miss jones was lovely, I miss the old library", "[name] was lovely, I miss the old library"],
    [
      "John and Mary fight. John's dog barks. J. Smith is rude.",
      "[name] and [name] fight. [name] dog barks. [name] is rude.",
    ],
    ["The bins are full.\nThanks,\njane smith", "The bins are full.\nThanks,\n[name]"],
    ["We live near Meadowhall in Sheffield", "We live near [name] in [name]"],
    ["14 acacia avenue is a mess", "[address] is a mess"],
  ])("%j", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });
});

describe("a text that is masked, in Welsh", () => {
  test.each([
    ["Fy enw i yw Siân Jones a dw i'n byw yn Llangefni", "Fy enw i yw [name] a dw i'n byw yn [name]"],
    ["fy enw ydy siân", "fy enw ydy [name]"],
    ["Siân ydw i, ffoniwch 01248 750057", "[name] ydw i, ffoniwch [number]"],
    ["Cysylltwch â Mrs jones neu Cyng. Dafydd Huws", "Cysylltwch â [name] neu [name]"],
    ["Mae Siân Jones yn athrawes", "Mae [name] yn athrawes"],
    ["Rydw i'n cwyno am Llŷr", "Rydw i'n cwyno am [name]"],
    ["dyn o'r enw dafydd huws ar y stryd", "dyn o'r enw [name] ar y stryd"],
    ["Mae'r ffordd yn wael. Cofion, siân", "Mae'r ffordd yn wael. Cofion, [name]"],
    ["12 heol fawr, LL77 7AB", "12 heol fawr, [postcode]"],
    ["e-bost: sian.jones@cymru.example", "e-bost: [email]"],
  ])("%j", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });
});

describe("masks of what has a form of its own", () => {
  test.each(
    "S10 2TN|s102tn|S10-2TN|CF10 3AT|EC1A1BB|ec1a 1bb|W1A 1AA|M1 1AE|sO1 4qt|GIR 0AA|S10  2 TN|(SW1A 1AA).|S10".split(
      "|",
    ),
  )("the postcode %j", (postcode) => {
    const masked = maskText(`we live at ${postcode}, near the park`);
    expect(masked).toContain("[postcode]");
    expect(masked.replaceAll("[postcode]", "")).not.toMatch(/\d/);
  });

  test.each(
    "0114 496 0000|01144960000|+44 114 496 0000|+44 (0)114 496 0000|(0114) 496-0000|0114.496.0000|0 7 7 0 0 9 0 0 1 2 3|07700–900–123|07700\u200b900123|07700/900123|496 0000|274 444|12345|٠٧٧٠٠٩٠٠١٢٣|07700 900123|oh seven seven double oh nine oh oh one|dim saith saith dim dim naw dim dim un".split(
      "|",
    ),
  )("the number %j", (number) => {
    expect(maskText(`ring ${number} after six`)).toBe("ring [number] after six");
  });

  test.each(
    "jane@example.com|Jane.Smith+survey@mail.example.co.uk|jane @ example . com|jane at example dot com|jane (at) example (dot) co.uk|jane[at]example.org|jane＠example.com|o'neill@example.com|“jane”@example.com|sian@enghraifft.cymru".split(
      "|",
    ),
  )("the e-mail address %j", (address) => {
    const masked = maskText(`write to ${address} please`);
    expect(masked).toMatch(/\[(email|handle)\]/);
    expect(masked).not.toMatch(/@|example|enghraifft/);
  });

  test.each(
    "https://example.com/jane|www.example.com|facebook.com/jane.smith|jane.wales|HTTP://EXAMPLE.ORG".split("|"),
  )("the link %j", (link) => {
    expect(maskText(`see ${link} there`)).toBe("see [link] there");
  });

  test.each([
    ["see @janesmith there", "see [handle] there"],
    ["car AB12 CDE parks there", "car [number] parks there"],
  ])("%j", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  test.each([
    "The Council should fix the A57. I think NHS waiting is too long.",
    "Potholes everywhere! Roads are bad. Parking is worse",
    "It's the council's fault. Everyone's dog. Nobody's listening",
    "Not enough buses at 5 or 6 in the evening, since 2014",
    "the 52 and 120 buses cost £3.50; 12,500 people use them on Monday",
    "Mae angen mwy o fysiau. Mae'r parc yn hyfryd ac yn lân",
    "",
  ])("leave %j as it is", (text) => {
    expect(maskText(text)).toBe(text);
  });
});

describe("masking at large", () => {
  test("leaves no e-mail address, postcode or telephone number of 2,000 made-up texts", () => {
    const left = seededTexts("core", 2000).filter(({ text, secrets }) => secretsIn(maskText(text), secrets).length > 0);
    expect(left).toEqual([]);
  });

  test("leaves no run of six digits in any text, and ends", () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: fc.constantFrom(..."0123456789 -.()/@aZ\n'") }),
        fc.constantFrom("Mr ", "my name is ", " ydw i", "S10 2TN", "Jane", "[name]", "Thanks, "),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const masked = maskText(parts.join(""));
        expect(masked).not.toMatch(/\p{Nd}{6}/u);
        expect(masked).not.toContain("S10 2TN ");
      }),
      { seed: 28, numRuns: 1000 },
    );
  });

  test("is quick for a long text, whatever it is made of", () => {
    const pieces = [
      "a",
      "1",
      "A b ",
      "one ",
      "a@",
      "thanks, ",
      "a.",
      "1 a ",
      "at ",
      "@ . ",
      "my name is ",
      "Mr ",
      " ydw i",
    ];
    for (const piece of [...pieces, "thanks, a"]) {
      const began = performance.now();
      maskText(piece.repeat(20_000 / piece.length));
      expect(performance.now() - began).toBeLessThan(1000);
    }
  });
});

describe("themes", () => {
  test("are bands in the order of their names, without those of fewer than ten", () => {
    const counts = {
      roads: 250,
      bins: 9,
      parks: 10,
      buses: 24,
      libraries: 25,
      noise: 49,
      schools: 50,
      crime: 99,
      dogs: 100,
      none: 0,
    };
    expect(themeBands(new Map(Object.entries(counts)))).toEqual([
      { theme: "buses", band: "10-24" },
      { theme: "crime", band: "50-99" },
      { theme: "dogs", band: "100+" },
      { theme: "libraries", band: "25-49" },
      { theme: "noise", band: "25-49" },
      { theme: "parks", band: "10-24" },
      { theme: "roads", band: "100+" },
      { theme: "schools", band: "50-99" },
    ]);
    expect(themeBands(new Map())).toEqual([]);
  });
});

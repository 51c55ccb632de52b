/** Which encoding of a body a caller takes (RFC 9110, 12.5.3). */

/** An encoding that something is kept in. */
export type Coding = "br" | "gzip";

/**
 * The best of the encodings offered: the one of the highest weight, among equals the first offered; null where the caller
 * takes the body as it is alone, or likes it better so.
 * @example bestCoding("gzip, br", ["br", "gzip"]) // => "br"
 * @example bestCoding("gzip;q=1, br;q=0.5", ["br", "gzip"]) // => "gzip"
 * @example bestCoding("gzip;q=0, *;q=0", ["br", "gzip"]) // => null
 */
export function bestCoding(header: string | undefined, offered: readonly Coding[]): Coding | null {
  const weights = weightsOf(header ?? "");
  const identity = weights.get("identity") ?? 0;
  let best: Coding | null = null;
  let weight = 0;
  for (const coding of offered) {
    const own = weights.get(coding) ?? (coding === "gzip" ? weights.get("x-gzip") : undefined) ?? weights.get("*") ?? 0;
    if (own > weight && own >= identity) [best, weight] = [coding, own];
  }
  return best;
}

function weightsOf(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((one) => one.trim());
    const weight = parameters.find((one) => one.startsWith("q="));
    weights.set(coding, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  return weights;
}

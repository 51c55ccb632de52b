/** A funnel in place of a league table: which places differ from the whole by more than chance would explain. */
import { Z_95 } from "./wilson.ts";

/** The normal quantile of a two-sided 99.8 per cent limit. */
export const Z_998 = 3.090232306167813;

/** Where a share would lie by chance alone, as shares from 0 to 1, on one effective base. */
export interface FunnelLimits {
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

/** Where a place stands. Inside the limits nothing is said of above or below: that would be a ranking of noise. */
export type FunnelPosition =
  | { readonly position: "within" }
  | { readonly position: "beyond95" | "beyond998"; readonly side: "above" | "below" };

/**
 * The limits of a funnel around the share of the whole (0 to 1) at an effective base above 0, cut to 0 and 1.
 * Throws RangeError outside. Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202.
 * @example funnelLimits(0.5, 100).high95.toFixed(4) // => "0.5980"
 */
export function funnelLimits(whole: number, effectiveBase: number): FunnelLimits {
  if (!(whole >= 0 && whole <= 1)) throw new RangeError("a funnel needs a share from 0 to 1");
  if (!(effectiveBase > 0)) throw new RangeError("a funnel needs an effective base above 0");
  const standardError = Math.sqrt((whole * (1 - whole)) / effectiveBase);
  return {
    low95: Math.max(0, whole - Z_95 * standardError),
    high95: Math.min(1, whole + Z_95 * standardError),
    low998: Math.max(0, whole - Z_998 * standardError),
    high998: Math.min(1, whole + Z_998 * standardError),
  };
}

/**
 * Where a place with this share (0 to 1) and effective base stands in the funnel around the whole. A share on a limit is
 * still within it. Throws RangeError as `funnelLimits` does.
 * @example funnelPosition(0.7, 100, 0.5) // => { position: "beyond998", side: "above" }
 */
export function funnelPosition(share: number, effectiveBase: number, whole: number): FunnelPosition {
  if (!(share >= 0 && share <= 1)) throw new RangeError("a funnel needs a share from 0 to 1");
  const limits = funnelLimits(whole, effectiveBase);
  if (share > limits.high998) return { position: "beyond998", side: "above" };
  if (share < limits.low998) return { position: "beyond998", side: "below" };
  if (share > limits.high95) return { position: "beyond95", side: "above" };
  if (share < limits.low95) return { position: "beyond95", side: "below" };
  return { position: "within" };
}

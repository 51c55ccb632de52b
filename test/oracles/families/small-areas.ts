/** Family 10: small areas. */
import { fayHerriot, type ModelledArea } from "../../../core/estimation/small-area.ts";
import { isRecord, type Json, type JsonRecord, list, mapRecord, numbers, record } from "../json.ts";

/** 10: Fay and Herriot's model; with a covariate, with no variance left between areas, with a constant alone. */
export function smallAreas(input: JsonRecord, expected: JsonRecord): JsonRecord {
  return mapRecord(expected, (wanted, name) => (isRecord(wanted) ? model(record(input[name], name)) : wanted));
}

function model(input: JsonRecord): JsonRecord {
  const estimates = numbers(input["y"], "y");
  const variances = numbers(input["psi"], "psi");
  const covariates = covariatesOf(input["x"], (_, rows) => rows.length === estimates.length);
  const areas = estimates.map((estimate, index) => ({
    area: String(index),
    estimate,
    variance: variances[index] as number,
    covariates: covariates[index] ?? [],
  }));
  const number = covariates[0]?.length ?? 0;
  const unsampled = covariatesOf(input["x_out_of_sample"], (own) => own.length === number).map((own, index) => ({
    area: `out of sample ${index}`,
    covariates: own,
  }));
  // The least number of areas is a rule about what is shown, not a part of the mathematics.
  const made = fayHerriot(areas, unsampled, 0);
  if (!made.ok) return { status: made.code };
  const of = (value: (area: ModelledArea) => number): readonly number[] => made.areas.map(value);
  return {
    sigma2_u: made.betweenVariance,
    beta: made.coefficients,
    se_beta: made.standardErrors,
    gamma: of(({ ownShare }) => ownShare),
    eblup: of(({ estimate }) => estimate),
    mse_prasad_rao: of(({ meanSquaredError }) => meanSquaredError),
    rmse: of(({ meanSquaredError }) => Math.sqrt(meanSquaredError)),
    synthetic_out_of_sample:
      unsampled.length === 0
        ? null
        : {
            estimate: made.unsampled.map(({ estimate }) => estimate),
            mse: made.unsampled.map(({ meanSquaredError }) => meanSquaredError),
          },
  };
}

type Numbers = readonly number[];

/**
 * The covariates of each area: one is a list of numbers; several are a list for each area or one for each covariate, with
 * its name or without.
 */
function covariatesOf(
  given: Json | undefined,
  isByArea: (own: Numbers, rows: readonly Numbers[]) => boolean,
): readonly Numbers[] {
  if (given === undefined || given === null) return [];
  const rows = (isRecord(given) ? Object.values(given) : list(given)).map((one) =>
    typeof one === "number" ? [one] : numbers(one),
  );
  const [first = []] = rows;
  return !isRecord(given) && isByArea(first, rows)
    ? rows
    : first.map((_, area) => rows.map((row) => row[area] as number));
}

/** Family 10: small areas. */
import { fayHerriot, type ModelledArea } from "../../../core/estimation/small-area.ts";
import { type Json, type JsonRecord, list, mapRecord, numbers, record } from "../json.ts";

/** 10: Fay and Herriot's model; with a covariate, with no variance left between areas, with a constant alone. */
export function smallAreas(input: JsonRecord, expected: JsonRecord): JsonRecord {
  return mapRecord(expected, (_, name) => model(record(input[name], name)));
}

function model(input: JsonRecord): JsonRecord {
  const estimates = numbers(input["y"], "y");
  const variances = numbers(input["psi"], "psi");
  const areas = estimates.map((estimate, index) => ({
    area: String(index),
    estimate,
    variance: variances[index] as number,
    covariates: covariatesOf(input["x"], index),
  }));
  const unsampled = (input["x_out_of_sample"] === undefined ? [] : list(input["x_out_of_sample"])).map((_, index) => ({
    area: `out of sample ${index}`,
    covariates: covariatesOf(input["x_out_of_sample"], index),
  }));
  const made = fayHerriot(areas, unsampled);
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

/** One covariate is a list of numbers; several are a list of lists. */
function covariatesOf(given: Json | undefined, index: number): readonly number[] {
  if (given === undefined || given === null) return [];
  const own = list(given)[index];
  return typeof own === "number" ? [own] : numbers(own);
}

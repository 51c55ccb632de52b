/** Checks a value against the parts of JSON Schema that our OpenAPI document uses. Anything else in a schema is a fault. */

/** A schema. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const SILENT = new Set([
  "description",
  "examples",
  "title",
  "$schema",
  "maxLength",
  "minLength",
  "pattern",
  "propertyNames",
]);

/** What is wrong with a value, by path. Members that the schema does not name are wrong where it lists them. */
export function faultsAgainst(
  schema: JsonSchema,
  value: unknown,
  named: Readonly<Record<string, JsonSchema>>,
  path = "",
): readonly string[] {
  const { $ref, type, properties, required, items, enum: values, anyOf, additionalProperties, ...rest } = schema;
  const unknown = Object.keys(rest).filter((keyword) => !SILENT.has(keyword) && keyword !== "const");
  if (unknown.length > 0) return [`${path}: the schema has ${unknown.join(", ")}`];
  if (typeof $ref === "string") {
    const other = named[$ref.split("/").at(-1) ?? ""];
    return other === undefined ? [`${path}: no such schema`] : faultsAgainst(other, value, named, path);
  }
  if (Array.isArray(anyOf)) {
    const ways = (anyOf as JsonSchema[]).map((one) => faultsAgainst(one, value, named, path));
    return ways.some((faults) => faults.length === 0) ? [] : [`${path}: fits none of its schemas`, ...(ways[0] ?? [])];
  }
  if (Array.isArray(values) && !values.includes(value)) return [`${path}: is none of the values`];
  if (type !== undefined && !isOf(String(type), value)) return [`${path}: is no ${String(type)}`];
  if (Array.isArray(value)) {
    const [first] = value.flatMap((one, at) =>
      items === undefined ? [] : faultsAgainst(items as JsonSchema, one, named, `${path}/${at}`),
    );
    return first === undefined ? [] : [first];
  }
  if (typeof value !== "object" || value === null) return [];
  const own = (properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const missing = ((required ?? []) as string[]).filter((name) => !Object.hasOwn(value, name));
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const below =
      own[name] ?? (typeof additionalProperties === "object" ? (additionalProperties as JsonSchema) : undefined);
    if (below !== undefined) return faultsAgainst(below, member, named, `${path}/${name}`);
    const isOpen = properties === undefined || (additionalProperties !== undefined && additionalProperties !== false);
    return isOpen ? [] : [`${path}/${name}: is not described`];
  });
  return [...missing.map((name) => `${path}/${name}: is missing`), ...inner];
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

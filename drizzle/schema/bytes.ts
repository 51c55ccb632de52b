import { customType } from "drizzle-orm/sqlite-core";

/** A blob read and written as `Uint8Array` on every runtime; Drizzle's own blob column needs Node's Buffer. */
export const bytes = customType<{ data: Uint8Array; driverData: ArrayBuffer | Uint8Array }>({
  dataType: () => "blob",
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => value,
});

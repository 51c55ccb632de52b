/** What tests use of workerd. */
declare module "cloudflare:workers" {
  /** The bindings of the Worker. */
  export const env: Readonly<Record<string, unknown>>;
  /** The Worker itself; every call is a request of its own. */
  export const exports: { readonly default: { fetch(address: string, init?: RequestInit): Promise<Response> } };
}

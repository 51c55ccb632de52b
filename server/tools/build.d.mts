/** Builds `dist/`, unless nothing has changed since. */
export function build(options?: { quiet?: boolean }): Promise<void>;

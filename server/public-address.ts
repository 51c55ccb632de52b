/** What both runtimes take as the site's own address. */
import * as v from "valibot";

/** The site's own address: a scheme and a host, nothing after them. */
export const publicAddress = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[^/?#\s]+$/, "must be a scheme and a host, like https://survey.example.gov.uk"),
  ),
);

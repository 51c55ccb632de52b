/** The addresses of the built assets: `dist/assets-manifest.json`, by an alias in `wrangler.toml`, since `dist` may not be built yet. */
declare module "assets-manifest" {
  const assets: {
    readonly style: string;
    readonly styleRightToLeft: string;
    readonly results: string;
    readonly paper: string;
    readonly survey: string;
    readonly finder: string;
    readonly proof: string;
  };
  export default assets;
}

/** Pictures of charts as PNG, where a runtime can make them. */

/** A PNG of an SVG document of ours, so many times its own size. Throws `PictureBusyError` where too many wait. */
export type Rasterise = (svg: string, scale: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Too many pictures are asked for at once; the same may be asked for again. */
export class PictureBusyError extends Error {
  override readonly name = "PictureBusyError";
}

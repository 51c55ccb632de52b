/** What the pages say where a control against abuse stops a form, in English. Only the server needs them. */
export const controlsEn = {
  tooQuick: "That was very quick. Please look at your answers and send them again.",
  tooMany: (wait: number) =>
    `Many answers are coming from your network at the moment. What you answered is still on this page. Please send it again in ${wait === 1 ? "1 second" : `${wait} seconds`}.`,
  tooManyStarts: (wait: number) =>
    `Many answers are coming from your network at the moment. Please try again in ${wait === 1 ? "1 second" : `${wait} seconds`}.`,
  boxLabel: "Leave this box empty. It is there to stop programs that fill in every box.",
  boxFilled: "Leave this box empty, then go on. A program or your browser may have filled it in.",
};

/** What every language has to say of the controls. */
export type ControlTexts = typeof controlsEn;

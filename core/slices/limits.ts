/** Slices of fewer rows are shown, never judged. */
export const fewestJudged = 30;

/** As many slices as a record takes. */
export const mostSlices = 500;

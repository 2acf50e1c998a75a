/** Contents of so much are read to be compared where a job or the app only looks at a version. */
export const mostComparedBytes = 1_000_000_000;
/** Reading them takes no longer. */
export const mostComparedMs = 5 * 60_000;

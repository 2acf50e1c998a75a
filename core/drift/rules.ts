/** The rate of false discoveries that is accepted over the features of one comparison (Benjamini-Hochberg's q). */
export const falseDiscoveryRate = 0.01;

/** With fewer values than this on a side, nothing is said of a feature: distances are then mostly noise. */
export const fewestRows = 200;

/** A smaller change of a share, 2 points, is not drift, however significant. */
export const smallestShareChange = 0.02;

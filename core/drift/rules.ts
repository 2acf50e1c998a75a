/** The rate of false discoveries that is accepted over the features of one window (Benjamini-Hochberg's q). */
export const falseDiscoveryRate = 0.01;

/** With fewer values than this on a side, nothing is said of a feature: distances are then mostly noise. */
export const fewestRows = 200;

/** Of so few values nobody can say that the column is of another kind now, whatever they are. */
export const fewestLost = 20;

/** What drifts does so until it falls under so much of the threshold. */
export const relief = 0.8;

/** How many standard deviations above their mean the sizes of parts of the reference are taken for its own unrest. */
export const calibrationDeviations = 3;

/** So many of the newest windows are examined unless the configuration says another number. */
export const usualWindows = 7;

/** In so many of the newest windows something must drift to last, unless the configuration says it otherwise. */
export const usualPersistence = { drifted: 2, of: 3 } as const;

/**
 * For how long a job is known after it has ended, in milliseconds: GitHub may send a delivery again for three days, and
 * what it asked for must be known until then.
 */
export const rememberedMs = 4 * 24 * 60 * 60_000;

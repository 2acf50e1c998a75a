import manifest from '../package.json' with { type: 'json' };

/** The version of Assay that these actions belong to. */
export const { version } = manifest;

export { digestFile } from './digest-file.ts';
export { digestFiles } from './digest-files.ts';
export { checkOutputs, digestTree } from './digest-tree.ts';
export { expand } from './expand.ts';
export { placeFiles } from './place-files.ts';
export { resolveWithin } from './within.ts';
export { removeFiles } from './remove-files.ts';

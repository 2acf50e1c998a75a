export { pack, packFiles } from './pack.ts';
export { unpack, type UnpackLimits } from './unpack.ts';

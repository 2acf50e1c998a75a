export { pack } from './pack.ts';
export { unpack, type UnpackLimits } from './unpack.ts';

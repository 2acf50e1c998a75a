import { mlflow } from './mlflow.ts';
import { oci } from './oci.ts';
import { releases } from './releases.ts';
import type { RemoteStoreType, StoreType } from './store.ts';

/** Those that lie elsewhere than at GitHub. */
export const remoteStores: readonly RemoteStoreType[] = [oci, mlflow];

/** Every kind of registry, by where its bytes live. */
export const stores: readonly StoreType[] = [releases, ...remoteStores];

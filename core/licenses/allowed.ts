import type { ModelConfig } from '../../schemas/types.ts';
import { type License, readLicense } from './license.ts';
import { permissiveLicenses } from './permissive.ts';

/** The licences that a model's configuration allows; what is no licence, its validation has refused. */
export function allowedLicenses({ gate }: ModelConfig): readonly License[] {
  return (gate?.licenses?.allow ?? permissiveLicenses).flatMap((text) => {
    const license = readLicense(text);
    return license.ok ? [license.value] : [];
  });
}

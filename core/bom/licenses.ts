import spdx from '../../schemas/cyclonedx/spdx.schema.json' with { type: 'json' };
import { type License, readLicense } from '../licenses/license.ts';
import { bounded } from '../text/bounded.ts';

const known: ReadonlySet<string> = new Set(spdx.enum);

/** A licence in CycloneDX's form. */
export type BomLicense =
  | { readonly license: { readonly id: string } | { readonly name: string } }
  | { readonly expression: string };

/**
 * Declared licences, each as an id of SPDX, else by its name; one that is made of several as an expression, which
 * CycloneDX allows only where it is alone.
 */
export function bomLicenses(declared: readonly string[]): readonly BomLicense[] {
  const texts = declared.map((text) => text.trim()).filter((text) => text !== '');
  return texts.map((text) => {
    const read = readLicense(text);
    if (!read.ok) return { license: { name: bounded(text, 256) } };
    const license = read.value;
    if (license.kind === 'license' && license.exception === null) {
      const { id } = license;
      return { license: known.has(id) ? { id } : { name: id } };
    }
    const expression = expressionOf(license);
    return texts.length === 1 ? { expression } : { license: { name: expression } };
  });
}

function expressionOf(license: License): string {
  if (license.kind === 'license') {
    return license.exception === null ? license.id : `${license.id} WITH ${license.exception}`;
  }
  const [left, right] = [license.left, license.right].map((part) =>
    part.kind === 'license' ? expressionOf(part) : `(${expressionOf(part)})`,
  );
  return `${left} ${license.kind.toUpperCase()} ${right}`;
}

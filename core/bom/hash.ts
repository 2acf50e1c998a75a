/** A digest in CycloneDX's form. */
export interface BomHash {
  readonly alg: 'SHA-256';
  readonly content: string;
}

/** Of `sha256:<hex>`. */
export function sha256Hash(digest: string): BomHash {
  return { alg: 'SHA-256', content: digest.replace(/^sha256:/, '') };
}

/** A value of ours that CycloneDX has no place for. */
export interface BomProperty {
  readonly name: string;
  readonly value: string;
}

/** Properties with the names `assay:<key>`, without those that have no value. */
export function properties(
  values: Readonly<Record<string, string | number | null | undefined>>,
): readonly BomProperty[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined
      ? []
      : [{ name: `assay:${key}`, value: String(value).toWellFormed() }],
  );
}

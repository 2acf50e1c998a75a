/** `model@1.2.3`, and also `model@v1.2.3`, as its tag is called; null for anything else. */
export function parseModelVersion(
  text: string | undefined,
): { readonly model: string; readonly version: string } | null {
  const [, model, version] =
    /^([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)@v?(\d+\.\d+\.\d+)$/.exec(text ?? '') ?? [];
  return model === undefined || version === undefined ? null : { model, version };
}

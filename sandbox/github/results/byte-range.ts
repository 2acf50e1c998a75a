/** The first and last byte that a `Range` header asks for; null when it asks for all. */
export function byteRange(
  header: string | null,
  bytes: number,
): { readonly first: number; readonly last: number } | null | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  // `bytes=-5` means the last five.
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return first > last ? 'unsatisfiable' : { first, last };
}

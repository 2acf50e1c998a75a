/** One page of a list of so many items, and the `Link` header to the others; null when everything is on this page. */
export function pageOf(
  count: number,
  url: URL,
): { readonly from: number; readonly to: number; readonly link: string | null } {
  const size = pageSize(url.searchParams);
  const page = clamp(url.searchParams.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const last = Math.max(1, Math.ceil(count / size));
  const to = (number: number, relation: string): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    return `<${target.href}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(1, 'first')] : []),
  ];
  return {
    from: (page - 1) * size,
    to: page * size,
    link: links.length > 0 ? links.join(', ') : null,
  };
}

/** How many items a query asks for: 30 unless it says so, 100 at most. */
export function pageSize(query: URLSearchParams): number {
  return clamp(query.get('per_page'), 30, 100);
}

function clamp(text: string | null, standard: number, most: number): number {
  const value = Number(text ?? standard);
  return Number.isSafeInteger(value) && value >= 1 ? Math.min(value, most) : standard;
}

/** Where GitHub's API is reached unless another address is set. */
export const usualApiUrl = 'https://api.github.com';

/** `https://github.com` of `https://api.github.com`; an enterprise server's API lies under `/api/v3`. */
export function webAddress(apiUrl: string): string {
  if (apiUrl === usualApiUrl) return 'https://github.com';
  return apiUrl.replace(/\/api\/v3\/?$/, '');
}

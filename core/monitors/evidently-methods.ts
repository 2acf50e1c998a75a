/** How Evidently decides by a method: it drifts where the value is on that side of the threshold. */
type Rule = 'p-below' | 'p-at-most' | 'distance-at-least' | 'distance-above';

/**
 * Evidently's methods by their short and their display names, in lower case, and how its code compares each
 * (`legacy/calculations/stattests` of 0.7.23). The total variation distance gives a p-value, whatever its name.
 */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...named('p-at-most', ['ks', 'K-S p_value'], ['cramer_von_mises', 'Cramer-von Mises']),
  ...named(
    'p-below',
    ['anderson', 'Anderson-Darling'],
    ['chisquare', 'chi-square p_value'],
    ['empirical_mmd', 'empirical_mmd'],
    ['es', 'Epps-Singleton'],
    ['fisher_exact', "Fisher's Exact test"],
    ['g_test', 'g_test'],
    ['mannw', 'Mann-Whitney U-rank test'],
    ['t_test', 't_test'],
    ['TVD', 'Total-Variation-Distance'],
    ['z', 'Z-test p_value'],
  ),
  ...named(
    'distance-at-least',
    ['hellinger', 'Hellinger distance'],
    ['jensenshannon', 'Jensen-Shannon distance'],
    ['kl_div', 'Kullback-Leibler divergence'],
    ['psi', 'PSI'],
    ['wasserstein', 'Wasserstein distance (normed)'],
  ),
  ...named(
    'distance-above',
    ['ed', 'Energy-distance'],
    ['perc_text_content_drift', 'Percentile text content drift'],
    ['abs_text_content_drift', 'Absolute text content drift'],
  ),
]);

function named(rule: Rule, ...pairs: readonly (readonly [string, string])[]): [string, Rule][] {
  return pairs.flat().map((name) => [name.toLowerCase(), rule]);
}

/** What a value of a method says; null where the method is not known, such as a function of the user's. */
export function judgeMethod(
  method: string,
  value: number,
  threshold: number,
): { readonly drifted: boolean; readonly isPValue: boolean } | null {
  const rule = rules.get(method.trim().toLowerCase());
  if (rule === undefined) return null;
  switch (rule) {
    case 'p-below':
      return { drifted: value < threshold, isPValue: true };
    case 'p-at-most':
      return { drifted: value <= threshold, isPValue: true };
    case 'distance-at-least':
      return { drifted: value >= threshold, isPValue: false };
    case 'distance-above':
      return { drifted: value > threshold, isPValue: false };
    default:
      return rule satisfies never;
  }
}

/** Names of metrics on Hugging Face (its library evaluate, and scikit-learn's) that are called otherwise here. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['mean_absolute_error', 'mae'],
  ['mean_squared_error', 'mse'],
  ['root_mean_squared_error', 'rmse'],
  ['mean_absolute_percentage_error', 'mape'],
  ['median_absolute_error', 'medae'],
  ['r_squared', 'r2'],
  ['r2_score', 'r2'],
  ['auc', 'roc_auc'],
  ['auroc', 'roc_auc'],
  ['f1_score', 'f1'],
  ['matthews_correlation', 'mcc'],
  ['brier_score', 'brier'],
  ['kappa', 'cohen_kappa'],
]);

/** The id that Assay has for a metric of a card's `model-index`: `Mean Absolute Error` is `mae`, `ndcg_at_10` `ndcg@10`. */
export function figureMetric(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return otherNames.get(plain) ?? plain.replace(/_at_(?=[\d.]+$)/, '@');
}

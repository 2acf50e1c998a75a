/** A value that a retraining pull request writes: a file in the model's folder and a key path in it. */
export interface RetrainTarget {
  readonly file: string;
  readonly keyPath: string;
}

/** Reads a key of `retrain.set`, `params.yaml:data.until`; null when it has another form. */
export function retrainTarget(key: string): RetrainTarget | null {
  const colon = key.indexOf(':');
  const file = key.slice(0, Math.max(colon, 0));
  const keyPath = key.slice(colon + 1);
  const complete = file.trim() !== '' && keyPath.split('.').every((part) => part.trim() !== '');
  return complete ? { file, keyPath } : null;
}

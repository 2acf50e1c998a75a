/** An expected failure is a value with a reason, not an exception. */
export type Result<Value, Reason = string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: Reason };

/** A success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A failure with its reason. */
export function failed<Reason>(reason: Reason): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason };
}

/** A text as SQL's literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL's identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What JavaScript's `\s` is, for RE2. */
const space = String.raw`[\s\v\p{Z}\x{FEFF}]*`;
const missing = literal(`${space}(?:nan${space})?`);
const decimal = literal(String.raw`${space}[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?${space}`);
const infinite = literal(`${space}[+-]?inf(?:inity)?${space}`);
const spaces = literal(
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);

/** Whether a text stands for a missing value, as `isMissing` says; null is one. */
export function isMissingText(name: string): string {
  return `(${name} is null or regexp_full_match(${name}, ${missing}, 'i'))`;
}

/** A text as a number, as `numberOf` reads it: null for a missing value, NaN for a text that is none. */
export function numberOfText(name: string): string {
  // A number too large for a double is none.
  const number = `try_cast(trim(${name}, ${spaces}) as double)`;
  return `case
    when regexp_full_match(${name}, ${decimal}, 'i')
      then case when isfinite(${number}) then ${number} else 'nan'::double end
    when ${isMissingText(name)} then null
    when regexp_full_match(${name}, ${infinite}, 'i') then ${number}
    else 'nan'::double end`;
}

/** Its time as milliseconds since 1970: null for a missing value, NaN for a text that is no ISO 8601. */
export function instantOfText(name: string): string {
  return `case when ${isMissingText(name)} then null else assay_instant(${name}) end`;
}

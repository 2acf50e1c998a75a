import { getYamlValue, setYamlValues, type YamlValue } from './index.ts';
import { getTomlValue, setTomlValues } from './toml.ts';

/** The value at a path of keys of a file: TOML by its ending, else YAML, of which JSON and DVC's pointer files are a part. */
export function getValue(text: string, keyPath: string, file: string): YamlValue {
  return file.endsWith('.toml')
    ? getTomlValue(text, keyPath, file)
    : getYamlValue(text, keyPath, file);
}

/** Writes values by paths of keys into a file of these formats; every other byte stays. Throws InputErrors as each does. */
export function setValues(
  text: string,
  values: Readonly<Record<string, string>>,
  file: string,
): string {
  return file.endsWith('.toml')
    ? setTomlValues(text, values, file)
    : setYamlValues(text, values, file);
}

import { InputError } from '../../core/errors.ts';
import type { OpenTable } from './profile.ts';

/** Makes a data set of the configuration at hand: the one place where evaluate learns where data lie and what reads them. */
export const openTable: OpenTable = (_step, _model, path) =>
  Promise.reject(new InputError('no-engine', `nothing here reads ${path}.`));

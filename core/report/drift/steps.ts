import type { DriftRecord, FeatureOutcome } from '../../../schemas/types.ts';
import { isAlarming, persistenceWords, unjudgedMetrics, type Wording } from './words.ts';

/** What a person is to do next, a sentence each. */
export function nextSteps(record: DriftRecord, say: Wording): readonly string[] {
  if (record.outcome === 'stable') return [calm(record, say)];
  if (record.outcome === 'warning') return warned(record, say);
  if (record.outcome === 'insufficient-data') return insufficient(record, say);
  return [...pipeline(record, say, isDrift), retraining(record, say)];
}

/** Labels may come late, so a metric that can't be judged makes no outcome; but neither is it well. */
function calm(record: DriftRecord, say: Wording): string {
  if (unjudgedMetrics(record).length === 0) return 'There is nothing to do.';
  return `No column drifted, but how good the model is could not be judged by every bound. See below what each metric lacks: labels in the current data, in the column that ${say.name('monitor.label')} names, more rows, or a reference.`;
}

/** Only columns and metrics are waited for to last; of the rest nothing more will come. */
function warned(record: DriftRecord, say: Wording): readonly string[] {
  const { features, performance = [] } = record;
  const faults = pipeline(record, say, isAlarming);
  if ([...features, ...performance].some(isAlarming)) return [...faults, waiting(record)];
  if (faults.length > 0) return faults;
  return [
    'By itself this asks for nothing. Look below at what changed, so that you know it when it comes again.',
  ];
}

function waiting(record: DriftRecord): string {
  const { features, performance = [] } = record;
  const isNew = [...features, ...performance].some(({ outcome }) => outcome === 'warning');
  if (!isNew) {
    return 'What is listed above is no drift that training would mend, so no retraining is opened for it: look at it yourself.';
  }
  const words = persistenceWords(record);
  const when = words === null ? 'when it lasts' : `when it is there in ${words}`;
  return `There is nothing to do yet: it counts as drift ${when}. Look below at what changed, so that you know it when it comes again.`;
}

/** More rows help neither columns that nothing compares nor, where no window is over, does a longer one. */
function insufficient(record: DriftRecord, say: Wording): readonly string[] {
  const { features, freshness, schemaChanges = [], windows = [] } = record;
  const isNested = schemaChanges.some(({ outcome }) => outcome === 'unreadable');
  const judged = [...features.filter(({ role }) => role !== 'label'), freshness];
  const waits = !isNested || judged.some((one) => one !== undefined && one.outcome !== 'stable');
  const rows =
    windows.length === 0
      ? 'Wait for more rows, and where there are to be windows, until one is over'
      : `Wait for more rows, or let a window be longer (${say.name('monitor.window')})`;
  const lacking = waits ? `${rows}; the reasons` : 'The reasons';
  return [
    `Nothing drifted, but not everything could be judged. ${lacking} below say what is lacking.`,
    ...(isNested
      ? [
          `Columns of lists, structures or bytes are never compared: name the features that matter in ${say.name('monitor.features')}, without these, or write what matters of them into columns of numbers or texts.`,
        ]
      : []),
  ];
}

type Counts = (part: { readonly outcome: FeatureOutcome }) => boolean;

/** What looks like a fault on the way of the data is to be looked at before anything is learnt from them. */
function pipeline(record: DriftRecord, say: Wording, counts: Counts): readonly string[] {
  const { schemaChanges = [], freshness, volume, features, current } = record;
  const signs = [
    ...(current?.unreadable === undefined ? [] : ['files could not be opened']),
    ...(schemaChanges.some(counts) ? ['columns changed'] : []),
    ...(features.some((feature) => counts(feature) && feature.alarms?.includes('missing'))
      ? ['values are missing']
      : []),
    ...(features.some(({ outcome }) => outcome === 'unreadable') ? ['values can not be read'] : []),
    ...(isDrift(freshness) ? ['the data are old'] : []),
    ...(freshness?.outcome === 'warning' ? ['times are odd'] : []),
    ...(volume !== undefined && counts(volume) ? ['the number of rows is unusual'] : []),
  ];
  if (signs.length === 0) return [];
  return [
    `First look at what makes the data of ${say.name(record.model)}: ${signs.join(', ')}, which a fault on their way explains as well as the world does. A model that learns from faulty data gets worse.`,
  ];
}

function isDrift(part: { readonly outcome: string } | undefined): boolean {
  return part?.outcome === 'drift';
}

function retraining({ model, window, performance = [] }: DriftRecord, say: Wording): string {
  const data = window === null ? 'newer data' : 'the newest window';
  const command = say.name(`/assay retrain ${model}`);
  const worse = performance.filter(isDrift);
  if (worse.length === 0) {
    return `Find out whether the change is real (a season, new users, another sensor). If it is here to stay, train on ${data}: ${command} opens the pull request, if none is open yet.`;
  }
  const has = worse.every(({ estimated }) => estimated)
    ? 'is estimated, without labels, to have become'
    : 'has become';
  return `The model ${has} worse where it is used: train it on ${data} (${command} opens the pull request, if none is open yet), or go back to an earlier version until then.`;
}

import { readFileSync } from 'node:fs';

/** What one commit of the story changes, and how its author presents it. */
export interface Change {
  /** The branch of the pull request; `main` for what is pushed to main. */
  readonly branch: string;
  readonly title: string;
  /** The pull request's description. */
  readonly body: string;
  /** The commit's message. */
  readonly message: string;
  /** Path in the repository to its new content: the text itself, or a file to copy. */
  readonly files: Readonly<Record<string, string | URL>>;
}

/** The example as it stands: data from January to April 2011 and a ridge regression. */
export const firstCommit: { readonly folder: URL; readonly change: Change } = {
  folder: new URL('../../examples/bike-demand/', import.meta.url),
  change: {
    branch: 'main',
    title: 'Predict the hourly demand for bikes',
    body: '',
    message: 'Predict the hourly demand for bikes',
    files: {},
  },
};

/** Without a server, the repository has the workflow that does the app's work as well. */
export const workflowOfTheApp: Change['files'] = {
  '.github/workflows/assay.yml': new URL('../../examples/workflows/assay.yml', import.meta.url),
};

/** Gradient boosting for ridge regression: on the same held-out hours, the error falls by a third. */
export const betterModel: Change = {
  branch: 'gradient-boosting',
  title: 'Use gradient boosting',
  body: [
    'Ridge adds up the effects of the hour, the day and the weather. But rain at eight in the',
    'morning keeps more people from cycling than rain at midnight: trees can say that.',
    '',
    'Same data, same features.',
  ].join('\n'),
  message: 'Use gradient boosting instead of ridge regression',
  files: { 'params.yaml': story('better-model/params.yaml') },
};

/**
 * A mistake that sounds sensible: the weather knows noon from midnight, but not the rush hours. And one that does not
 * show: beside the model lies a pickle that would run a command on whoever loads it.
 */
export const worseModel: Change = {
  branch: 'fewer-features',
  title: 'Leave out the hour of the day',
  body: [
    'The temperature and the humidity follow the time of day anyway, so the hour tells the model',
    'little that is new. One feature less to keep up.',
    '',
    'The order of the features comes with the model now, as a pickle that a forum recommends.',
  ].join('\n'),
  message: 'Leave out the hour of the day',
  files: { 'params.yaml': story('worse-model/params.yaml'), 'train.py': withOrder() },
};

/** Better by every metric; but the felt temperature comes from a service that production has no contract with. */
export const feltTemperature: Change = {
  branch: 'felt-temperature',
  title: 'Add the felt temperature',
  body: [
    'Wind and humidity make a day feel colder than it is, and people dress by that.',
    '',
    'Same data, one feature more.',
  ].join('\n'),
  message: 'Add the felt temperature',
  files: {
    'features.py': withFeltTemperature(),
    'params.yaml': story('felt-temperature/params.yaml'),
  },
};

/** May: warmer than any month that the model has seen. */
export const laterData: Change = {
  branch: 'main',
  title: 'Add the hours of May 2011',
  body: '',
  message: 'Add the hours of May 2011',
  files: { 'data/hourly/2011-05.csv': story('later-data/2011-05.csv') },
};

/** June: warmer again. */
export const evenLaterData: Change = {
  branch: 'main',
  title: 'Add the hours of June 2011',
  body: '',
  message: 'Add the hours of June 2011',
  files: { 'data/hourly/2011-06.csv': story('later-data/2011-06.csv') },
};

function story(path: string): URL {
  return new URL(`./changes/${path}`, import.meta.url);
}

/** The training of the example, which then writes one more file; all that the file would run is `echo`. */
function withOrder(): string {
  const training = readFileSync(new URL('train.py', firstCommit.folder), 'utf8');
  const line = '    joblib.dump(model, folder / "model.joblib")\n';
  if (!training.includes(line)) throw new TypeError('train.py of the example has changed.');
  const pickle = "cos\\nsystem\\n(S'echo whoever loads this model runs this'\\ntR.";
  return training.replace(line, `${line}    (folder / "order.pkl").write_bytes(b"${pickle}")\n`);
}

/** The features of the example, and one more. */
function withFeltTemperature(): string {
  const features = readFileSync(new URL('features.py', firstCommit.folder), 'utf8');
  const line = '    "temp": lambda row: float(row["temp"]),\n';
  if (!features.includes(line)) throw new TypeError('features.py of the example has changed.');
  return features.replace(line, `${line}    "atemp": lambda row: float(row["atemp"]),\n`);
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordId } from '../../../core/record/digest.ts';
import { collectRepository, type RepositoryView } from '../../../sandbox/page/collect.ts';
import { renderPage } from '../../../sandbox/page/page.ts';
import {
  actsWithoutServer,
  type Mode,
  playStory,
  silentNarrator,
  type World,
} from '../../../sandbox/story/index.ts';
import { temporaryWorld } from '../world.ts';

/**
 * The loop, by a server or without one, up to staging: each event starts a workflow there. Each test looks at what one of
 * its sentences says. The two are files of their own, since they take longest and can be played side by side.
 */
export function tellStory(mode: Mode): void {
  describe(`the story of the demo, by a ${mode}`, () => {
    storyOf(mode);
  });
}

function storyOf(mode: Mode): void {
  const isWhole = mode === 'server';
  const versions = isWhole ? ['1.2.0', '1.1.0', '1.0.0'] : ['1.1.0', '1.0.0'];
  let world: World;
  let view: RepositoryView;
  const at = { owner: 'acme', repo: 'bike-demand' };
  const pull = (branch: string) => {
    const found = view.pulls.find(({ head }) => head === branch);
    if (found === undefined) throw new Error(`There is no pull request from ${branch}.`);
    return found;
  };
  const titled = (title: string) => {
    const found = view.pulls.find((one) => one.title.endsWith(title));
    if (found === undefined) throw new Error(`There is no pull request ${title}.`);
    return found;
  };
  const sticky = (branch: string): string =>
    pull(branch).comments.find(({ body }) => body.includes('assay:comment'))?.body ?? '';

  beforeAll(async () => {
    world = await temporaryWorld(mode);
    await playStory(world, silentNarrator, isWhole ? undefined : actsWithoutServer);
    view = await collectRepository(world.as('ml-engineer'), at.owner, at.repo);
  }, 240_000);
  afterAll(async () => world.close());

  it('shows the better model with its differences, and lets it be merged', () => {
    const { state, checks } = pull('gradient-boosting');
    expect(state).toBe('merged');
    expect(checks).toMatchObject([{ name: 'assay', conclusion: 'success' }]);
    const comment = sticky('gradient-boosting');
    for (const text of ['42.37', '27.48', 'mae', 'rmse', 'r2', 'model.type']) {
      expect(comment).toContain(text);
    }
  });

  it('shows the regression of the worse model and the command in its pickle, and refuses the merge', () => {
    const { state, checks } = pull('fewer-features');
    expect(state).toBe('open');
    expect(checks).toMatchObject([{ name: 'assay', conclusion: 'failure' }]);
    expect(sticky('fewer-features')).toContain('regression');
    expect(sticky('fewer-features')).toContain('imports `os.system`');
  });

  it('has registered each version with its package, its records, its documents and its signatures', () => {
    expect(view.releases.map(({ tag }) => tag)).toEqual(
      versions.map((version) => `bike-demand@v${version}`),
    );
    for (const { tag, assets } of view.releases) {
      // The first commit came without a pull request, and so without a verdict.
      const names = assets.map(({ name }) => name).filter((name) => name !== 'verdict.json');
      const version = tag.split('@v')[1];
      expect(names.toSorted()).toEqual([
        'attestations.sigstore.jsonl',
        `bike-demand-${version}.sigstore.json`,
        `bike-demand-${version}.tar.gz`,
        'bom.cdx.json',
        'evaluation.json',
        `evidence-bike-demand-${version}.tar.gz`,
        'model-card.md',
        'predictions.csv',
        'profile.json.gz',
        'run.json',
        'version.json',
      ]);
    }
  });

  it('has an annotated tag for each version, as GTO writes it', async () => {
    const { data: refs } = await world
      .as('visitor')
      .rest.git.listMatchingRefs({ ...at, ref: 'tags/bike-demand@v' });
    expect(refs.map(({ object }) => object.type)).toEqual(versions.map(() => 'tag'));
  });

  it('registered the bytes that were evaluated', async () => {
    const octokit = world.as('visitor');
    const { data: release } = await octokit.rest.repos.getReleaseByTag({
      ...at,
      tag: 'bike-demand@v1.1.0',
    });
    const read = async (name: string): Promise<Record<string, unknown>> => {
      const asset = release.assets.find((one) => one.name === name);
      const response = await fetch(asset?.browser_download_url ?? '');
      return (await response.json()) as Record<string, unknown>;
    };
    const version = await read('version.json');
    const evaluation = await read('evaluation.json');
    expect(version).toMatchObject({ artifact: { digest: evaluation['artifact'] } });
    expect(version['evaluation']).toBe(recordId(evaluation));
    const asset = release.assets.find(({ name }) => name === 'bike-demand-1.1.0.tar.gz');
    expect(version).toMatchObject({ package: { digest: asset?.digest, bytes: asset?.size } });
  });

  it('promoted the newest version by a pull request that changes one file', () => {
    const { files, state, checks } = titled('Promote bike-demand v1.1.0 to staging');
    expect(state).toBe('merged');
    expect(checks).toMatchObject([{ name: 'assay', conclusion: 'success' }]);
    expect(files.map(({ path }) => path)).toEqual(['deploy/staging/bike-demand.yaml']);
    expect(files[0]?.patch).toContain("assay-version: 'bike-demand@v1.1.0'");
  });

  it('deployed each version where its promotion was merged, and saw which was not healthy', () => {
    const deployed = view.deployments.map(({ environment, state, payload }) => {
      const { version } = JSON.parse(payload) as { readonly version: string };
      return `${version} ${environment} ${state}`;
    });
    // A newer success makes the older deployments of its environment inactive, but not in production.
    const whole = [
      '1.1.0 production success',
      '1.1.0 production success',
      '1.1.0 staging inactive',
      '1.2.0 production failure',
      '1.2.0 staging success',
    ];
    expect(deployed.toSorted()).toEqual(isWhole ? whole : ['1.1.0 staging success']);
  });

  it.runIf(isWhole)(
    'told people on the pull request which version was not healthy, and how to go back',
    () => {
      const { comments } = titled('Promote bike-demand v1.2.0 to production');
      const told = comments.find(({ body }) => body.includes('is reported as **unhealthy**'));
      expect(told?.body).toContain('/assay rollback bike-demand production');
    },
  );

  it.runIf(isWhole)('rolled back by an urgent pull request that needed no approval', () => {
    const back = view.pulls.find(({ title }) =>
      title.startsWith('Urgent: roll bike-demand back to v1.1.0'),
    );
    expect(back).toMatchObject({ state: 'merged' });
    expect(back?.body).toContain('No forecasts since noon.');
  });

  it('opened one retraining pull request, which the second report moved on', () => {
    const retraining = view.pulls.filter(({ head }) => head.startsWith('assay/retrain/'));
    expect(retraining).toHaveLength(1);
    const [{ files, body } = { files: [], body: '' }] = retraining;
    expect(files.map(({ path }) => path)).toEqual(['params.yaml']);
    expect(files[0]?.patch).toContain("+  until: '2011-06-30T23:00'");
    expect(body).toContain('temp');
  });

  it('shows the retrained model against the champion on the same hours', () => {
    const comment = sticky('assay/retrain/bike-demand');
    expect(comment).toContain('champion');
    expect(comment).toContain(isWhole ? '24.25' : '23.54');
    expect(comment).toContain('46.34');
  });

  it('keeps every accepted record in the ledger, under its own digest', async () => {
    const kinds = ['deployment', 'drift', 'evaluation', 'promotion', 'run', 'verdict', 'version'];
    for (const kind of kinds) {
      expect(view.ledger.some((path) => path.startsWith(`${kind}/bike-demand/`))).toBe(true);
    }
    const clone = await world.clone('visitor');
    for (const path of view.ledger) {
      const record = JSON.parse(await clone.git('show', `origin/assay/ledger:${path}`)) as {
        readonly id: string;
      };
      expect(record.id).toBe(recordId(record));
      expect(path).toContain(record.id.slice('sha256:'.length, 'sha256:'.length + 12));
    }
  });

  it('leaves one comment of the app, one check and no dead job', async () => {
    for (const { head, comments, checks } of view.pulls) {
      const ours = comments.filter(({ body }) => body.includes('assay:comment'));
      expect(ours.length, head).toBeLessThanOrEqual(1);
      expect(checks.length, head).toBe(1);
    }
    expect((await world.app?.stats())?.dead ?? []).toEqual([]);
  });

  it.runIf(mode === 'workflow')('did so without an app, by jobs and one more account', () => {
    const actors = new Set(world.github.calls.map(({ actor }) => actor));
    expect([...actors].filter((actor) => actor.startsWith('app:'))).toEqual([]);
    for (const branch of ['assay/promote/bike-demand/staging', 'assay/retrain/bike-demand']) {
      expect(pull(branch).author).toBe('assay-machine');
    }
  });

  it('spoke to GitHub only as its description allows', () => {
    expect(world.github.violations).toEqual([]);
  });

  it('compared every pull request row by row, with an interval of each difference', () => {
    for (const branch of ['gradient-boosting', 'fewer-features', 'assay/retrain/bike-demand']) {
      const comment = sticky(branch);
      expect(comment, branch).toMatch(/`mae`.*\[[−+][\d.]+,\s[−+][\d.]+\]/u);
      expect(comment, branch).toContain('In brackets is the 95% interval of the difference');
      expect(comment, branch).not.toContain('have no interval');
    }
    expect(sticky('gradient-boosting')).toMatch(/✅ better/);
    expect(sticky('fewer-features')).toMatch(/❌ \*\*worse\*\*/);
    expect(sticky('fewer-features')).toContain('Worse on');
  });

  it('judges what was merged against what was there before, in a check of the commit', async () => {
    const { data } = await world
      .as('visitor')
      .rest.checks.listForRef({ ...at, ref: 'main', check_name: 'assay (default branch)' });
    expect(data.check_runs).toHaveLength(1);
    expect(data.check_runs[0]?.output.text).toMatch(/`mae`/);
  });

  it('counts how often the evaluation set was judged on', async () => {
    const clone = await world.clone('visitor');
    const [path] = view.ledger.filter((one) => one.startsWith('verdict/'));
    const text = await clone.git('show', `origin/assay/ledger:${path ?? ''}`);
    expect(JSON.parse(text)).toMatchObject({
      merged: true,
      evaluationSet: { since: expect.stringMatching(/Z$/) as string },
    });
  });

  it('can be read as a page, without a script but those that draw the diagrams', async () => {
    const page = await renderPage(view);
    for (const text of ['Use gradient boosting', 'bike-demand@v1.1.0', 'staging', 'Retrain']) {
      expect(page).toContain(text);
    }
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script src="mermaid.min.js">', '<script>']);
  });
}

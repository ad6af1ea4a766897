import type { Change, Plan, Problem } from '@muster/contract/catalog/organisation';
import {
  type OrganisationFile,
  type OrganisationKind,
  organisationFile,
} from '@muster/contract/catalog/organisation-file';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { type Action, action, byItself, invalid } from '../../platform/action.ts';
import type { Platform } from '../../platform/platform.ts';
import { Refusal } from '../../platform/refusal.ts';
import { compare, type Items, recordOf, type Section, twice } from './model.ts';
import { lockOrganisation } from './store.ts';

const input = z.strictObject({ file: z.unknown(), dryRun: z.boolean(), prune: z.boolean() });

/**
 * Makes the organisation what the file says (api.md, section 3). Answers the plan; with problems it refuses
 * with `invalid`, the plan's members beside the problem document, and nothing has changed.
 */
export function applyOrganisation(sections: readonly Section[]): Action<z.input<typeof input>, Plan> {
  const apply = action(
    { name: 'catalog.applyOrganisation', who: 'admin', input },
    async (act, { file, dryRun, prune }): Promise<Plan> => {
      const parsed = organisationFile.safeParse(file);
      if (!parsed.success) return refuse({ changes: [], problems: invalid(parsed.error).errors }, dryRun);
      await lockOrganisation(act.tx);
      const plan = await write(act, sections, parsed.data, prune);
      if (plan.problems.length > 0) return refuse({ changes: [], problems: plan.problems }, dryRun);
      if (dryRun) throw new DryRun({ ...plan, changes: plan.changes.map(({ key: _, ...change }) => change) });
      const changed = plan.changes.filter((change) => change.change !== 'none');
      if (changed.length > 0) act.hint('*');
      return plan;
    },
  );
  return (platform, caller, given) => apply(platform, caller, given).catch(undone);
}

/** The file that, applied to an empty Muster, makes this organisation again. Secrets are left out. */
export function exportOrganisation(
  platform: Platform,
  sections: readonly Section[],
): Promise<Record<string, unknown>> {
  return byItself(platform, 'catalog.exportOrganisation', async (act) => {
    const file: Record<string, unknown> = { muster: 1 };
    for (const section of sections)
      file[section.kind] = (await section.stored(act)).map((item) => section.shown(item));
    return file;
  });
}

async function write(
  act: Act,
  sections: readonly Section[],
  file: OrganisationFile,
  prune: boolean,
): Promise<Plan> {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  for (const section of sections) {
    const given = file[section.kind];
    if (given === undefined) continue;
    problems.push(...twice(section.kind, given));
    changes.push(...(await writeSection(act, section, given, prune)));
  }
  const isLess = changes.some((change) => change.change === 'delete');
  for (const section of sections) {
    const given = file[section.kind] ?? [];
    const left = isLess ? await storedBeside(act, section, given) : [];
    const found = await section.problems(act.tx, [...given, ...left]);
    problems.push(...found.map((problem) => aboutWhatIsLeft(problem, section.kind, given.length, left)));
  }
  return { changes, problems };
}

/** What the file does not name may have lost somebody whom it did name, and nobody would be called. */
async function storedBeside(act: Act, section: Section, given: Items<OrganisationKind>) {
  const names = new Set(given.map((item) => item.name));
  return (await section.stored(act)).filter((item) => !names.has(item.name));
}

/** A pointer must lead into the file; what is not in it is told by its name. */
function aboutWhatIsLeft(
  problem: Problem,
  kind: OrganisationKind,
  given: number,
  left: readonly { name: string }[],
): Problem {
  const [, of, index] = problem.pointer.split('/');
  const item = of === kind ? left[Number(index ?? Number.NaN) - given] : undefined;
  return item
    ? { pointer: `/${kind}`, message: `"${item.name}", which is not in the file: ${problem.message}` }
    : problem;
}

async function writeSection(
  act: Act,
  section: Section,
  file: Items<OrganisationKind>,
  prune: boolean,
): Promise<Change[]> {
  const stored = await section.stored(act);
  const before = new Map(stored.map((item) => [item.name, item]));
  const items = file.map((item) => {
    const old = before.get(item.name);
    return old ? section.aligned(item, old) : item;
  });
  const changes = compare(section.kind, stored, items, prune);
  const differs = changes.some((change) => change.change === 'create' || change.change === 'update');
  const keys = differs ? await section.save(act, items) : new Map<string, string>();
  const gone = changes.filter((change) => change.change === 'delete').map((change) => change.name);
  if (gone.length > 0) await section.remove(act, gone);
  const given = new Map(items.map((item) => [item.name, item]));
  for (const change of changes.filter((one) => one.change !== 'none')) {
    const sides = { before: before.get(change.name), after: given.get(change.name) };
    const { subject, detail } = recordOf(section, change, sides);
    act.record(subject, detail);
  }
  return changes.map((change) => {
    const key = keys.get(change.name);
    return key === undefined ? change : { ...change, key };
  });
}

/** Carries a dry run's plan out of the transaction that it undoes. */
class DryRun extends Error {
  readonly plan: Plan;
  constructor(plan: Plan) {
    super('a dry run');
    this.plan = plan;
  }
}

function refuse(plan: Plan, dryRun: boolean): never {
  if (dryRun) throw new DryRun(plan);
  throw new Refusal('invalid', 'The organisation file has problems; nothing was changed.', plan.problems, {
    ...plan,
  });
}

function undone(error: unknown): Plan {
  if (error instanceof DryRun) return error.plan;
  throw error;
}

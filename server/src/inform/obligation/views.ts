import type { RunningObligation } from '@muster/contract/inform/obligations';
import { owedSteps, runningDuties } from '@muster/contract/respond/obligations';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound } from '../../platform/refusal.ts';
import { owingStates } from '../../respond/index.ts';
import { findRule, type RuleVersion, versionsOf } from './store.ts';

export { loadRules as ruleList } from './store.ts';

/** Refuses not_found for a rule that never was. */
export async function ruleVersions(db: Query, name: string): Promise<{ items: RuleVersion[] }> {
  if (!(await findRule(db, name))) throw notFound('obligation rule');
  return { items: await versionsOf(db, name) };
}

/** The duties that run in what the caller may see, the earliest due first. */
export async function runningList(db: Query, actor: Actor): Promise<{ items: RunningObligation[] }> {
  const states = await owingStates(db, actor);
  const items = states.flatMap((state) =>
    runningDuties(state).map((obligation) => ({ ref: state.ref, title: state.title, obligation })),
  );
  return { items: items.sort((a, b) => (dueText(a) < dueText(b) ? -1 : 1)) };
}

/** What waits for something has no moment, and stands last. */
function dueText({ obligation }: RunningObligation): string {
  return owedSteps({ obligations: [obligation] })[0]?.dueAt ?? '~';
}

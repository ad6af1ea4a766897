import { putAvailabilityRule as putEndpoint, type StoredRule } from '@muster/contract/measure/availability';
import { allServices } from '../../catalog/index.ts';
import { action } from '../../platform/action.ts';
import { wrong } from '../../platform/refusal.ts';
import { addRule, lockRules, ruleInForce } from './store.ts';

/** Says what counts as lost. What was said before is kept; said again it stays the version that it is. */
export const putAvailabilityRule = action(
  { name: 'measure.putAvailabilityRule', who: 'admin', input: putEndpoint.body },
  async (act, rule): Promise<StoredRule> => {
    const known = new Set((await allServices(act.tx)).map((one) => one.name));
    const missing = Object.keys(rule.zones).find((one) => !known.has(one));
    if (missing !== undefined) throw wrong(`/zones/${missing}`, `There is no service "${missing}".`);
    await lockRules(act.tx);
    const { version, changedAt: _, ...before } = await ruleInForce(act.tx);
    if (JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(rule))) return ruleInForce(act.tx);
    await addRule(act.tx, { version: version + 1, rule, now: act.now });
    act.record('measures:availability', { before, after: rule });
    act.hint('measures');
    return ruleInForce(act.tx);
  },
);

/** With its members in one order, so that two can be compared. */
function inOrder({ weights, maintenance, timeZone, zones }: typeof putEndpoint.body._output) {
  const { degraded, partial, major } = weights;
  return [
    degraded,
    partial,
    major,
    maintenance,
    timeZone,
    Object.entries(zones).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ];
}

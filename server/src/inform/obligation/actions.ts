import * as endpoints from '@muster/contract/inform/obligations';
import { wrongRule } from '@muster/contract/respond/obligation-time';
import type { KeptRule } from '@muster/contract/respond/obligations';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { activePeople } from '../../catalog/index.ts';
import { holidaysOf } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { changeIncident, insidersOf, seenIncident } from '../../respond/index.ts';
import {
  decideAssigned,
  decideDeclined,
  decideFact,
  decideStart,
  decideSubmitted,
  decideWaiver,
} from './decide.ts';
import { findRule, insertRule } from './store.ts';

/** So far ahead a duty knows the holidays of a calendar; no rule runs longer. */
const holidayDays = 400;

/** Changes a rule of the company, or adds one, as a version of its own. */
export const changeRule = action(
  {
    name: 'inform.changeObligationRule',
    who: 'admin',
    input: z.strictObject({
      ...endpoints.putObligationRule.params.shape,
      ...endpoints.putObligationRule.body.shape,
    }),
  },
  async (act, given): Promise<KeptRule> => {
    const faults = wrongRule(given);
    if (faults.length > 0) throw new Refusal('invalid', 'This rule does not hold together.', faults);
    await refuseUnknown(act, { owner: given.owner, deputy: given.deputy });
    const before = await findRule(act.tx, given.name);
    const rule = { ...given, version: (before?.version ?? 1) + 1 };
    await insertRule(act.tx, rule, { at: act.now, by: actorName(act.caller.actor) });
    act.record(`obligation-rule:${rule.name}`, { before: before ?? null, after: rule });
    act.hint('obligation-rules');
    return rule;
  },
);

export const startObligation = action(
  {
    name: 'inform.startObligation',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.startObligation.body.shape }),
  },
  async (act, { ref, rule: named, fact, ...wish }) => {
    const seen = await seenIncident(act.tx, ref, act.caller.actor);
    const rule = await ruleNow(act, named);
    await refuseUnknown(act, wish);
    const usual = await usualOwners(act, seen, rule);
    const given = {
      id: act.newId(),
      rule,
      fact,
      owner: wish.owner ?? usual.owner,
      deputy: wish.deputy === undefined ? usual.deputy : wish.deputy,
    };
    await changeIncident(act, { ref }, ({ state }) =>
      decideStart(state, given, { now: act.now, inside: insidersOf(state) }),
    );
  },
);

export const declineObligation = action(
  {
    name: 'inform.declineObligation',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.declineObligation.body.shape }),
  },
  async (act, { ref, rule: named, reason, decidedBy }) => {
    await seenIncident(act.tx, ref, act.caller.actor);
    const given = { id: act.newId(), rule: await ruleNow(act, named), reason, decidedBy };
    await changeIncident(act, { ref }, ({ state }) => decideDeclined(state, given));
  },
);

export const addFact = action(
  {
    name: 'inform.addObligationFact',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.addObligationFact.params.shape,
      ...endpoints.addObligationFact.body.shape,
    }),
  },
  async (act, { ref, id, ...fact }) => {
    await changeIncident(act, { ref }, ({ state }) => decideFact(state, id, fact, act.now));
  },
);

export const submitObligation = action(
  {
    name: 'inform.submitObligation',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.submitObligation.params.shape,
      ...endpoints.submitObligation.body.shape,
    }),
  },
  async (act, { ref, id, step, reference, at, lateReason }) => {
    const given = { step, reference, at, lateReason: lateReason ?? null };
    await changeIncident(act, { ref }, ({ state }) => decideSubmitted(state, id, given, act.now));
  },
);

export const waiveStep = action(
  {
    name: 'inform.waiveObligationStep',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.waiveObligationStep.params.shape,
      ...endpoints.waiveObligationStep.body.shape,
    }),
  },
  async (act, { ref, ...given }) => {
    await changeIncident(act, { ref }, ({ state }) => decideWaiver(state, given, act.now));
  },
);

export const assignObligation = action(
  {
    name: 'inform.assignObligation',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.assignObligation.params.shape,
      ...endpoints.assignObligation.body.shape,
    }),
  },
  async (act, { ref, id, owner, deputy }) => {
    await refuseUnknown(act, { owner, deputy });
    const wish = { id, ...(owner ? { owner } : {}), ...(deputy === undefined ? {} : { deputy }) };
    await changeIncident(act, { ref }, ({ state }) => decideAssigned(state, wish, insidersOf(state)));
  },
);

/** The rule with every holiday that is known now: what a duty keeps. */
async function ruleNow(act: Act, name: string): Promise<KeptRule> {
  const rule = await findRule(act.tx, name);
  if (!rule) throw notFound('obligation rule');
  const { schedule, days } = rule.holidays;
  if (schedule === null) return rule;
  const today = act.now.toZonedDateTimeISO(rule.zone).toPlainDate();
  const span = { from: `${today}`, until: `${today.add({ days: holidayDays })}` };
  const found = (await holidaysOf(act.tx, [schedule], span)).get(schedule) ?? [];
  const all = [...new Set([...days, ...found.map((one) => one.day)])].sort();
  return { ...rule, holidays: { schedule, days: all.slice(0, 500) } };
}

/** Whom the rule names, as far as they are there and may see the incident; else whoever starts it, or commands. */
async function usualOwners(
  act: Act,
  state: IncidentState,
  { owner, deputy }: KeptRule,
): Promise<{ owner: string; deputy: string | null }> {
  const { actor } = act.caller;
  const starter = actor.kind === 'person' ? actor.name : null;
  const declarer = state.declaredBy.kind === 'person' ? state.declaredBy.name : null;
  const wanted = [owner, starter, state.commander, declarer, deputy].flatMap((one) => one ?? []);
  const able = await activePeople(act.tx, wanted);
  const inside = insidersOf(state);
  const may = (one: string) => able.has(one) && (!state.private || inside.includes(one));
  const first = wanted.find(may);
  if (first === undefined) throw wrong('/owner', 'Name who owns it.');
  return { owner: first, deputy: deputy !== null && deputy !== first && may(deputy) ? deputy : null };
}

async function refuseUnknown(
  act: Act,
  named: { owner?: string | null | undefined; deputy?: string | null | undefined },
): Promise<void> {
  const people = Object.entries(named).flatMap(([key, name]) => (name ? [{ key, name }] : []));
  const able = await activePeople(
    act.tx,
    people.map((one) => one.name),
  );
  for (const { key, name } of people) if (!able.has(name)) throw wrong(`/${key}`, 'There is no such person.');
}

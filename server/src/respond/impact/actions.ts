import * as endpoints from '@muster/contract/respond/impacts';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { refuseUnknownServices } from '../incident/actions.ts';
import { explained } from '../incident/late.ts';
import { changeIncident } from '../stream/actions.ts';
import { decideRevised, decideStated, decideWithdrawn, type ImpactWish } from './decide.ts';

export const stateImpact = action(
  {
    name: 'respond.stateImpact',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), ...endpoints.stateImpact.body.shape }),
  },
  async (act, { ref, level, reason, ...wish }) => {
    await refuseUnknownServices(act, wish.services ?? []);
    const given = { ...wished(wish), level, id: act.newId() };
    await changeIncident(act, { ref }, ({ state }) =>
      explained(state, decideStated(state, given, wireTime(act.now)), reason),
    );
  },
);

export const changeImpact = action(
  {
    name: 'respond.changeImpact',
    who: 'responder',
    input: z.strictObject({ ...endpoints.changeImpact.params.shape, change: endpoints.changeImpact.body }),
  },
  async (act, { ref, id, change: { reason, ...change } }) => {
    await refuseUnknownServices(act, change.services ?? []);
    await changeIncident(act, { ref }, ({ state }) =>
      explained(state, decideRevised(state, id, wished(change), wireTime(act.now)), reason),
    );
  },
);

export const withdrawImpact = action(
  {
    name: 'respond.withdrawImpact',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.withdrawImpact.params.shape,
      ...endpoints.withdrawImpact.query.shape,
    }),
  },
  async (act, { ref, id, reason }) => {
    await changeIncident(act, { ref }, ({ state }) =>
      explained(state, decideWithdrawn(state, id, reason), reason),
    );
  },
);

type Given = Omit<z.output<typeof endpoints.changeImpact.body>, 'reason'>;

/** Only what was said, with moments as the record writes them. */
function wished(given: Given): ImpactWish {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    said.map(([key, value]) => [
      key,
      (key === 'from' || key === 'until') && typeof value === 'string'
        ? wireTime(Temporal.Instant.from(value))
        : value,
    ]),
  );
}

import * as endpoints from '@muster/contract/respond/handoffs';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { activePeople, allPeople, sendLetter } from '../../catalog/index.ts';
import { pageByHand, tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { seen, wisherOf } from '../access/model.ts';
import { candidateNamed } from '../role/actions.ts';
import { subjectOf } from '../role/wording.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident } from '../stream/actions.ts';
import { commander } from '../stream/fold-people.ts';
import { latestEntries, lockIncident } from '../stream/store.ts';
import { briefedEntries, draftBrief } from './brief.ts';
import {
  decideAccepted,
  decideOffered,
  decideRefused,
  decideWithdrawn,
  refuseOffer,
  roleLabel,
} from './decide.ts';

const byHandoff = endpoints.acceptHandoff.params.shape;
const because = endpoints.refuseHandoff.body.unwrap().shape;

/** Offers a role, and calls whom it is offered to: the offer, the brief and the page are one transaction. */
export const offerHandoff = action(
  {
    name: 'respond.offerHandoff',
    who: 'responder',
    input: z.strictObject({
      ...endpoints.offerHandoff.params.shape,
      ...endpoints.offerHandoff.body.shape,
    }),
  },
  async (act, { ref, to, role, brief = null, missing = {} }) => {
    const wisher = wisherOf(act.caller.actor);
    const { roles } = await loadSettings(act.tx);
    const candidate = await candidateNamed(act.tx, to);
    const state = seen(await lockIncident(act.tx, ref), act.caller.actor);
    refuseOffer(state, { role, to }, { roles, candidate, wisher });
    const entries = await latestEntries(act.tx, state.id, {
      before: null,
      limit: briefedEntries,
      kind: null,
    });
    const draft = draftBrief({ state, entries, role, now: act.now });
    const offer = { id: act.newId(), role, to, brief, missing, draft };
    // Whatever is wrong with the brief is refused before anybody is called.
    decideOffered(state, offer, null);
    const page =
      state.kind === 'drill' ? null : await call(act, state, { to, label: roleLabel(roles, role) });
    await changeIncident(act, { ref }, () => decideOffered(state, offer, page));
  },
);

export const acceptHandoff = action(
  {
    name: 'respond.acceptHandoff',
    who: 'responder',
    input: z.strictObject({ ...byHandoff, ...endpoints.acceptHandoff.body.shape }),
  },
  async (act, { ref, id, readBack = null, reason = '' }) => {
    const wisher = wisherOf(act.caller.actor);
    const candidate = wisher.person === null ? undefined : await candidateNamed(act.tx, wisher.person);
    const { roles } = await loadSettings(act.tx);
    const log = { id: act.newId(), at: wireTime(act.now) };
    const { state } = await changeIncident(act, { ref }, (now) => {
      const role = now.state.handoffs.find((one) => one.id === id)?.role ?? '';
      const line = { ...log, label: roleLabel(roles, role) };
      return decideAccepted(now.state, { id, readBack, reason, line }, { wisher, candidate });
    });
    await announce(act, state, id);
  },
);

export const refuseHandoff = action(
  {
    name: 'respond.refuseHandoff',
    who: 'responder',
    input: z.strictObject({ ...byHandoff, ...because }),
  },
  async (act, { ref, id, reason = '' }) => {
    const { state } = await changeIncident(act, { ref }, (before) =>
      decideRefused(before.state, { id, reason }, wisherOf(act.caller.actor)),
    );
    await tellRefused(act, state, id);
  },
);

export const withdrawHandoff = action(
  {
    name: 'respond.withdrawHandoff',
    who: 'responder',
    input: z.strictObject({ ...byHandoff, ...because }),
  },
  async (act, { ref, id, reason = '' }) => {
    await changeIncident(act, { ref }, ({ state }) =>
      decideWithdrawn(state, { id, reason }, wisherOf(act.caller.actor)),
    );
  },
);

/** Everybody on the roster hears who commands from now on; whoever is on the screen sees it there. */
async function announce(act: Act, state: IncidentState, id: string): Promise<void> {
  const taken = state.handoffs.find((one) => one.id === id);
  if (taken?.role !== commander) return;
  const there = state.responders.filter((one) => one.releasedAt === null).map((one) => one.person);
  const others = new Set([...there, ...(taken.from ? [taken.from] : [])].filter((one) => one !== taken.to));
  const able = await activePeople(act.tx, [...others]);
  const at = `${taken.endedAt?.slice(11, 16) ?? ''} UTC`;
  const said = state.private
    ? ['Command has changed hands.']
    : [
        `${taken.to} commands since ${at}.`,
        ...(taken.from ? [`${taken.from} stays within reach for 30 minutes.`] : []),
      ];
  for (const { name, email } of (await allPeople(act.tx)).filter((one) => others.has(one.name)))
    if (able.has(name))
      sendLetter(act, {
        person: name,
        to: email,
        letter: {
          subject: subjectOf(state, 'command has changed hands'),
          paragraphs: said,
          link: { label: 'Open the incident', url: `${act.platform.settings.url}/incidents/${state.ref}` },
        },
        expiresAt: act.now.add({ hours: 1 }),
      });
}

/** Whoever offered it waits for an answer, perhaps not in front of the screen. */
async function tellRefused(act: Act, state: IncidentState, id: string): Promise<void> {
  const offer = state.handoffs.find((one) => one.id === id);
  if (!offer?.from) return;
  const why = state.private || !offer.reason ? [] : [`They say: ${offer.reason}`];
  await tellPerson(act, {
    person: offer.from,
    write: ({ url }) => ({
      subject: subjectOf(state, `${offer.to} cannot take over`),
      paragraphs: ['It stays with you. Offer it to somebody else.', ...why],
      link: { label: 'Open the incident', url: `${url}/incidents/${state.ref}` },
    }),
  });
}

async function call(
  act: Act,
  state: IncidentState,
  { to, label }: { to: string; label: string },
): Promise<string> {
  const { id } = await pageByHand(act, {
    title: subjectOf(state, `take over as ${label}?`),
    people: [to],
    urgency: state.rule.wakes ? 'high' : 'low',
  });
  return id;
}

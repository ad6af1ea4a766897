/**
 * What may happen to an offer: made with a brief, read back and accepted, refused, taken back. A role has one open
 * offer at a time (row 64), nobody hands over to themselves, and what was taken back cannot be accepted (row 63).
 */

import type { NewEvent } from '@muster/contract/respond/events';
import {
  type HandoffPoint,
  handoffPoints,
  readBackPoints,
  type Texts,
} from '@muster/contract/respond/handoffs';
import type { RoleDefinition } from '@muster/contract/respond/settings';
import type { Handoff, IncidentState } from '@muster/contract/respond/state';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import type { Wisher } from '../access/model.ts';
import { type Candidate, holdersOf, refuseCandidate, refuseWithoutRoles, roleNamed } from '../role/model.ts';
import { commander } from '../stream/fold-people.ts';
import { isOpen } from '../stream/model.ts';

export interface Offer {
  id: string;
  role: string;
  to: string;
  /** The points by name, or one text for the situation; null leaves all to the record. */
  brief: Texts | string | null;
  missing: Texts;
  /** What the record says about each point. */
  draft: { brief: Texts; missing: Texts };
}

/** Throws for whatever may not be offered; asked before anybody is called. */
export function refuseOffer(
  state: IncidentState,
  { role, to }: Pick<Offer, 'role' | 'to'>,
  {
    roles,
    candidate,
    wisher,
  }: { roles: readonly RoleDefinition[]; candidate: Candidate | undefined; wisher: Wisher },
): void {
  refuseWithoutRoles(state);
  if (!isOpen(state))
    throw new Refusal('conflict', `It is ${state.category}: there is nothing to hand over.`);
  const { many, label } = roleNamed(roles, role);
  if (many) throw wrong('/role', `Several people may be ${label}: claim it, or assign it.`);
  refuseCandidate(candidate, role, '/to');
  const [holder] = holdersOf(state, role);
  if (to === holder || (holder === undefined && to === wisher.person))
    throw wrong('/to', holder ? `${to} is ${label} already.` : 'Nobody holds it: claim it.');
  const may = holder === undefined || wisher.isAdmin || [holder, state.commander].includes(wisher.person);
  if (!may) throw new Refusal('forbidden', `Only ${holder} hands it over, or the commander.`);
  const open = state.handoffs.find((one) => one.state === 'offered' && one.role === role);
  if (open) throw new Refusal('conflict', `It is offered to ${open.to} already; take that back first.`);
}

/** The page that calls them is opened between `refuseOffer` and this, in the same transaction. */
export function decideOffered(state: IncidentState, offer: Offer, page: string | null): NewEvent[] {
  const { id, role, to } = offer;
  const [from = null] = holdersOf(state, role);
  return [{ type: 'handoffOffered', data: { id, role, from, to, ...pointsOf(offer), page } }];
}

export interface Acceptance {
  id: string;
  readBack: Texts | string | null;
  reason: string;
  /** The line of the log that announces it. */
  line: { id: string; at: string; label: string };
}

export function decideAccepted(
  state: IncidentState,
  { id, readBack, reason, line }: Acceptance,
  { wisher, candidate }: { wisher: Wisher; candidate: Candidate | undefined },
): NewEvent[] {
  const offer = openOffer(state, id);
  if (wisher.person !== offer.to) throw new Refusal('forbidden', `It was offered to ${offer.to}.`);
  refuseCandidate(candidate, offer.role, '/person');
  const [holder = null] = holdersOf(state, offer.role);
  if (holder !== offer.from) throw new Refusal('conflict', 'It has changed hands meanwhile.');
  const said = typeof readBack === 'string' ? { all: readBack } : spoken(readBack ?? {});
  const unsaid = 'all' in said && said.all !== '' ? [] : readBackPoints.filter((point) => !(point in said));
  if (unsaid.length > 0 && reason === '')
    throw new Refusal(
      'invalid',
      'Read back what you take over, or say why not.',
      unsaid.map((point) => ({ pointer: `/readBack/${point}`, message: 'is not read back' })),
    );
  const text = announced(offer, line.label);
  return [
    { type: 'handoffAccepted', data: { id, readBack: said, ...(reason === '' ? {} : { reason }) } },
    {
      type: 'entryAdded',
      data: { id: line.id, at: line.at, kind: 'note', text, detail: {}, state: 'settled' },
    },
  ];
}

/** What stands in the log: whoever reads it later sees who led from when (R40, practice.md 6.1). */
function announced({ from, to }: Handoff, label: string): string {
  return from === null ? `${to} is ${label} now.` : `${to} is ${label} now, after ${from}.`;
}

export function decideRefused(
  state: IncidentState,
  { id, reason }: { id: string; reason: string },
  wisher: Wisher,
): NewEvent[] {
  const offer = openOffer(state, id);
  if (wisher.person !== offer.to) throw new Refusal('forbidden', `It was offered to ${offer.to}.`);
  return [{ type: 'handoffRefused', data: { id, reason } }];
}

export function decideWithdrawn(
  state: IncidentState,
  { id, reason }: { id: string; reason: string },
  wisher: Wisher,
): NewEvent[] {
  const offer = openOffer(state, id);
  const may = wisher.isAdmin || offer.from === null || [offer.from, state.commander].includes(wisher.person);
  if (!may) throw new Refusal('forbidden', `Only ${offer.from} takes it back, or the commander.`);
  return [{ type: 'handoffWithdrawn', data: { id, reason } }];
}

function openOffer(state: IncidentState, id: string): Handoff {
  const found = state.handoffs.find((one) => one.id === id);
  if (!found) throw notFound('handoff');
  if (found.state !== 'offered') throw new Refusal('conflict', `This offer was ${found.state}.`);
  if (!isOpen(state))
    throw new Refusal('conflict', `It is ${state.category}: there is nothing to take over.`);
  return found;
}

/** What was given counts; what was not comes from the record; what was emptied needs its reason. */
function pointsOf({ brief, missing, draft }: Offer): Pick<Handoff, 'brief' | 'missing'> {
  const given: Texts = typeof brief === 'string' ? { situation: brief } : (brief ?? {});
  const texts: Texts = spoken({ ...draft.brief, ...given });
  const reasons: Texts = { ...draft.missing, ...missing };
  const unsaid = handoffPoints.filter((point) => texts[point] === undefined);
  const bare = unsaid.filter((point) => !reasons[point]);
  if (bare.length > 0)
    throw new Refusal(
      'invalid',
      'Every point is told, or says why it is not.',
      bare.map((point) => ({ pointer: `/brief/${point}`, message: 'is empty, and nothing says why' })),
    );
  return { brief: only(texts, handoffPoints), missing: only(reasons, unsaid) };
}

function spoken(texts: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ''));
}

function only(texts: Texts, points: readonly HandoffPoint[]): Record<string, string> {
  return Object.fromEntries(points.flatMap((point) => (texts[point] ? [[point, texts[point]]] : [])));
}

/** How the sentence of an offer names the role. */
export function roleLabel(roles: readonly RoleDefinition[], role: string): string {
  return roles.find((one) => one.name === role)?.label ?? (role === commander ? 'Incident commander' : role);
}

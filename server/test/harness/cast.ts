/**
 * Everybody who may knock, for the matrix: people of two teams, one who has left, tokens that hold no more or only
 * for some things, sessions of three kinds; and calls for what belongs to somebody or to a team.
 */

import { shippedTexts } from '@muster/contract/inform/planned-text';
import type { Area, Scope } from '@muster/contract/platform/endpoint';
import { createToken } from '../../src/catalog/token/actions.ts';
import { tokenText } from '../../src/catalog/token/model.ts';
import { sql } from '../../src/platform/db.ts';
import { newId, newSecret } from '../../src/platform/ids.ts';
import type { Caller } from '../../src/platform/platform.ts';
import { hashOf } from '../../src/platform/secrets.ts';
import { organisation, personOf, type Sent, type Slice } from './slice.ts';

export interface Cast {
  deadTokens: Readonly<Record<'made up' | 'mistyped' | 'ended' | 'of somebody who left', string>>;
  /** A responder of the team `search`, while everything that is called belongs to the team `payments`. */
  ofOtherTeam: string;
  /** Things of the administrator's, for somebody else to reach for. */
  others: { token: string; session: string; override: string; shadow: string; maintenance: string };
  /** A session of its own for each request, because some requests end it. */
  session(kind: SessionKind): Promise<Sent>;
  /** An administrator's token with these scopes. */
  limitedTo(areas: readonly Area[], effect?: 'read' | 'write'): Promise<string>;
}

/** An administrator's, but for the responder's and that of the administrator who left. */
type SessionKind = 'fresh' | 'stale' | 'foreign' | 'left' | 'responder';

const leaver = 'dora';

export async function castOf(slice: Slice): Promise<Cast> {
  await organise(slice);
  const { platform } = slice.app;
  const make = async (person: string, access: 'admin' | 'responder', scopes?: Scope[]) =>
    createToken(platform, callerOf(person, access), { label: 'cast', ...(scopes ? { scopes } : {}) });
  const left = await make(leaver, 'admin');
  await slice.app.platform.db.run(
    sql`update catalog.people set deactivated_at = ${platform.clock.now()} where name = ${leaver}`,
  );
  const ended = await make(personOf.admin, 'admin');
  await platform.db.run(
    sql`update catalog.tokens set expires_at = ${platform.clock.now()} where id = ${ended.token.id}`,
  );
  const limited = new Map<string, Promise<string>>();
  const limitedTo = async (areas: readonly Area[], effect: 'read' | 'write' = 'write') => {
    const scopes = areas.flatMap((area): Scope[] => (area === 'open' ? [] : [`${area}:${effect}`]));
    const key = scopes.join(' ');
    const made = limited.get(key) ?? make(personOf.admin, 'admin', scopes).then(({ secret }) => secret);
    limited.set(key, made);
    return made;
  };
  return {
    deadTokens: {
      'made up': tokenText(newSecret()),
      mistyped: `${slice.tokens.admin.slice(0, -1)}${slice.tokens.admin.endsWith('x') ? 'y' : 'x'}`,
      ended: ended.secret,
      'of somebody who left': left.secret,
    },
    ofOtherTeam: (await make('otto', 'responder')).secret,
    others: {
      token: ended.token.id,
      session: (await openSession(slice, personOf.admin, slice.clock.now())).id,
      override: await overrideOf(slice),
      shadow: await shadowOf(slice),
      maintenance: await maintenanceOf(slice),
    },
    session: (kind) => sessionOf(slice, kind),
    limitedTo,
  };
}

interface Call {
  path: string;
  body?: object;
}

/** What is the administrator's, as a responder would reach for it. */
export function ownCalls({ others }: Cast): Readonly<Record<string, Call>> {
  const person = `/api/v1/people/${personOf.admin}`;
  const contact = { id: 'theirs', kind: 'email', to: 'theirs@example.org' };
  return {
    'GET /api/v1/people/{name}/contacts': { path: `${person}/contacts` },
    'PUT /api/v1/people/{name}/contacts': { path: `${person}/contacts`, body: contact },
    'DELETE /api/v1/people/{name}/contacts/{contact}': { path: `${person}/contacts/mail` },
    'POST /api/v1/people/{name}/contacts/{contact}/code': { path: `${person}/contacts/mail/code` },
    'POST /api/v1/people/{name}/contacts/{contact}/verification': {
      path: `${person}/contacts/mail/verification`,
      body: { code: '00000000' },
    },
    'POST /api/v1/people/{name}/contacts/{contact}/test': { path: `${person}/contacts/mail/test` },
    'PUT /api/v1/people/{name}/rules': { path: `${person}/rules`, body: { high: [], low: [] } },
    'DELETE /api/v1/me/sessions/{id}': { path: `/api/v1/me/sessions/${others.session}` },
    'DELETE /api/v1/tokens/{id}': { path: `/api/v1/tokens/${others.token}` },
  };
}

const span = { start: '2026-03-03T00:00:00Z', end: '2026-03-04T00:00:00Z' };
const shadow = { ...span, trainee: personOf.auditor };

/** What belongs to the team `payments`, with bodies that are right but for who sends them. */
export function teamCalls({ others }: Cast): Readonly<Record<string, Call>> {
  const schedule = { team: 'payments', timeZone: 'UTC', layers: [] };
  const policy = {
    team: 'payments',
    repeat: 0,
    steps: [{ escalateAfter: 5, targets: [{ user: personOf.responder }] }],
  };
  const override = { ...span, person: personOf.responder };
  const overrides = '/api/v1/schedules/primary/overrides';
  const shadows = '/api/v1/schedules/primary/shadows';
  return {
    'POST /api/v1/maintenances': { path: '/api/v1/maintenances', body: maintenance },
    'PUT /api/v1/maintenances/{id}/notices': {
      path: `/api/v1/maintenances/${others.maintenance}/notices`,
      body: { audiences: [], title: 'Work', remindHours: [], texts: plannedTexts },
    },
    'PATCH /api/v1/maintenances/{id}': {
      path: `/api/v1/maintenances/${others.maintenance}`,
      body: { title: 'Longer' },
    },
    'POST /api/v1/schedules/{name}/overrides': { path: overrides, body: override },
    'DELETE /api/v1/schedules/{name}/overrides/{id}': { path: `${overrides}/${others.override}` },
    'POST /api/v1/schedules/{name}/shadows': { path: shadows, body: shadow },
    'DELETE /api/v1/schedules/{name}/shadows/{id}': { path: `${shadows}/${others.shadow}` },
    'POST /api/v1/schedules/{name}/holiday-calendars': {
      path: '/api/v1/schedules/primary/holiday-calendars',
      body: { place: 'Spain', text: 'BEGIN:VCALENDAR' },
    },
    'DELETE /api/v1/schedules/{name}/holiday-calendars/{id}': {
      path: '/api/v1/schedules/primary/holiday-calendars/none',
    },
    'POST /api/v1/schedules/{name}/temporary': {
      path: '/api/v1/schedules/primary/temporary',
      body: { ...span, name: 'Summer', rota: { timeZone: 'UTC', layers: [] } },
    },
    'DELETE /api/v1/schedules/{name}/temporary/{id}': { path: '/api/v1/schedules/primary/temporary/none' },
    'PUT /api/v1/schedules/{name}': { path: '/api/v1/schedules/primary', body: schedule },
    'DELETE /api/v1/schedules/{name}': { path: '/api/v1/schedules/primary' },
    'PUT /api/v1/measures/load/nights': {
      path: '/api/v1/measures/load/nights',
      body: { schedule: 'primary', rule: null },
    },
    'PUT /api/v1/schedules/{name}/tests': { path: '/api/v1/schedules/primary/tests', body: { plan: null } },
    'PUT /api/v1/policies/{name}': { path: '/api/v1/policies/high', body: policy },
    'POST /api/v1/policies/{name}/restart': { path: '/api/v1/policies/high/restart' },
    'DELETE /api/v1/policies/{name}': { path: '/api/v1/policies/high' },
    'PUT /api/v1/services/{name}': {
      path: '/api/v1/services/checkout',
      body: { team: 'payments', policy: 'high' },
    },
    'DELETE /api/v1/services/{name}': { path: '/api/v1/services/checkout' },
    'POST /api/v1/integrations': {
      path: '/api/v1/integrations',
      body: { name: 'another', door: 'generic', service: 'checkout' },
    },
    'PUT /api/v1/integrations/{name}': {
      path: '/api/v1/integrations/events',
      body: { door: 'pagerduty', service: 'checkout' },
    },
    'POST /api/v1/integrations/{name}/key': { path: '/api/v1/integrations/events/key', body: {} },
    'DELETE /api/v1/integrations/{name}': { path: '/api/v1/integrations/prometheus' },
  };
}

async function organise(slice: Slice): Promise<void> {
  const file = organisation();
  const ofTeam = (things: unknown) =>
    (Array.isArray(things) ? things : []).map((one: object) => ({ ...one, team: 'payments' }));
  const body = {
    muster: 1,
    people: [
      { name: 'otto', fullName: 'Otto', email: 'otto@example.org', access: 'responder' },
      { name: leaver, fullName: 'Dora', email: 'dora@example.org', access: 'admin' },
    ],
    teams: [
      { name: 'payments', members: [personOf.admin, personOf.responder] },
      { name: 'search', members: ['otto'] },
    ],
    schedules: ofTeam(file.schedules),
    policies: ofTeam(file.policies),
  };
  const made = await slice.http('PUT', '/api/v1/organisation', { body });
  if (made.status !== 200) throw new Error(made.text);
}

function callerOf(name: string, access: 'admin' | 'responder'): Caller {
  return { actor: { kind: 'person', name, access, by: 'session' }, requestId: null, address: null };
}

const holders: Partial<Record<SessionKind, string>> = { left: leaver, responder: personOf.responder };

async function sessionOf(slice: Slice, kind: SessionKind): Promise<Sent> {
  const now = slice.clock.now();
  const confirmedAt = kind === 'stale' ? now.subtract({ minutes: 16 }) : now;
  const { secret } = await openSession(slice, holders[kind] ?? personOf.admin, confirmedAt);
  const site = kind === 'foreign' ? 'cross-site' : 'same-origin';
  return { token: null, headers: { cookie: `muster_session=${secret}`, 'sec-fetch-site': site } };
}

async function openSession(slice: Slice, person: string, confirmedAt: Temporal.Instant) {
  const now = slice.clock.now();
  const [id, secret] = [newId(now), newSecret()];
  await slice.app.platform.db.run(sql`
    insert into catalog.sessions (id, hash, person, method, created_at, last_used_at, confirmed_at, expires_at)
    values (${id}, ${hashOf(secret)}, ${person}, 'password', ${now}, ${now}, ${confirmedAt}, ${now.add({ hours: 24 })})`);
  return { id, secret };
}

const maintenance = {
  title: 'New switches',
  services: ['checkout'],
  timeZone: 'Europe/Berlin',
  start: '2026-04-03T22:00',
  end: '2026-04-04T02:00',
};

const plannedTexts = Object.fromEntries(
  Object.entries(shippedTexts).map(([act, text]) => [act, text.replace('{What people will notice}', '')]),
);

async function maintenanceOf(slice: Slice): Promise<string> {
  const made = await slice.http('POST', '/api/v1/maintenances', { body: maintenance });
  return String(Reflect.get(Object(made.json), 'id'));
}

async function shadowOf(slice: Slice): Promise<string> {
  const body = { ...shadow, start: '2026-04-03T00:00:00Z', end: '2026-04-04T00:00:00Z' };
  const made = await slice.http('POST', '/api/v1/schedules/primary/shadows', { body });
  return String(Reflect.get(Object(made.json), 'id'));
}

async function overrideOf(slice: Slice): Promise<string> {
  const body = { start: '2026-04-03T00:00:00Z', end: '2026-04-04T00:00:00Z', person: personOf.admin };
  const made = await slice.http('POST', '/api/v1/schedules/primary/overrides', { body });
  return String(Reflect.get(Object(made.json), 'id'));
}

import type { Access } from '@muster/contract/platform/endpoint';
import { describe, expect, test } from 'vitest';
import type { OwnToken } from '../../platform/actor.ts';
import { Refusal } from '../../platform/refusal.ts';
import { decideToken, type Maker } from './decide.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const days = (count: number) => now.add({ hours: 24 * count });
const person = (access: Access): Maker => ({ person: 'rex', access, token: null });
const by = (token: Partial<OwnToken>, access: Access = 'responder'): Maker => ({
  person: 'rex',
  access,
  token: { id: 't', scopes: null, expiresAt: null, team: null, ...token },
});

function refusalOf(run: () => unknown): { code: string; pointer: string | undefined } {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, pointer: error.errors?.[0]?.pointer };
    throw error;
  }
  throw new Error('was not refused');
}

test('a personal token is the usual one, with its person’s access and an end', () => {
  const granted = decideToken(person('responder'), { label: 'ci' }, now);
  expect(granted).toMatchObject({ kind: 'personal', person: 'rex', access: 'responder', scopes: null });
  expect(granted.expiresAt?.equals(days(90))).toBe(true);
});

describe('its end', () => {
  test.each([
    [1, 'granted'],
    [366, 'granted'],
    [367, 'refused'],
    ['never', 'refused'],
  ] as const)('of a personal token after %s days is %s', (expiresInDays, expected) => {
    const make = () => decideToken(person('admin'), { label: 'x', expiresInDays }, now);
    if (expected === 'refused')
      expect(refusalOf(make)).toEqual({ code: 'invalid', pointer: '/expiresInDays' });
    else expect(make().expiresAt?.equals(days(Number(expiresInDays)))).toBe(true);
  });

  test('of a service token may be far away or nowhere, but only when that is said', () => {
    const service = { label: 'x', kind: 'service', about: 'by the platform team' } as const;
    const made = (expiresInDays?: number | 'never') =>
      decideToken(
        person('admin'),
        { ...service, ...(expiresInDays === undefined ? {} : { expiresInDays }) },
        now,
      ).expiresAt;
    expect(made('never')).toBeNull();
    expect(made(3650)?.equals(days(3650))).toBe(true);
    expect(made()?.equals(days(90))).toBe(true);
  });

  test('is never behind that of the token that makes it', () => {
    const maker = by({ expiresAt: days(10) });
    expect(decideToken(maker, { label: 'x' }, now).expiresAt?.equals(days(10))).toBe(true);
    expect(decideToken(maker, { label: 'x', expiresInDays: 5 }, now).expiresAt?.equals(days(5))).toBe(true);
    expect(refusalOf(() => decideToken(maker, { label: 'x', expiresInDays: 11 }, now)).code).toBe(
      'forbidden',
    );
    const service = { label: 'x', kind: 'service', about: 'y', expiresInDays: 'never' } as const;
    const admin = by({ expiresAt: days(10) }, 'admin');
    expect(refusalOf(() => decideToken(admin, service, now)).code).toBe('forbidden');
  });
});

describe('a service token', () => {
  const asked = { label: 'x', kind: 'service', team: 'payments' } as const;

  test('belongs to nobody', () => {
    expect(decideToken(person('admin'), asked, now)).toMatchObject({
      kind: 'service',
      person: null,
      team: 'payments',
    });
  });

  test.each<Access>(['responder', 'stakeholder', 'support', 'auditor'])('is not made by %s', (access) => {
    expect(refusalOf(() => decideToken(person(access), asked, now)).code).toBe('forbidden');
  });

  test('has somebody who looks after it', () => {
    const make = () => decideToken(person('admin'), { label: 'x', kind: 'service' }, now);
    expect(refusalOf(make)).toEqual({ code: 'invalid', pointer: '/about' });
  });

  test('is what a token that belongs to nobody makes, and never a personal one', () => {
    const nobody: Maker = { person: null, access: 'admin', token: null };
    expect(decideToken(nobody, { label: 'x' }, now)).toMatchObject({ kind: 'service', person: null });
    const make = () => decideToken(nobody, { label: 'x', kind: 'personal' }, now);
    expect(refusalOf(make)).toEqual({ code: 'invalid', pointer: '/kind' });
    const limited: Maker = { person: null, access: 'responder', token: null };
    expect(refusalOf(() => decideToken(limited, { label: 'x' }, now)).code).toBe('forbidden');
  });
});

describe('scopes', () => {
  test('of a token are inherited, and never widened', () => {
    const maker = by({ scopes: ['pages:write', 'security:write'] });
    expect(decideToken(maker, { label: 'x' }, now).scopes).toEqual(['pages:write', 'security:write']);
    expect(decideToken(maker, { label: 'x', scopes: ['pages:read'] }, now).scopes).toEqual(['pages:read']);
    expect(refusalOf(() => decideToken(maker, { label: 'x', scopes: ['alerts:read'] }, now)).code).toBe(
      'forbidden',
    );
  });

  test('are kept once each', () => {
    const asked = { label: 'x', scopes: ['pages:read', 'alerts:read', 'pages:read'] } as const;
    const granted = decideToken(person('responder'), { ...asked, scopes: [...asked.scopes] }, now);
    expect(granted.scopes).toEqual(['alerts:read', 'pages:read']);
  });
});

test('a team looks after service tokens only', () => {
  const make = () => decideToken(person('admin'), { label: 'x', team: 'payments' }, now);
  expect(refusalOf(make)).toEqual({ code: 'invalid', pointer: '/team' });
});

// The examples are what newcomers copy, so what they promise is checked: nothing refers to what is not there,
// no rota has a gap, and nobody outside of example.org can be reached by them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OrganisationFile, organisationFile } from '@muster/contract/catalog/organisation-file';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { resolve } from '../src/oncall/schedule/model.ts';

const event = z.object({ dedupKey: z.string(), status: z.enum(['firing', 'resolved']) });
const history = z.strictObject({
  history: z.literal(1),
  items: z.array(
    z.union([
      z.strictObject({ minutesAgo: z.int().min(0), integration: z.string(), event: event.loose() }),
      z.strictObject({
        minutesAgo: z.int().min(0),
        act: z.enum(['acknowledge', 'resolve']),
        dedupKey: z.string(),
        by: z.string(),
      }),
      z.strictObject({
        minutesAgo: z.int().min(0),
        ask: z.string(),
        by: z.string(),
        body: z.unknown().optional(),
      }),
    ]),
  ),
});

const nimbus = whole(organisationFile.parse(read('nimbus.yaml')));
const past = history.parse(read('history.yaml')).items;

describe('the example organisation', () => {
  const names = (things: { name: string }[]) => new Set(things.map((one) => one.name));
  const [people, services, teams] = [names(nimbus.people), names(nimbus.services), names(nimbus.teams)];

  test('refers only to what is in it', () => {
    const [schedules, policies] = [names(nimbus.schedules), names(nimbus.policies)];
    const missing = [
      ...nimbus.teams.flatMap((t) => t.members.filter((one) => !people.has(one))),
      ...nimbus.services.flatMap((s) => (s.dependsOn ?? []).filter((one) => !services.has(one))),
      ...nimbus.services.filter((s) => !teams.has(s.team ?? '') || !policies.has(s.policy ?? '')),
      ...[...nimbus.integrations, ...nimbus.routes].filter((one) => !services.has(one.service)),
      ...nimbus.policies
        .flatMap((p) => p.steps.flatMap((s) => s.targets))
        .filter((target) => {
          if ('user' in target) return !people.has(target.user);
          return 'team' in target ? !teams.has(target.team) : !schedules.has(target.schedule);
        }),
    ];
    expect(missing).toEqual([]);
  });

  test('uses each name and each key once', () => {
    const lists = [
      nimbus.people,
      nimbus.teams,
      nimbus.services,
      nimbus.schedules,
      nimbus.policies,
      nimbus.routes,
    ];
    for (const list of lists) expect(names(list).size).toBe(list.length);
    expect(new Set(nimbus.integrations.map((i) => i.key)).size).toBe(nimbus.integrations.length);
  });

  test('reaches nobody outside of example.org', () => {
    const addresses = nimbus.people.flatMap((p) => [
      p.email,
      ...(p.contacts ?? []).map((c) => ('to' in c ? c.to : '')),
    ]);
    expect(addresses.filter((one) => !one.endsWith('@example.org'))).toEqual([]);
  });

  test('has keys of the form that their doors ask for', () => {
    const keyOf = (door: string) => nimbus.integrations.find((i) => i.door === door)?.key;
    expect(keyOf('pagerduty')).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(keyOf('heartbeat')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test.each(nimbus.schedules)('$name has nobody missing for a year', (schedule) => {
    const from = Temporal.Instant.from('2026-11-01T00:00:00Z');
    const segments = resolve(schedule, from, Temporal.Instant.from('2027-11-01T00:00:00Z'));
    expect(segments.filter((segment) => segment.onCall.length === 0)).toEqual([]);
  });
});

describe('its history', () => {
  test('is told from the oldest to the latest', () => {
    const times = past.map((item) => item.minutesAgo);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test('posts only to generic doors, and people act on what has fired', () => {
    const generic = nimbus.integrations.filter((i) => i.door === 'generic').map((i) => i.name);
    const fired = new Set<string>();
    for (const item of past) {
      if ('ask' in item) continue;
      if ('act' in item) expect(fired).toContain(item.dedupKey);
      else expect(generic).toContain(item.integration);
      if ('event' in item && item.event.status === 'firing') fired.add(item.event.dedupKey);
    }
  });

  test('has people in its incidents who are in the organisation, and leaves one open', () => {
    const asked = past.flatMap((item) => ('ask' in item ? [item] : []));
    const people = new Set(nimbus.people.map((one) => one.name));
    expect(asked.filter((one) => !people.has(one.by))).toEqual([]);
    const declared = asked.filter((one) => one.ask === 'POST /api/v1/incidents').length;
    const resolved = asked.filter((one) => one.ask.endsWith('/resolution')).length;
    expect(declared - resolved).toBe(1);
  });

  test('leaves something open, so that the first screen has something to show', () => {
    const open = new Set<string>();
    for (const item of past) {
      if ('ask' in item) continue;
      if ('act' in item) {
        if (item.act === 'resolve') open.delete(item.dedupKey);
      } else if (item.event.status === 'firing') open.add(item.event.dedupKey);
      else open.delete(item.event.dedupKey);
    }
    expect([...open]).toEqual([
      'image-cdn-misses',
      'courier-app-errors-berlin',
      'card-declines',
      'card-latency',
    ]);
  });
});

test('the commands of the manual use keys that the example has', () => {
  const keys = nimbus.integrations.map((i) => i.key);
  const manuals = ['../README.md', '../docs/getting-started.md', 'alertmanager.yml'].map(text).join('\n');
  const used = [
    ...manuals.matchAll(/Bearer (nimbus[\w-]+)|alertmanager\/(nimbus[\w-]+)|routing_key: (\w+)/g),
  ];
  expect(used.length).toBeGreaterThan(3);
  for (const found of used) expect(keys).toContain(found[1] ?? found[2] ?? found[3] ?? '');
});

type Kinds = Omit<OrganisationFile, 'statusPages'>;
type Whole = { [Kind in keyof Kinds]-?: NonNullable<Kinds[Kind]> };

/**
 * An example has every kind; a kind that is left out would leave its tests with nothing to check. Its status pages
 * are opened in its past, so that there is a history of what stood on them.
 */
function whole(file: OrganisationFile): Whole {
  const { people, teams, schedules, policies, services, integrations, routes } = file;
  if (!people || !teams || !schedules || !policies || !services || !integrations || !routes) {
    throw new Error('The example lacks a kind of thing.');
  }
  return { muster: file.muster, people, teams, schedules, policies, services, integrations, routes };
}

function read(file: string): unknown {
  return parse(text(file));
}

function text(file: string): string {
  return readFileSync(join(import.meta.dirname, '../../examples', file), 'utf8');
}

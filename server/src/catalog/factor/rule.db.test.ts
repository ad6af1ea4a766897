import { getFactorRule, listFactors, putFactorRule, removeTotp } from '@muster/contract/catalog/factors';
import { getPerson } from '@muster/contract/catalog/people';
import { whoAmI } from '@muster/contract/catalog/session';
import { createToken } from '@muster/contract/catalog/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addApp, pagesUrl, signedIn } from '../../../test/harness/signed-in.ts';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice({ settings: { url: pagesUrl } });
});
afterAll(() => slice.stop());

const need = (administratorsNeedOne: boolean) => ({ body: { administratorsNeedOne } });

test('is off at first, and whoever turns it on has a factor', async () => {
  const ada = await signedIn(slice, 'ada');
  expect(await ada.call(getFactorRule)).toEqual({
    administratorsNeedOne: false,
    administratorsWithout: ['ada'],
  });
  expect((await problemOf(ada.call(putFactorRule, need(true)))).code).toBe('conflict');
  await addApp(slice, ada);
  expect(await ada.call(putFactorRule, need(true))).toEqual({
    administratorsNeedOne: true,
    administratorsWithout: [],
  });
  expect((await ada.call(whoAmI)).lacksFactor).toBeUndefined();
});

test('an administrator without one opens what a responder opens, is told why, and has it back with a factor', async () => {
  const ada = await signedIn(slice, 'ada');
  await ada.call(removeTotp);
  expect(await ada.call(whoAmI)).toMatchObject({ access: 'responder', lacksFactor: true });
  expect(await ada.call(listFactors)).toMatchObject({ totp: null, needed: true });
  const refused = await problemOf(ada.call(getFactorRule));
  expect(refused).toMatchObject({ code: 'forbidden' });
  expect(refused.detail).toContain('second factor');
  const token = ada.call(createToken, { body: { label: 'a way around', access: 'admin' } });
  expect((await problemOf(token)).code).toBe('forbidden');
  expect((await ada.call(getPerson, { params: { name: 'ada' } })).access).toBe('admin');
  await addApp(slice, ada);
  expect((await ada.call(whoAmI)).access).toBe('admin');
  expect((await ada.call(getFactorRule)).administratorsNeedOne).toBe(true);
});

test('asks nobody else', async () => {
  const rex = await signedIn(slice, 'rex');
  expect(await rex.call(whoAmI)).toMatchObject({ access: 'responder' });
  expect((await rex.call(whoAmI)).lacksFactor).toBeUndefined();
  expect((await rex.call(listFactors)).needed).toBe(false);
});

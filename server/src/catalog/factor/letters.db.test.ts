/** Whoever changes the factors of an account may not be its owner: the owner is told. */
import {
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  resetFactors,
} from '@muster/contract/catalog/factors';
import { confirmSession } from '@muster/contract/catalog/proofs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addApp, addKey, pagesUrl, signedIn } from '../../../test/harness/signed-in.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { openLetter } from '../letter/actions.ts';

let slice: Slice;
beforeAll(async () => {
  // A mail server that never answers: letters wait where they can be read.
  const mail = { url: 'smtp://127.0.0.1:9', from: 'muster@example.org' };
  slice = await openSlice({ settings: { url: pagesUrl, mail } });
});
afterAll(() => slice.stop());

async function lettersAbout(person: string): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await slice.rows<{ message: unknown }>(sql`
    select message from platform.deliveries where person = ${person} and kind = 'letter' order by id`);
  return rows.flatMap(({ message }) => {
    const sealed = openLetter(slice.platform.secrets, { message });
    return sealed?.letter.subject.includes('second factor')
      ? [{ to: sealed.to, subject: sealed.letter.subject, text: sealed.letter.paragraphs.join(' ') }]
      : [];
  });
}

test('of each factor that comes or goes, of new recovery codes, and of one that was used', async () => {
  const rex = await signedIn(slice, 'rex');
  const { recoveryCodes } = await addApp(slice, rex);
  const { id } = await addKey(rex, 'Blue key');
  await rex.call(confirmSession, { body: { recoveryCode: recoveryCodes?.[0] ?? '' } });
  await rex.call(renewRecoveryCodes);
  await rex.call(removePasskey, { params: { id } });
  await rex.call(removeTotp);
  const letters = await lettersAbout('rex');
  expect(letters.map((one) => one.to)).toEqual(Array.from({ length: 6 }, () => 'rex@example.org'));
  const words = [
    'app was added',
    '“Blue key”',
    '9 are left',
    'new recovery',
    '“Blue key” was removed',
    'removed',
  ];
  for (const [index, said] of words.entries()) expect(letters[index]?.text).toContain(said);
  for (const code of recoveryCodes ?? []) expect(JSON.stringify(letters)).not.toContain(code);
});

test('of a reset by an administrator', async () => {
  await addApp(slice, await signedIn(slice, 'sue'));
  await slice.as('admin')(resetFactors, { params: { name: 'sue' }, body: { reason: 'lost' } });
  expect((await lettersAbout('sue')).at(-1)?.text).toContain('an administrator took all second factors away');
});

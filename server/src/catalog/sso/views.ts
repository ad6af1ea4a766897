import type { Provider, ways } from '@muster/contract/catalog/sso';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import type { Query } from '../../platform/db.ts';
import { findSignInRule } from '../rule/store.ts';
import { redirectUrl, type StoredProvider } from './model.ts';
import { allProviders, findProvider } from './store.ts';

/** What the sign-in screen needs, before anybody is known: names and labels, nothing else. */
export async function waysView(db: Query): Promise<AnswerOf<typeof ways>> {
  const providers = await allProviders(db);
  const { isRequired } = await findSignInRule(db);
  return { isRequired, providers: providers.map(({ name, settings }) => ({ name, label: settings.label })) };
}

/** `url` is the address of this Muster. */
export async function providerList(
  db: Query,
  url: string,
): Promise<{ items: Provider[]; redirectUrl: string }> {
  const items = (await allProviders(db)).map((stored) => shown(stored, url));
  return { items, redirectUrl: redirectUrl(url, '…') };
}

export async function providerView(db: Query, name: string, url: string): Promise<Provider | undefined> {
  const stored = await findProvider(db, name);
  return stored && shown(stored, url);
}

function shown({ name, settings, sealedSecret }: StoredProvider, url: string): Provider {
  return { name, ...settings, hasSecret: sealedSecret !== null, redirectUrl: redirectUrl(url, name) };
}

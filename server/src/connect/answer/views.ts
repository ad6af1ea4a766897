import type { Platform } from '../../platform/platform.ts';
import type { Provider } from '../provider/model.ts';
import { findProvider } from '../provider/store.ts';

/** The provider of this name, also one that is switched off: what it took before may still be answered. */
export function providerView({ db, secrets }: Platform, name: string): Promise<Provider | undefined> {
  return findProvider(db, secrets, name);
}

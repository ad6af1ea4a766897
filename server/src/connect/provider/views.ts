import type { PhoneClass, PhoneProvider, PhoneRule } from '@muster/contract/connect/providers';
import { phoneClasses } from '@muster/contract/connect/providers';
import type { Platform } from '../../platform/platform.ts';
import { endsSince } from '../attempt/store.ts';
import { recentAttempts } from '../attempt/views.ts';
import { isDemoted, secretsIn, withoutSecrets } from './model.ts';
import { allProviders, currentRule, type StoredProvider } from './store.ts';

export interface Channels {
  items: PhoneProvider[];
  rule: PhoneRule;
  down: PhoneClass[];
}

/** Every provider with its health and its last messages, and no secret. */
export async function channelsView({ db, secrets, settings, clock }: Platform): Promise<Channels> {
  const now = clock.now();
  const providers = await allProviders(db, secrets);
  const names = providers.map(({ name }) => name);
  const ends = Map.groupBy(await endsSince(db, now.subtract({ minutes: 15 })), (one) => one.provider);
  const recent = await recentAttempts(db, names);
  const demoted = new Set(
    providers
      .filter(({ name, probeProblem }) => isDemoted(ends.get(name) ?? [], probeProblem, now))
      .map(({ name }) => name),
  );
  const items = providers.map((provider) =>
    shown(provider, {
      url: settings.url,
      isDemoted: demoted.has(provider.name),
      recent: recent.get(provider.name) ?? [],
    }),
  );
  const down = phoneClasses.filter((one) => {
    const carrying = providers.filter(({ body }) => body.isOn && body.classes.includes(one));
    return carrying.length > 0 && carrying.every(({ name }) => demoted.has(name));
  });
  return { items, rule: await currentRule(db), down };
}

function shown(
  { name, body, callback, probeProblem }: StoredProvider,
  seen: { url: string; isDemoted: boolean; recent: PhoneProvider['recent'] },
): PhoneProvider {
  const of = body.classes.includes('sms') ? 'sms' : 'voice';
  const base = `${seen.url}/connect/${of}/${name}/${callback}`;
  const healthState = !body.isOn ? 'off' : seen.isDemoted ? 'demoted' : seen.recent[0] ? 'good' : 'unused';
  return asShown({
    ...withoutSecrets(body),
    name,
    secrets: secretsIn(body),
    callbacks: { status: `${base}/status`, inbound: `${base}/inbound` },
    health: {
      state: healthState,
      text:
        probeProblem === null
          ? healthTexts[healthState]
          : `Its account does not answer well: ${probeProblem}`,
    },
    recent: seen.recent,
  });
}

/** The guarantee: all members of the stored settings but the secrets, and those that the view adds. */
function asShown(provider: object): PhoneProvider {
  return provider as PhoneProvider;
}

const healthTexts = {
  off: 'It is switched off.',
  demoted: 'Its last messages did not get through, so the others are asked first for some minutes.',
  unused: 'Nothing has been sent by it yet.',
  good: 'Its last messages got through, or are on their way.',
};

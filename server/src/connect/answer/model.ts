/**
 * How people answer by phone. A code stands in one text message, for one person, number and page, for a day; it is made
 * from a key that only this server has, so that the same message has the same code on every try. Invariants: what was
 * not verified as the provider's own acknowledges nothing; the same call back twice acknowledges once.
 */
import type { SecretBox } from '../../platform/secrets.ts';
import type { AttemptState } from '../attempt/store.ts';
import type { Told } from '../provider/model.ts';

export const codeHours = 24;
/** More tries than codes that one number can have at once would ever need. */
export const mostCodes = 50;

/** The n-th code that a delivery may have: four digits, each as likely as the others. */
export function codeOf(secrets: Pick<SecretBox, 'sign'>, delivery: string, n: number): string {
  const bytes = Buffer.from(secrets.sign('sms-code', `${delivery}.${n}`), 'base64url');
  return String(bytes.readUIntBE(0, 6) % 10_000).padStart(4, '0');
}

export function codeKey(secrets: Pick<SecretBox, 'sign'>, numberKey: string, code: string): string {
  return secrets.sign('sms-code-key', `${numberKey}:${code}`);
}

/** What a provider's word means for what was handed to it; undefined when it decides nothing. */
export function afterTold(
  before: AttemptState,
  event: Told['event'],
): { state: AttemptState; receipt: 'delivered' | 'failed' | 'moreTime' } | undefined {
  if (event === 'delivered' || event === 'human') return { state: 'delivered', receipt: 'delivered' };
  if (event === 'undelivered' || event === 'machine') return { state: 'undelivered', receipt: 'failed' };
  if (event === 'answered') return isOpen(before) ? { state: 'answered', receipt: 'moreTime' } : undefined;
  // A call that came to its end was answered, unless a mailbox is known to have done so.
  if (event === 'completed' && before !== 'undelivered') return { state: 'delivered', receipt: 'delivered' };
  return undefined;
}

function isOpen(state: AttemptState): boolean {
  return state === 'sending' || state === 'handed';
}

/** What became of a page that somebody answered to. */
export interface Became {
  title: string;
  state: string;
  owner: string | null;
  person: string;
}

/** The answer to whoever answered, in a sentence. */
export function inWords({ title, state, owner, person }: Became): string {
  const short = title.length > 60 ? `${title.slice(0, 57).trimEnd()}...` : title;
  if (state === 'acknowledged' && owner === person) return `Acknowledged by you: ${short}`;
  if (state === 'acknowledged') return `${owner ?? 'Somebody'} has it already: ${short}`;
  if (state === 'triggered') return `It could not be acknowledged: ${short}`;
  return `This page is ${state} already: ${short}`;
}

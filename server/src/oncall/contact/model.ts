/**
 * How a person wants to be reached: contact methods, and rules that say which of them is used, how many minutes
 * after the person is targeted. What is needed to send (addresses, webhook secrets, browser keys) is sealed at
 * rest; the label beside it is what may be shown.
 */
import type { ContactItem } from '@muster/contract/oncall/contacts';

export interface StoredContact {
  person: string;
  id: string;
  kind: ContactItem['kind'];
  label: string;
  /** When its owner proved to get what is sent there; null until then, and nothing but the proof is sent by it. */
  verifiedAt: Temporal.Instant | null;
  /** Since when its provider says that nothing arrives there any more. It is tried all the same. */
  goneAt: Temporal.Instant | null;
  goneReason: string;
  sealed: string;
}

/** What people recognise it by; never a secret, and of a webhook's or a topic's address only where it lives. */
export function labelOf(contact: ContactItem): string {
  if (contact.kind === 'webhook' || contact.kind === 'ntfy') return new URL(contact.url).origin;
  if (contact.kind === 'telegram') return contact.chat;
  return contact.kind === 'webpush' ? contact.label : contact.to;
}

/** A contact method as it may leave the server in an organisation file. */
export function shownContact(contact: ContactItem): ContactItem {
  if (contact.kind === 'webhook') {
    const { secret: _, ...shown } = contact;
    return shown;
  }
  if (contact.kind !== 'ntfy') return contact;
  const { token: _, ...shown } = contact;
  return shown;
}

/** Whether two contact methods lead to the same place; what was proved of the one holds for the other. */
export function isSamePlace(one: ContactItem, other: ContactItem): boolean {
  return placeOf(one) === placeOf(other);
}

function placeOf(contact: ContactItem): string {
  const { id: _, ...place } = shownContact(contact);
  return JSON.stringify(place, Object.keys(place).sort());
}

/**
 * What every sender here has in common. Invariants: whatever a person reads has passed through `oneLine`, because
 * titles come from anybody who may post an alert; secrets and links stand in the message alone and never in an
 * outcome, which is shown.
 */
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';

export type Contact =
  | { kind: 'email' | 'sms' | 'voice'; to: string }
  | { kind: 'webhook'; url: string; secret: string | null }
  | { kind: 'ntfy'; url: string; token: string | null }
  | { kind: 'telegram'; chat: string }
  | { kind: 'webpush'; endpoint: string; keys: { p256dh: string; auth: string } };

/** What every sender asks oncall. */
export interface ContactBook {
  /** By the name of the person and the id of the contact method; nothing when it was removed. */
  findContact(person: string, via: string): Promise<Contact | undefined>;
  /** The one-time link of a delivery: GET shows a button, POST acknowledges. */
  acknowledgeUrl(deliveryId: string): string;
}

/** The guarantee: only oncall queues deliveries of these kinds, and it writes this shape. */
export function pageMessage(delivery: Pick<Delivery, 'message'>): PageMessage {
  return delivery.message as PageMessage;
}

/**
 * A text that strangers wrote, fit for one line that a person reads: no line breaks or control characters, which
 * could forge a header or a second line; none of the marks that turn the direction of writing; at most so many
 * characters.
 */
export function oneLine(text: string, longest: number): string {
  // A character is at most two units long, so what lies beyond can never be shown.
  const line = text
    .slice(0, longest * 4)
    .toWellFormed()
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

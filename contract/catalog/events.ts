import { eventKind } from '../platform/event.ts';

/** Somebody has left: signed out everywhere, and not to be called any more. The subject is `person:<name>`. */
export const personDeactivated = eventKind<{ person: string; reason: string; by: string }>(
  'catalog.personDeactivated',
);

/** Somebody may respond to incidents no longer, and is still in the company. The subject is `person:<name>`. */
export const accessLowered = eventKind<{ person: string; by: string }>('catalog.accessLowered');

/** Somebody who had left is back, with the access that they had. The subject is `person:<name>`. */
export const personReactivated = eventKind<{ person: string; reason: string; by: string }>(
  'catalog.personReactivated',
);

/**
 * Somebody asked for a new password. The address that was typed may belong to nobody, and is sealed; `address` is where
 * the request came from. The subject is a hash of what was typed.
 */
export const passwordResetAsked = eventKind<{ sealedEmail: string; address: string | null }>(
  'catalog.passwordResetAsked',
);

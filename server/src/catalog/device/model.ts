/**
 * A device is a browser that a person called his own while he was signed in there. It holds a secret of its own, of
 * which a hash is kept here. What it is good for when its session has ended is little, and no more may be added: it
 * may show and acknowledge a page that called this person (decision 0007), and wrong passwords on it are counted
 * apart, so that a stranger who tries cannot keep its owner out. It is not a sign-in.
 */
export interface Device {
  id: string;
  hash: string;
  person: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** Browsers keep no cookie for longer (RFC 6265bis, 5.5). */
const days = 400;

/** A person has few; whoever has more loses the one that was used longest ago. */
export const mostDevices = 20;

export function endOfDevice(seenAt: Temporal.Instant): Temporal.Instant {
  return seenAt.add({ hours: 24 * days });
}

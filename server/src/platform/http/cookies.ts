import type { FastifyReply } from 'fastify';

/**
 * The two cookies. Where people reach Muster by https they carry the host prefix: a browser takes such a cookie only
 * from this very host, over a secure connection, for all of its paths, so that a sister host cannot plant one.
 */
export interface Cookies {
  session: string;
  device: string;
  isSecure: boolean;
}

/** `url` is how people reach Muster. */
export function cookiesOf(url: string): Cookies {
  const isSecure = url.startsWith('https:');
  const prefix = isSecure ? '__Host-' : '';
  return { session: `${prefix}muster_session`, device: `${prefix}muster_device`, isSecure };
}

/** Sets the cookie for so many days, or clears it with null. */
export function writeCookie(
  reply: FastifyReply,
  { name, value, days, isSecure }: { name: string; value: string | null; days: number; isSecure: boolean },
): void {
  const how = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  if (value === null) reply.clearCookie(name, how);
  else reply.setCookie(name, value, { ...how, maxAge: days * 86_400 });
}

/**
 * What makes mails of one matter one conversation in a mail program (RFC 5322, 3.6.4): each has an id that a second
 * try keeps, names the one before it, and all name the same root, which is no mail of its own.
 */

export interface ThreadHeaders {
  messageId: string;
  /** Left out in the first mail of a thread. */
  inReplyTo?: string;
  references: string;
}

/** `thread`, `message` and `previous` are ids of ours: letters, digits, dots and hyphens. */
export function threadHeaders({
  domain,
  thread,
  message,
  previous,
}: {
  domain: string;
  thread: string;
  message: string;
  previous: string | null;
}): ThreadHeaders {
  const idOf = (one: string) => `<${one}@${domain}>`;
  const root = idOf(thread);
  if (previous === null) return { messageId: idOf(message), references: root };
  return { messageId: idOf(message), inReplyTo: idOf(previous), references: `${root} ${idOf(previous)}` };
}

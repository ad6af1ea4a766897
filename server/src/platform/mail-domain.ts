/** Of the address that mails come from, as "Muster <muster@example.com>", for the ids of mails. Pure. */
export function mailDomain(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'muster.invalid';
}

import type { Notify } from '../page/model.ts';

/** The contact method that a notification means; somebody without rules has the first proved e-mail address (E5). */
export function contactFor(
  theirs: readonly { id: string; kind: string; verifiedAt: Temporal.Instant | null }[],
  { via, rule }: Pick<Notify, 'via' | 'rule'>,
): { kind: string; via: string } {
  const contact =
    theirs.find((one) => one.id === via) ??
    (rule === null ? theirs.find((one) => one.kind === 'email' && one.verifiedAt) : undefined);
  return { kind: contact?.kind ?? (rule === null ? 'email' : 'missing'), via: contact?.id ?? via };
}

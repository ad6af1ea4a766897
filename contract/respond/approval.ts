/** Whose yes news wait for. The server decides with it, and screens show it. Pure. */
import type { IncidentState, WaitingUpdate } from './state.ts';

type Leads = Pick<IncidentState, 'commander' | 'roles'>;
type Asked = Pick<WaitingUpdate, 'needs' | 'writtenBy'>;

/**
 * Who is asked. Nobody says yes to their own words: where the commander wrote them, or nobody commands, it is whoever
 * leads communications; null for anybody else who responds.
 */
export function approverOf({ commander, roles }: Leads, { needs, writtenBy }: Asked): string | null {
  const communications = roles.communications ?? null;
  const asked = needs === 'commander' ? [commander, communications] : [communications, commander];
  return asked.find((one) => one !== null && one !== nameOf(writtenBy)) ?? null;
}

/** Whether this person may say yes. A machine never may: it has not read them. */
export function mayApprove(leads: Leads, asked: Asked, person: string | null): boolean {
  if (asked.needs === null || person === null || person === nameOf(asked.writtenBy)) return false;
  if (asked.needs === 'second') return true;
  const { commander } = leads;
  return commander === null || commander === nameOf(asked.writtenBy) || commander === person;
}

function nameOf({ kind, name }: Asked['writtenBy']): string | null {
  return kind === 'person' ? name : null;
}

/** What is refused of a list and its members, with where it is. */
import type { listBody, NewMember } from '@muster/contract/inform/lists';
import type { z } from 'zod';
import { readPhoneNumber } from '../../platform/phone-number.ts';
import { type FieldError, Refusal } from '../../platform/refusal.ts';

export const mostLists = 200;
export const mostMembers = 10_000;

interface Known {
  services: ReadonlySet<string>;
  teams: ReadonlySet<string>;
  severities: ReadonlySet<string>;
}

export function refuseUnknown(given: z.output<typeof listBody>, known: Known): void {
  refuse('This list names something that is not there.', [
    ...missing('/services', given.services, known.services, 'is no service'),
    ...missing('/teams', given.teams, known.teams, 'is no team'),
    ...(given.severity === null || known.severities.has(given.severity)
      ? []
      : [{ pointer: '/severity', message: 'is no severity' }]),
  ]);
}

export function refuseMembers(
  given: readonly NewMember[],
  known: { people: ReadonlySet<string>; teams: ReadonlySet<string> },
): void {
  refuse(
    'Some of these cannot be added.',
    given.flatMap((one, i): FieldError[] => {
      const pointer = `/members/${i}`;
      if (one.kind === 'person')
        return known.people.has(one.name) ? [] : no(`${pointer}/name`, 'is no person');
      if (one.kind === 'team') return known.teams.has(one.name) ? [] : no(`${pointer}/name`, 'is no team');
      if (one.kind !== 'sms') return [];
      const read = readPhoneNumber(one.to);
      return 'problem' in read ? no(`${pointer}/to`, read.problem) : [];
    }),
  );
}

function missing(pointer: string, names: readonly string[], known: ReadonlySet<string>, message: string) {
  return names.flatMap((name, i) => (known.has(name) ? [] : [{ pointer: `${pointer}/${i}`, message }]));
}

function no(pointer: string, message: string): FieldError[] {
  return [{ pointer, message }];
}

function refuse(message: string, errors: FieldError[]): void {
  if (errors.length > 0) throw new Refusal('invalid', message, errors);
}

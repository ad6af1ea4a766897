/** Whether settings hold together: names are there once, and what is named exists. */
import type { RespondSettings } from '@muster/contract/respond/settings';
import { Refusal } from '../../platform/refusal.ts';

const needed = ['triage', 'active', 'post-incident', 'closed'] as const;

/** Refuses with each fault and where it is. */
export function decideSettings(given: RespondSettings): RespondSettings {
  const roles = new Set(given.roles.map((one) => one.name));
  const severities = new Set(given.severities.map((one) => one.name));
  const faults = [
    ...twice(given, 'severities'),
    ...twice(given, 'statuses'),
    ...twice(given, 'roles'),
    ...twice(given, 'types'),
    ...needed.flatMap((category) =>
      given.statuses.some((one) => one.category === category)
        ? []
        : [fault('/statuses', `has no status of the category "${category}"`)],
    ),
    ...given.statuses.flatMap((one, i) =>
      one.category === 'merged' ? [fault(`/statuses/${i}/category`, 'is entered by merging only')] : [],
    ),
    ...(roles.has('commander') ? [] : [fault('/roles', 'has no role "commander"')]),
    ...given.roles.flatMap((one, i) =>
      one.name === 'commander' && one.many ? [fault(`/roles/${i}/many`, 'there is one commander')] : [],
    ),
    ...given.severities.flatMap((one, i) =>
      one.rolesRequired.some((role) => !roles.has(role))
        ? [fault(`/severities/${i}/rolesRequired`, 'names a role that is not there')]
        : [],
    ),
    // A machine declares no private incident, and a person who is in a hurry none by accident.
    ...(given.types.every((one) => one.private) ? [fault('/types', 'has no kind that is open to see')] : []),
    ...given.types.flatMap((one, i) =>
      one.severity !== null && !severities.has(one.severity)
        ? [fault(`/types/${i}/severity`, 'is not a severity')]
        : [],
    ),
  ];
  if (faults.length > 0) throw new Refusal('invalid', 'These settings do not hold together.', faults);
  return given;
}

function twice(given: RespondSettings, part: 'severities' | 'statuses' | 'roles' | 'types') {
  const names = given[part].map((one) => one.name);
  return names.flatMap((name, i) =>
    names.indexOf(name) === i ? [] : [fault(`/${part}/${i}/name`, 'is there twice')],
  );
}

function fault(pointer: string, message: string) {
  return { pointer, message };
}

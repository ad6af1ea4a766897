import type { Schedule } from '@muster/contract/oncall/definition';
import type { Actor } from '../../platform/actor.ts';
import { notFound } from '../../platform/refusal.ts';

/** Everybody whom a definition names, and where: the pointer is relative to the definition. */
export function peopleOf(schedule: Schedule): { person: string; pointer: string }[] {
  const layers = schedule.layers.flatMap((layer, l) => [
    ...(layer.users ?? []).map((person, i) => ({ person, pointer: `/layers/${l}/users/${i}` })),
    ...(layer.rotation?.members ?? []).flatMap((turn, t) =>
      turn.map((person, i) => ({ person, pointer: `/layers/${l}/rotation/members/${t}/${i}` })),
    ),
  ]);
  const overrides = (schedule.overrides ?? []).flatMap((override, o) => {
    const at = `/overrides/${o}`;
    if (override.kind === 'replace') {
      return [
        { person: override.user, pointer: `${at}/user` },
        { person: override.with, pointer: `${at}/with` },
      ];
    }
    return override.users.map((person, i) => ({ person, pointer: `${at}/users/${i}` }));
  });
  return [...layers, ...overrides];
}

/** Resolves `me`. Who is on call is no secret among those who have signed in, so any name may be asked for. */
export function personAsked(actor: Actor, asked: string): string {
  if (asked !== 'me') return asked;
  if (actor.kind !== 'person') throw notFound('person');
  return actor.name;
}

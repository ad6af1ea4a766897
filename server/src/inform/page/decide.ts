/** A status page as somebody wants it, and what of it cannot be. */
import type { Problem } from '@muster/contract/catalog/organisation';
import type { putStatusPage } from '@muster/contract/inform/status-pages';
import type { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';

export type Wish = z.output<(typeof putStatusPage)['body']>;

export interface Known {
  /** Ids of the components that the page has. */
  components: ReadonlySet<string>;
  services: ReadonlySet<string>;
  /** The host of this Muster: a page that took it would shut everybody out. */
  ownHost: string;
}

/** Refuses with each fault and where it is. */
export function refuseFaults(wish: Wish, known: Known): void {
  const faults = faultsOf(wish, known);
  if (faults.length > 0) throw new Refusal('invalid', 'This page cannot be like that.', faults);
}

/** Each with a pointer into what is wished. */
export function faultsOf(wish: Wish, known: Known): Problem[] {
  const names = wish.components.map((one) => one.name.toLowerCase());
  const ids = wish.components.map((one) => one.id);
  return [
    ...(wish.host !== null && wish.visibility === 'internal'
      ? [fault('/host', 'is for public pages: a session holds on the host of Muster alone')]
      : []),
    ...(wish.host === known.ownHost ? [fault('/host', 'is where Muster itself is reached')] : []),
    ...wish.components.flatMap((one, i) => [
      ...(names.indexOf(one.name.toLowerCase()) === i
        ? []
        : [fault(`/components/${i}/name`, 'is there twice')]),
      ...(one.id === undefined || (known.components.has(one.id) && ids.indexOf(one.id) === i)
        ? []
        : [fault(`/components/${i}/id`, 'is no component of this page')]),
      ...one.services.flatMap((service, place) =>
        known.services.has(service)
          ? []
          : [fault(`/components/${i}/services/${place}`, `there is no service "${service}"`)],
      ),
    ]),
  ];
}

function fault(pointer: string, message: string): Problem {
  return { pointer, message };
}

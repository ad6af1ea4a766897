/**
 * The organisation file, applied. Each kind of thing in it has a section, given by the stage that owns it; the
 * sections run one after the other in one transaction, then every section checks that the names it refers to
 * exist. A dry run and a file with problems end the transaction without a trace: all or nothing.
 */

import type { Change, Problem } from '@muster/contract/catalog/organisation';
import type { OrganisationFile, OrganisationKind } from '@muster/contract/catalog/organisation-file';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';

/** Named things of one kind, as they stand in the file. */
export interface Named {
  name: string;
}

export interface Section<Kind extends OrganisationKind = OrganisationKind> {
  kind: Kind;
  /** What is stored now, in the form of the file, with secrets in clear as far as they can be opened. */
  stored(act: Act): Promise<Items<Kind>>;
  /** The given item as it can be compared: members that it leaves alone are those of the stored one. */
  aligned(given: Items<Kind>[number], stored: Items<Kind>[number]): Items<Kind>[number];
  /** A stored item as it may leave the server. */
  shown(item: Items<Kind>[number]): Items<Kind>[number];
  /** A stored item as the audit log keeps it for ever; as shown where it is left out. */
  recorded?(item: Items<Kind>[number]): object;
  /** Writes these items, which are all that the file has of the kind. Answers fresh keys by name, for the plan. */
  save(act: Act, items: Items<Kind>): Promise<ReadonlyMap<string, string>>;
  remove(act: Act, names: readonly string[]): Promise<void>;
  /** The team that decides who changes an item by itself; null when it belongs to nobody. Absent: nobody's kind. */
  owner?(db: Query, item: Items<Kind>[number]): Promise<string | null>;
  /** Problems that only the whole shows, asked after everything is written. */
  problems(db: Query, items: Items<Kind>): Promise<Problem[]>;
}

/** A section without its kind's item type: the file's own schema has made sure that items fit their section. */
export function anySection<Kind extends OrganisationKind>(section: Section<Kind>): Section {
  return section as unknown as Section;
}

export type Items<Kind extends OrganisationKind> = NonNullable<OrganisationFile[Kind]>;

/** Compares one kind. `fields` of an update are the members that differ. */
export function compare(
  kind: string,
  stored: readonly Named[],
  given: readonly Named[],
  prune: boolean,
): Change[] {
  const before = new Map(stored.map((item) => [item.name, item]));
  const after = new Set(given.map((item) => item.name));
  const changes = given.map((item): Change => {
    const old = before.get(item.name);
    if (!old) return { kind, name: item.name, change: 'create' };
    const fields = differing(old, item);
    return fields.length === 0
      ? { kind, name: item.name, change: 'none' }
      : { kind, name: item.name, change: 'update', fields };
  });
  const gone = prune ? stored.filter((item) => !after.has(item.name)) : [];
  return [...changes, ...gone.map((item): Change => ({ kind, name: item.name, change: 'delete' }))];
}

/** How one of each kind is called where it stands alone: in the audit log, and in what can be changed by itself. */
export const nounOfKind: Readonly<Record<OrganisationKind, string>> = {
  people: 'person',
  teams: 'team',
  schedules: 'schedule',
  policies: 'policy',
  services: 'service',
  integrations: 'integration',
  routes: 'route',
  statusPages: 'status-page',
};

type Item = Items<OrganisationKind>[number];

/** What the audit log tells of a change: all of what came or went, and of the rest what differs. */
export function recordOf(
  section: Section,
  change: Change,
  { before, after }: { before: Item | undefined; after: Item | undefined },
): { subject: string; detail: Record<string, unknown> } {
  const { fields } = change;
  const told = (item: Item) => {
    const whole = section.recorded?.(item) ?? section.shown(item);
    return Object.fromEntries(
      Object.entries(whole).filter(([key]) => fields === undefined || fields.includes(key)),
    );
  };
  return {
    subject: `${nounOfKind[section.kind]}:${change.name}`,
    detail: {
      change: change.change,
      ...(fields ? { fields } : {}),
      ...(before && change.change !== 'create' ? { before: told(before) } : {}),
      ...(after && change.change !== 'delete' ? { after: told(after) } : {}),
    },
  };
}

/** A name that stands twice in one kind would make the outcome depend on the order. */
export function twice(kind: string, items: readonly Named[]): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (!seen.has(item.name)) {
      seen.add(item.name);
      return [];
    }
    return [{ pointer: `/${kind}/${index}/name`, message: `"${item.name}" stands twice in ${kind}` }];
  });
}

function differing(old: object, given: object): string[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(given)]);
  return [...keys]
    .filter((key) => canonical(Reflect.get(old, key)) !== canonical(Reflect.get(given, key)))
    .sort();
}

/** JSON with sorted members and without absent ones, so that equal things have equal texts. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => {
      if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

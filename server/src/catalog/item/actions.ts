import type { Saved } from '@muster/contract/catalog/items';
import { name } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { type Action, action } from '../../platform/action.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { compare, type Items, recordOf, type Section } from '../organisation/model.ts';
import { lockOrganisation } from '../organisation/store.ts';
import { refuseOthers } from '../team/actions.ts';
import { aboutTheItem, type ItemKind, nounOf, versionOf } from './model.ts';

type Item = Items<ItemKind>[number];

/** `item` has passed the schema of its kind; `version` null means whatever is stored. */
const putInput = z.strictObject({ item: z.custom<Item>(isNamed), version: z.string().max(200).nullable() });
const removeInput = z.strictObject({ name, version: z.string().max(200).nullable() });

export interface ItemActions {
  put: Action<z.input<typeof putInput>, Saved>;
  remove: Action<z.input<typeof removeInput>, void>;
}

/** What can be done to one thing of a kind. `mustExist`: what is not there yet is made in another way. */
export function itemActions(
  sections: readonly Section[],
  kind: ItemKind,
  { who = 'responder', mustExist = false }: { who?: 'responder' | 'admin'; mustExist?: boolean } = {},
): ItemActions {
  const section = sectionOf(sections, kind);
  const noun = nounOf(kind);
  const named = `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
  return {
    put: action({ name: `catalog.put${named}`, who, input: putInput }, async (act, { item, version }) => {
      const stored = await storedItem(act, section, item.name);
      if (mustExist && !stored) throw notFound(noun);
      refuseStale(section, stored, version);
      if (stored) await refuseOthersItem(act, section, stored);
      await refuseOthersItem(act, section, item);
      return save(act, section, stored, item);
    }),
    remove: action(
      { name: `catalog.delete${named}`, who, input: removeInput },
      async (act, { name: own, version }) => {
        const stored = await storedItem(act, section, own);
        if (!stored) throw notFound(noun);
        refuseStale(section, stored, version);
        await refuseOthersItem(act, section, stored);
        await section.remove(act, [own]);
        await refuseMissed(act, sections, `the ${noun} "${own}"`);
        record(act, section, { kind, name: own, change: 'delete' }, { before: stored, after: undefined });
        act.hint('*');
      },
    ),
  };
}

/** The sections of the file have made sure of the kind. */
function sectionOf(sections: readonly Section[], kind: ItemKind): Section {
  const section = sections.find((one) => one.kind === kind);
  if (!section) throw new Error(`there is no section for ${kind}`);
  return section;
}

async function storedItem(act: Act, section: Section, own: string): Promise<Item | undefined> {
  await lockOrganisation(act.tx);
  return (await section.stored(act)).find((one) => one.name === own) as Item | undefined;
}

function refuseStale(section: Section, stored: Item | undefined, version: string | null): void {
  if (version === null || (stored && versionOf(section.shown(stored)) === version)) return;
  throw new Refusal('precondition', 'It was changed in the meantime; read it again before you change it.');
}

async function refuseOthersItem(act: Act, section: Section, item: Item): Promise<void> {
  await refuseOthers(act, section.owner ? await section.owner(act.tx, item) : null);
}

async function save(act: Act, section: Section, stored: Item | undefined, given: Item): Promise<Saved> {
  const item = stored ? section.aligned(given, stored) : given;
  const [found] = compare(section.kind, stored ? [stored] : [], [item], false);
  const change = found?.change === 'create' || found?.change === 'update' ? found.change : 'none';
  if (change !== 'none') await section.save(act, [item]);
  const problems = aboutTheItem(kindOf(section), await section.problems(act.tx, [item]));
  if (problems.length > 0)
    throw new Refusal(
      'invalid',
      'It does not fit the rest of the organisation; nothing was changed.',
      problems,
    );
  const after = (await section.stored(act)).find((one) => one.name === item.name) ?? item;
  const shown = section.shown(after);
  if (found && change !== 'none') {
    record(act, section, found, { before: stored, after });
    act.hint('*');
  }
  return { name: item.name, change, fields: found?.fields ?? [], version: versionOf(shown) };
}

function record(act: Act, section: Section, ...about: Tail<Parameters<typeof recordOf>>): void {
  const { subject, detail } = recordOf(section, ...about);
  act.record(subject, detail);
}

type Tail<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never;

/** What still names the thing that is gone would lead to nobody, so it must be changed first. */
async function refuseMissed(act: Act, sections: readonly Section[], what: string): Promise<void> {
  for (const section of sections) {
    const [problem] = await section.problems(act.tx, await section.stored(act));
    if (problem) throw new Refusal('conflict', `Something still needs ${what}: ${problem.message}.`);
  }
}

/** Only sections of these kinds are asked for. */
function kindOf(section: Section): ItemKind {
  return section.kind as ItemKind;
}

function isNamed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && name.safeParse(value.name).success;
}

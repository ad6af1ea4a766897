/** Pure: a status page while somebody edits it. Each component has a key of its own, whatever its place and name. */
import type { StatusPage, StatusPageComponent, StatusPageWish } from '@muster/contract/inform/status-pages';

export interface DraftComponent extends Omit<StatusPageComponent, 'id' | 'group'> {
  key: string;
  /** Undefined until it is saved. */
  id: string | undefined;
  group: string;
}

export interface Draft {
  title: string;
  visibility: StatusPage['visibility'];
  host: string;
  colour: string | null;
  logo: string;
  twoPersons: boolean;
  follows: StatusPage['follows'];
  components: DraftComponent[];
}

export function draftOf({
  title,
  visibility,
  host,
  colour,
  logo,
  twoPersons,
  follows,
  components,
}: StatusPage): Draft {
  return {
    title,
    visibility,
    colour,
    logo,
    twoPersons,
    follows,
    host: host ?? '',
    components: components.map((one) => ({ ...one, key: one.id, group: one.group ?? '' })),
  };
}

export function emptyComponent(key: string): DraftComponent {
  return { key, id: undefined, name: '', about: '', group: '', services: [], state: 'operational' };
}

export function wishOf({ host, components, ...draft }: Draft): StatusPageWish {
  return {
    ...draft,
    host: host.trim() === '' ? null : host,
    components: components.map(({ id, name, about, group, services }) => ({
      ...(id === undefined ? {} : { id }),
      name,
      about,
      services,
      group: group.trim() === '' ? null : group,
    })),
  };
}

/** As readers see them: those of one group together, where the first of them stands. */
export function groupsOf(
  components: readonly DraftComponent[],
): { name: string; components: DraftComponent[] }[] {
  const groups: { name: string; components: DraftComponent[] }[] = [];
  for (const one of components) {
    const name = one.group.trim();
    const last = groups.at(-1);
    const found =
      name === '' ? (last?.name === '' ? last : undefined) : groups.find((each) => each.name === name);
    if (found) found.components.push(one);
    else groups.push({ name, components: [one] });
  }
  return groups;
}

/** Black or white, whichever is read more easily on a colour such as #0b5fff (WCAG relative luminance). */
export function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.0575 ? '#ffffff' : '#14171c';
}

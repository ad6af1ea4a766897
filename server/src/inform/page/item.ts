/**
 * Status pages in the organisation file. There a page is known by its name and a component by its own, so what is
 * on record of one that is called the same stays, and what the file leaves out is as it was.
 */
import type { StatusPageItem } from '@muster/contract/inform/status-page-item';
import type { Wish } from './decide.ts';
import type { StoredComponent, StoredPage } from './store.ts';

type Component = NonNullable<StatusPageItem['components']>[number];

/** What a page has of which the file says nothing. */
const usual: Omit<Wish, 'title' | 'visibility' | 'components'> = {
  host: null,
  colour: null,
  logo: '',
  twoPersons: false,
  follows: 'nothing',
};

/** A page as the file writes it: what is as usual is left out. */
export function itemOf(page: StoredPage, components: readonly StoredComponent[]): StatusPageItem {
  const { name, title, visibility, host, colour, logo, twoPersons, follows } = page;
  return inForm({
    name,
    title,
    public: visibility === 'public',
    host,
    colour,
    logo,
    twoPersons,
    follows,
    components: components.map(({ name: called, about, group, services }) => ({
      name: called,
      about,
      group,
      services,
    })),
  });
}

/** The given page with what it leaves alone taken from the stored one, in the same form. */
export function alignedItem(given: StatusPageItem, stored: StatusPageItem): StatusPageItem {
  const components = given.components?.map((one): Component => {
    const known = stored.components?.find((other) => other.name === one.name);
    const told =
      one.service === undefined && one.services === undefined ? { services: servicesOf(known) } : {};
    return { about: known?.about, group: known?.group, ...told, ...one };
  });
  return inForm({ ...stored, ...given, components: components ?? stored.components });
}

/** What the page is to be; its components keep the ids of those that are called the same. */
export function wishOf(item: StatusPageItem, before: readonly StoredComponent[]): Wish {
  const { name: _, public: isPublic, components = [], ...settings } = item;
  return {
    ...usual,
    ...withoutAbsent(settings),
    title: item.title,
    visibility: isPublic === true ? 'public' : 'internal',
    components: components.map((one) => ({
      id: before.find((other) => other.name === one.name)?.id,
      name: one.name,
      about: one.about ?? '',
      group: one.group ?? null,
      services: servicesOf(one),
    })),
  };
}

function inForm({ components = [], public: isPublic = false, ...settings }: StatusPageItem): StatusPageItem {
  const told = Object.entries(settings).filter(
    ([key, value]) => value !== undefined && !(key in usual && value === Reflect.get(usual, key)),
  );
  return {
    ...asSettings(Object.fromEntries(told)),
    public: isPublic,
    components: components.map(componentInForm),
  };
}

function componentInForm(component: Component): Component {
  const { name, about, group } = component;
  const services = servicesOf(component);
  const [only] = services;
  return {
    name,
    ...(services.length === 1 && only !== undefined ? { service: only } : {}),
    ...(services.length > 1 ? { services } : {}),
    ...(about ? { about } : {}),
    ...(group ? { group } : {}),
  };
}

function servicesOf(component: Component | undefined): string[] {
  return component?.services ?? (component?.service === undefined ? [] : [component.service]);
}

function withoutAbsent<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const known = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as ReturnType<typeof withoutAbsent<T>>;
}

/** Members of a page without those that are as usual: each that is there is of its own kind. */
function asSettings(settings: object): Omit<StatusPageItem, 'components' | 'public'> {
  return settings as ReturnType<typeof asSettings>;
}

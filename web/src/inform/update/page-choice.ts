import {
  pagesFor,
  proposedComponents,
  proposedPages,
  type Told,
} from '@muster/contract/inform/page-proposal';
import type { StatusPage } from '@muster/contract/inform/status-pages';
import type { Draft, Update } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { placementsOf, statusPages } from '../pages/queries.ts';

export interface PageChoice {
  /** Those where news for this audience may stand. */
  pages: StatusPage[];
  /** Names of the chosen ones. */
  chosen: string[];
  /** What is said of their components. */
  told: Told[];
  /** Names of the pages where the incident stands already. */
  holding: string[];
  choose: (page: string, isChosen: boolean) => void;
  /** A null takes away what was said of the component. */
  tell: (component: string, state: Told['state'] | null) => void;
  /** As the API wants it; nothing where there is no page, or a person has not touched what a draft is to keep. */
  wish: (isDraft: boolean) => { pages?: string[]; components?: Told[] };
}

type ToldThere = Pick<PageChoice, 'pages' | 'chosen' | 'told' | 'tell'>;

/** What the pages where news stand say of their components by these news, and how a person puts that right. */
export function useToldThere(incident: Incident, { id, components }: Update): ToldThere {
  const { data: all } = useQuery(statusPages);
  const { data: placed } = useQuery(placementsOf(incident.id));
  const [told, setTold] = useState(components);
  const here = (placed?.items ?? []).filter((one) => one.update === id && one.stands !== 'refused');
  const chosen = here.map((one) => one.page);
  const pages = (all?.items ?? []).filter((one) => chosen.includes(one.name));
  return { pages, chosen, told, tell: (name, state) => setTold(changed(told, name, state)) };
}

/** On which pages news will stand and what these will say: a proposal until a person changes it. */
export function usePageChoice(incident: Incident, draft: Draft, sent: readonly Update[]): PageChoice {
  const { data: all } = useQuery(statusPages);
  const { data: placed } = useQuery(placementsOf(incident.id));
  const [picked, setPicked] = useState(draft.pages);
  const [said, setSaid] = useState(draft.pages === null ? null : draft.components);
  const pages = pagesFor(draft.audience, all?.items ?? []);
  const holding = (placed?.items ?? []).filter((one) => one.stands !== 'refused').map((one) => one.page);
  const holds = sent.filter((one) => one.audience === draft.audience && one.retracted === null);
  const about = { incident, holding, sent: holds };
  const chosen = picked ?? proposedPages(about, pages);
  const shown = pages.filter((one) => chosen.includes(one.name));
  const names = new Set(shown.flatMap((one) => one.components.map(({ name }) => name.toLowerCase())));
  const told = (said ?? proposedComponents(about, shown)).filter((one) => names.has(one.name.toLowerCase()));
  return {
    pages,
    chosen,
    told,
    holding,
    choose: (page, isChosen) =>
      setPicked(isChosen ? [...chosen, page] : chosen.filter((one) => one !== page)),
    tell: (name, state) => setSaid(changed(told, name, state)),
    wish: (isDraft) =>
      pages.length === 0 || (isDraft && picked === null && said === null)
        ? {}
        : { pages: chosen, components: chosen.length === 0 ? [] : told },
  };
}

function changed(told: readonly Told[], name: string, state: Told['state'] | null): Told[] {
  if (state === null) return told.filter((one) => one.name !== name);
  if (!told.some((one) => one.name === name)) return [...told, { name, state }];
  return told.map((one) => (one.name === name ? { name, state } : one));
}

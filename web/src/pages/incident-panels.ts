/**
 * The panels of the command screen and where each stands. `top` is for what must be seen on every tab (alarms, the
 * health strip). `main` are tabs of the wide column. `side` stands beside it where there is room; on a phone each
 * group is a tab of its own. Every panel is loaded when it is first shown.
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PanelProps } from '../respond/panel.ts';

type Panel = LazyExoticComponent<ComponentType<PanelProps>>;

export const tabs = {
  log: 'Log',
  hypotheses: 'Hypotheses',
  document: 'Document',
  work: 'Tasks',
  impact: 'Impact',
  news: 'News',
  people: 'People',
  context: 'Context',
  about: 'About',
} as const;
export type Tab = keyof typeof tabs;

interface Slot {
  id: string;
  Panel: Panel;
}

export const top: Slot[] = [
  {
    id: 'catch-up',
    Panel: lazy(() =>
      import('../respond/catch-up/catch-up-banner.tsx').then((file) => ({ default: file.CatchUpBanner })),
    ),
  },
  {
    id: 'tripwires',
    Panel: lazy(() =>
      import('../respond/log/tripwire-banner.tsx').then((file) => ({ default: file.TripwireBanner })),
    ),
  },
  {
    id: 'watch',
    Panel: lazy(() =>
      import('../respond/watch/watch-banner.tsx').then((file) => ({ default: file.WatchBanner })),
    ),
  },
  {
    id: 'health',
    Panel: lazy(() =>
      import('../respond/health/health-strip.tsx').then((file) => ({ default: file.HealthStrip })),
    ),
  },
  {
    id: 'people-banners',
    Panel: lazy(() =>
      import('../respond/roles/people-banners.tsx').then((file) => ({ default: file.PeopleBanners })),
    ),
  },
];

/** In the order of the tabs. */
export const main: (Slot & { tab: Tab })[] = [
  {
    id: 'log',
    tab: 'log',
    Panel: lazy(() => import('../respond/log/log-panel.tsx').then((file) => ({ default: file.LogPanel }))),
  },
  {
    id: 'hypotheses',
    tab: 'hypotheses',
    Panel: lazy(() =>
      import('../respond/log/board-panel.tsx').then((file) => ({ default: file.BoardPanel })),
    ),
  },
  {
    id: 'tasks',
    tab: 'work',
    Panel: lazy(() =>
      import('../respond/tasks/tasks-panel.tsx').then((file) => ({ default: file.TasksPanel })),
    ),
  },
  {
    id: 'workstreams',
    tab: 'work',
    Panel: lazy(() =>
      import('../respond/workstreams/workstreams-panel.tsx').then((file) => ({
        default: file.WorkstreamsPanel,
      })),
    ),
  },
  {
    id: 'claims',
    tab: 'work',
    Panel: lazy(() =>
      import('../respond/claims/claims-panel.tsx').then((file) => ({ default: file.ClaimsPanel })),
    ),
  },
  {
    id: 'later',
    tab: 'work',
    Panel: lazy(() =>
      import('../respond/tasks/later-panel.tsx').then((file) => ({ default: file.LaterPanel })),
    ),
  },
  {
    id: 'follow-ups',
    tab: 'work',
    Panel: lazy(() =>
      import('../learn/followup/panels.tsx').then((file) => ({ default: file.IncidentFollowUps })),
    ),
  },
  {
    id: 'impact',
    tab: 'impact',
    Panel: lazy(() =>
      import('../respond/impact/impact-panel.tsx').then((file) => ({ default: file.ImpactPanel })),
    ),
  },
  {
    id: 'stopgaps',
    tab: 'impact',
    Panel: lazy(() =>
      import('../respond/stopgaps/stopgaps-panel.tsx').then((file) => ({ default: file.StopGapsPanel })),
    ),
  },
  {
    id: 'news',
    tab: 'news',
    Panel: lazy(() =>
      import('../inform/update/news-panel.tsx').then((file) => ({ default: file.NewsPanel })),
    ),
  },
  {
    id: 'duties',
    tab: 'news',
    Panel: lazy(() =>
      import('../inform/obligation/duties-panel.tsx').then((file) => ({ default: file.DutiesPanel })),
    ),
  },
  {
    id: 'document',
    tab: 'document',
    Panel: lazy(() =>
      import('../respond/document-panel.tsx').then((file) => ({ default: file.DocumentPanel })),
    ),
  },
];

/** In the order in which they stand; those of one tab are together. */
export const side: (Slot & { tab: Tab })[] = [
  {
    id: 'roles',
    tab: 'people',
    Panel: lazy(() =>
      import('../respond/roles/roles-panel.tsx').then((file) => ({ default: file.RolesPanel })),
    ),
  },
  {
    id: 'roster',
    tab: 'people',
    Panel: lazy(() =>
      import('../respond/roster/roster-panel.tsx').then((file) => ({ default: file.RosterPanel })),
    ),
  },
  {
    id: 'members',
    tab: 'people',
    Panel: lazy(() =>
      import('../respond/members/members-panel.tsx').then((file) => ({ default: file.MembersPanel })),
    ),
  },
  {
    id: 'cards',
    tab: 'people',
    Panel: lazy(() =>
      import('../respond/cards/cards-panel.tsx').then((file) => ({ default: file.CardsPanel })),
    ),
  },
  {
    id: 'questions',
    tab: 'about',
    Panel: lazy(() =>
      import('../respond/questions/questions-panel.tsx').then((file) => ({ default: file.QuestionsPanel })),
    ),
  },
  {
    id: 'links',
    tab: 'about',
    Panel: lazy(() =>
      import('../respond/links/links-panel.tsx').then((file) => ({ default: file.LinksPanel })),
    ),
  },
  {
    id: 'context',
    tab: 'context',
    Panel: lazy(() =>
      import('../respond/context/context-panel.tsx').then((file) => ({ default: file.ContextPanel })),
    ),
  },
  {
    id: 'similar',
    tab: 'context',
    Panel: lazy(() =>
      import('../respond/context/similar-panel.tsx').then((file) => ({ default: file.SimilarPanel })),
    ),
  },
  {
    id: 'reports',
    tab: 'context',
    Panel: lazy(() =>
      import('../respond/reports/reports-panel.tsx').then((file) => ({ default: file.ReportsPanel })),
    ),
  },
  {
    id: 'about',
    tab: 'about',
    Panel: lazy(() => import('../respond/top/about.tsx').then((file) => ({ default: file.About }))),
  },
];

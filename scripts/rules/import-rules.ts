// Who may know whom: the stages of the server, the contract and the web.
import { serverPlace, stages } from './places.ts';
import type { SourceFile } from './project.ts';
import { importRule, type Rule } from './rule.ts';

const stagesImportLeft = importRule(
  'stages-import-left',
  `Imports point left, news travels right: ${stages.join(' < ')}. A stage calls those to its left; to those on its right it publishes an event.`,
  (from, target) => {
    const here = serverPlace(from.path);
    const there = serverPlace(target);
    if (!here || !there || stages.indexOf(there.stage) <= stages.indexOf(here.stage)) return undefined;
    return `${here.stage} imports ${there.stage}, which lies to its right`;
  },
);

const frontDoorOnly = importRule(
  'front-door-only',
  "A stage's index.ts is all that others may call, so that everything behind it can change freely; its module.ts is for app.ts alone.",
  (from, target) => {
    const there = serverPlace(target);
    if (!there || !from.path.startsWith('server/') || from.isTest) return undefined;
    const isAtDoor = !there.slice;
    if (isAtDoor && there.file === 'module.ts') {
      return from.path === 'server/src/app.ts'
        ? undefined
        : `imports ${there.stage}/module.ts, which is for app.ts alone`;
    }
    if (serverPlace(from.path)?.stage === there.stage) return undefined;
    if (isAtDoor && there.file === 'index.ts') return undefined;
    return `reaches into ${target.replace('server/src/', '')}; use ${there.stage}/index.ts`;
  },
);

const platformKnowsNoStage = importRule(
  'platform-knows-no-stage',
  'The platform lies below all stages: it must run, and be understood, without any of them.',
  (from, target) => {
    if (!from.path.startsWith('server/src/platform/') || from.isTest) return undefined;
    if (target === 'server/src/app.ts' || target === 'server/src/main.ts') return `imports ${target}`;
    const stage = serverPlace(target)?.stage ?? /^contract\/(\w+)\//.exec(target)?.[1];
    return stage && stages.includes(stage) ? `imports the stage ${stage}` : undefined;
  },
);

const routesDoNotTouchStores = importRule(
  'routes-do-not-touch-stores',
  'Routes, jobs and modules only bind: a change goes through an action, which checks who may, audits and keeps the transaction; a read goes through a view.',
  (from, target) => {
    const here = serverPlace(from.path);
    if (!here || !['routes.ts', 'jobs.ts', 'module.ts'].includes(here.file)) return undefined;
    return /\/(store|decide)\.ts$/.test(target) ? `imports ${target.replace('server/src/', '')}` : undefined;
  },
);

/** What each part of a slice may not import, in its own slice or another: what stands above it. */
const above: Record<string, RegExp> = {
  'store.ts': /\/(actions|views|routes|jobs)\.ts$/,
  'views.ts': /\/(actions|routes|jobs)\.ts$/,
  'actions.ts': /\/(views|routes|jobs)\.ts$/,
};

const slicePartsInOrder = importRule(
  'slice-parts-in-order',
  'Inside a slice, routes and jobs call actions and views, actions call decisions and the store, a view reads. It may read by the store, which cannot write without the transaction that a view does not have. What is below does not know who calls it.',
  (from, target) => {
    const here = serverPlace(from.path);
    const isWrong = here?.slice && serverPlace(target) && above[here.file]?.test(target);
    return isWrong ? `${here.file} imports ${target.replace('server/src/', '')}` : undefined;
  },
);

const contractIsALeaf = importRule(
  'contract-is-a-leaf',
  'The contract is read by server, web and command line, so it may need nothing but zod and itself.',
  (from, target, specifier) => {
    if (!from.path.startsWith('contract/') || from.isTest) return undefined;
    return specifier === 'zod' || target.startsWith('contract/') ? undefined : `imports ${specifier}`;
  },
);

const webStagesApart = importRule(
  'web-stages-apart',
  'On the web a stage knows no other stage; only pages put their panels together, and ui knows no stage at all.',
  (from, target) => {
    const here = webFolder(from);
    const there = /^web\/src\/([\w-]+)\//.exec(target)?.[1];
    if (!here || !there || here === there || here === 'pages') return undefined;
    const isStage = stages.includes(here);
    if (stages.includes(there)) return `${here} imports the stage ${there}; compose them in pages/`;
    if (there === 'pages' && (isStage || here === 'ui')) return `${here} imports pages/`;
    if (here === 'ui') return `ui imports ${there}/`;
    return undefined;
  },
);

function webFolder(file: SourceFile): string | undefined {
  return file.isTest ? undefined : /^web\/src\/([\w-]+)\//.exec(file.path)?.[1];
}

export const importRules: Rule[] = [
  stagesImportLeft,
  frontDoorOnly,
  platformKnowsNoStage,
  routesDoNotTouchStores,
  slicePartsInOrder,
  contractIsALeaf,
  webStagesApart,
];

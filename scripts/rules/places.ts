// Where a file stands in the house: its stage, its slice, its part of the slice.

/** The stages in the order of an incident's life; a stage may import only from those before it. */
export const stages = [
  'catalog',
  'detect',
  'oncall',
  'respond',
  'inform',
  'mitigate',
  'learn',
  'practice',
  'measure',
  'connect',
];

export type ServerPlace = { stage: string; slice: string | undefined; file: string };

/** The effectful parts of a slice; any other file in a slice is pure. */
export const effectParts = ['store.ts', 'actions.ts', 'views.ts', 'routes.ts', 'jobs.ts'];

/** What talks to an outside system, in `connect` only: the way out and the way in. */
export const connectParts = ['sender.ts', 'inbound.ts'];

/** The place of a file inside a stage of the server; nothing for files elsewhere, tests included. */
export function serverPlace(path: string): ServerPlace | undefined {
  const parts = path.split('/');
  const [top, src, stage = '', ...rest] = parts;
  if (top !== 'server' || src !== 'src' || !stages.includes(stage) || isTestPath(path)) return undefined;
  return { stage, slice: rest.length > 1 ? rest[0] : undefined, file: rest.at(-1) ?? '' };
}

/** Whether a file must be pure: a slice's model, decisions, parsers and whatever else has no part's name. */
export function isPurePlace(path: string): boolean {
  const place = serverPlace(path);
  if (!place?.slice) return false;
  if (path.includes('/sources/')) return true;
  if (place.stage === 'connect' && connectParts.includes(place.file)) return false;
  return !effectParts.includes(place.file);
}

/** Whether a server file may hold SQL: a store, a view, or the platform. */
export function mayHoldSql(path: string): boolean {
  return /\/(store|views)\.ts$/.test(path) || path.startsWith('server/src/platform/');
}

/** Whether a file is a file of the running server, tests left out. */
export function isServerCode(path: string): boolean {
  return path.startsWith('server/src/') && !isTestPath(path);
}

function isTestPath(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/**
 * The history of a status page, brought from elsewhere: the widely used JSON of version 2, as its `summary.json`,
 * `incidents.json` and `components.json` hold it, or one document with all of them. The same document a second time
 * changes nothing. A row that is not right is refused by its place, and the others are taken.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byName } from '../platform/wire.ts';

const counted = z.object({
  new: z.int(),
  /** Known from an earlier time, and different now. */
  changed: z.int(),
  same: z.int(),
});

export const historyPlan = z.object({
  components: z.object({ new: z.array(z.string()), known: z.int() }),
  incidents: counted,
  updates: counted,
  /** Planned work in the document; it is announced anew here, and never brought over. */
  maintenances: z.int(),
  /** What is not taken, by its place in the document. */
  refused: z.array(z.object({ pointer: z.string(), message: z.string() })),
  /** Of everything on the page that was brought from elsewhere, as it stands after this. */
  hash: z.string(),
});
export type HistoryPlan = z.infer<typeof historyPlan>;

export const previewHistory = endpoint('POST /api/v1/status-pages/{name}/import/preview', {
  who: 'admin',
  area: 'incidents',
  isRead: true,
  summary: 'What bringing this history over would do; nothing is changed.',
  params: byName,
  body: z.unknown(),
  answer: historyPlan,
});

export const importHistory = endpoint('POST /api/v1/status-pages/{name}/import', {
  who: 'admin',
  area: 'incidents',
  summary:
    'Bring the history of a status page over: components, incidents and their updates. Nobody is told.',
  params: byName,
  body: z.unknown(),
  answer: historyPlan,
});

/** The incident taken out whole (R48, practice.md 6.7): for the drawer, for an auditor, for another tool. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import { byRef } from './incidents.ts';

export const exportFormats = ['json', 'md', 'html', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportIncident = endpoint('GET /api/v1/incidents/{ref}/export', {
  who: 'reader',
  area: 'incidents',
  summary:
    'The whole record of one incident as a file, now or as it was at an instant. Each export is recorded.',
  params: byRef,
  query: z.strictObject({ format: z.enum(exportFormats).default('json'), at: instant.optional() }),
  answer: z.string().meta({ description: 'a file: JSON, Markdown, HTML or PDF, as asked for' }),
});

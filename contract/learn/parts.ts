/** The parts of a retrospective that are changed one by one: rows of its timeline, accounts, comments, hints put aside. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { comment, timelineRow } from './retrospectives.ts';

const ofOne = z.strictObject({ id });
const onRow = z.strictObject({ id, row: id });
const rowFields = {
  at: instant,
  text: line(5_000),
  /** An address or words: a chart, a line of a log. Without it the row says that it is a recollection. */
  evidence: z.string().trim().max(2_000).nullable(),
};

export const addTimelineRow = endpoint('POST /api/v1/retrospectives/{id}/timeline', {
  who: 'responder',
  area: 'incidents',
  summary: 'Add a row to the timeline, with its evidence or as a recollection.',
  params: ofOne,
  body: z.strictObject({ ...rowFields, evidence: rowFields.evidence.default(null) }),
  answer: timelineRow,
  status: 201,
});
export const changeTimelineRow = endpoint('PATCH /api/v1/retrospectives/{id}/timeline/{row}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say a row of the timeline otherwise, or name its evidence.',
  params: onRow,
  body: z.strictObject(rowFields).partial(),
  answer: timelineRow,
});
export const removeTimelineRow = endpoint('DELETE /api/v1/retrospectives/{id}/timeline/{row}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Leave a row out of the report. The record of the incident keeps it.',
  params: onRow,
  answer: z.void(),
  status: 204,
});

/** How somebody remembers it (R29, P22). Nobody else sees it before it is shared, whatever rights they have. */
export const recollection = z.object({
  person: z.string(),
  text: z.string(),
  savedAt: instant,
  sharedAt: instant.nullable(),
});
export type Recollection = z.infer<typeof recollection>;

export const listRecollections = endpoint('GET /api/v1/retrospectives/{id}/recollections', {
  who: 'reader',
  area: 'incidents',
  summary: 'The accounts that were shared, side by side, and my own.',
  params: ofOne,
  answer: z.object({ items: z.array(recollection), mine: recollection.nullable() }),
});
export const saveRecollection = endpoint('PUT /api/v1/retrospectives/{id}/recollections/mine', {
  who: 'responder',
  area: 'incidents',
  summary: 'Keep how I remember it; for myself until I share it.',
  params: ofOne,
  body: z.strictObject({ text: z.string().max(20_000), shared: z.boolean().default(false) }),
  answer: recollection,
});

export const addComment = endpoint('POST /api/v1/retrospectives/{id}/comments', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say something about it, or thank somebody: praise reaches the person.',
  params: ofOne,
  body: z.strictObject({
    text: line(2_000),
    about: z.union([id, z.literal('')]).default(''),
    /** Whom it praises. */
    praise: name.optional(),
    /** Who leads whom it praises, and hears of it as well; the catalogue knows teams and no leads. */
    lead: name.optional(),
  }),
  answer: comment,
  status: 201,
});
export const removeComment = endpoint('DELETE /api/v1/retrospectives/{id}/comments/{comment}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Take my own comment back.',
  params: z.strictObject({ id, comment: id }),
  answer: z.void(),
  status: 204,
});

export const dismissHint = endpoint('PUT /api/v1/retrospectives/{id}/dismissed-hints', {
  who: 'responder',
  area: 'incidents',
  summary: 'Put a wording hint aside, for everybody, in this report; or take it up again.',
  params: ofOne,
  body: z.strictObject({ mark: z.string().min(1).max(300), dismissed: z.boolean() }),
  answer: z.object({ dismissed: z.array(z.string()) }),
});

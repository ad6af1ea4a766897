/**
 * Where else the files of a public status page are put by themselves: a folder that another web server serves, a bucket
 * of S3-compatible storage, or a web address that takes them. Keys and addresses are shown once, when they are typed.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { byId, byName, id, instant, line } from '../platform/wire.ts';

const web = z.url({ protocol: /^https?$/ }).max(500);

export const pushWish = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('directory'),
    /** Beneath the folder that the operator has set (MUSTER_STATUS_PUSH_DIR). */
    folder: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'use 1 to 64 of a-z 0-9 . _ -'),
  }),
  z.strictObject({
    kind: z.literal('s3'),
    /** Such as https://s3.eu-central-1.amazonaws.com. */
    endpoint: web,
    region: line(60).default('us-east-1'),
    bucket: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/, 'is no name of a bucket'),
    /** What stands before each path; nothing, or a folder with a slash at its end. */
    prefix: z
      .string()
      .regex(/^(?:[A-Za-z0-9._-]+\/)*$/, 'is no folder such as status/')
      .max(200)
      .default(''),
    accessKey: line(200),
    secretKey: line(500),
  }),
  z.strictObject({ kind: z.literal('webhook'), url: web, secret: line(200) }),
]);
export type PushWish = z.output<typeof pushWish>;

export const pushTarget = z.object({
  id,
  kind: z.enum(['directory', 's3', 'webhook']),
  /** Where to, without anything secret. */
  place: z.string(),
  triedAt: instant.nullable(),
  /** When the files there were last those of the page. */
  doneAt: instant.nullable(),
  files: z.int(),
  /** What keeps it from being put there; null while all is well. */
  problem: z.object({ text: z.string(), since: instant }).nullable(),
});
export type PushTarget = z.infer<typeof pushTarget>;

const targets = z.object({ items: z.array(pushTarget) });

export const listPushTargets = endpoint('GET /api/v1/status-pages/{name}/targets', {
  who: 'reader',
  area: 'incidents',
  summary: 'Where else the files of a status page are put, and how that went.',
  params: byName,
  answer: targets,
});
export const createPushTarget = endpoint('POST /api/v1/status-pages/{name}/targets', {
  who: 'admin',
  area: 'incidents',
  fresh: true,
  summary: 'Put the files of a public status page somewhere else, too, from now on.',
  params: byName,
  body: pushWish,
  answer: targets,
  status: 201,
});
export const deletePushTarget = endpoint('DELETE /api/v1/status-pages/{name}/targets/{id}', {
  who: 'admin',
  area: 'incidents',
  summary: 'Put them there no more. What lies there stays.',
  params: z.strictObject({ ...byName.shape, ...byId.shape }),
});
export const pushNow = endpoint('POST /api/v1/status-pages/{name}/targets/push', {
  who: 'responder',
  area: 'incidents',
  summary: 'Put the files everywhere now, and say how it went.',
  params: byName,
  answer: targets,
});

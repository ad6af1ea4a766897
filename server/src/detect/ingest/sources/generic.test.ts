import { describe, expect, it } from 'vitest';
import { LAB, postTo } from '../../../../test/harness/door-request.ts';
import type { EventsResult, ParseResult } from '../model.ts';
import { genericForm } from './generic-form.ts';
import { genericJson } from './generic-json.ts';

function taken(result: ParseResult): EventsResult {
  if (result.kind !== 'events') throw new Error(result.answer.body);
  return result;
}

describe('native JSON', () => {
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    genericJson.parse(postTo('/ingest/v1/alerts', body, headers), LAB);

  it('tells what it made of each item, and the keys that it made', () => {
    const result = taken(send([{ title: 'a', dedupKey: 'k' }, { title: 'b' }, { status: 'odd' }]));
    expect(result.events).toHaveLength(2);
    expect(result.answer.status).toBe(202);
    expect(JSON.parse(result.answer.body)).toEqual({
      accepted: 2,
      rejected: 1,
      errors: [
        {
          index: 2,
          message: 'status must be firing, acknowledged, resolved or unacknowledged; title must not be empty',
        },
      ],
      results: [
        { index: 0, status: 'accepted' },
        { index: 1, status: 'accepted', dedupKey: result.events[1]?.dedupKey },
        { index: 2, status: 'rejected' },
      ],
    });
  });

  it('answers a single bad object by its fields', () => {
    const result = send({ status: 7, dedupKey: {} });
    expect(result.answer.status).toBe(422);
    expect(Object.keys(JSON.parse(result.answer.body).error.fields)).toEqual(['status', 'title', 'dedupKey']);
  });

  it.each([
    [undefined, 'firing'],
    ['Triggered', 'firing'],
    [' ACK ', 'acknowledged'],
    ['ok', 'resolved'],
    ['unacknowledge', 'unacknowledged'],
  ])('status %j is %s', (status, expected) => {
    expect(taken(send({ title: 't', status })).events[0]?.status).toBe(expected);
  });

  it('needs no title to end what a key names', () => {
    expect(taken(send({ dedupKey: 'k', status: 'resolved' })).events[0]?.title).toBe('Untitled alert');
  });

  it('keeps an event whose other members are wrong, and flags them', () => {
    const flawed = {
      title: 't',
      labels: [1],
      annotations: 'x',
      links: 'https://a',
      images: [{}],
      startsAt: {},
    };
    expect(taken(send(flawed)).events[0]).toMatchObject({
      labels: {},
      links: [],
      images: [],
      flags: ['labels-ignored', 'starts-at-unreadable', 'annotations-ignored', 'image-dropped'],
    });
  });

  it('keeps the sender’s word for the severity, unless a label has that name', () => {
    expect(taken(send({ title: 't', severity: 'P2' })).events[0]).toMatchObject({
      severity: 'error',
      labels: { severity: 'P2' },
    });
    const labelled = send({ title: 't', severity: 'P2', labels: { severity: 'mine' } });
    expect(taken(labelled).events[0]?.labels.severity).toBe('mine');
  });

  it('passes on the name of the delivery', () => {
    expect(taken(send({ title: 't' }, { 'idempotency-key': 'd-1' })).idempotencyKey).toBe('d-1');
    expect(taken(send({ title: 't' })).idempotencyKey).toBeUndefined();
  });
});

describe('generic form', () => {
  const PATH = '/api/v2/generic/incoming?token=k';
  const send = (path: string, body: unknown = '', headers: Record<string, string> = {}) =>
    genericForm.parse(postTo(path, body, headers), LAB);

  it.each([
    ['query', send(`${PATH}&summary=Disk+full&details=d&dedup=k&meta=a=b&meta=c=d=e&meta=f`)],
    ['form', send(PATH, 'summary=Disk%20full&details=d&dedup=k&meta=a%3Db&meta=c=d=e&meta=f')],
    [
      'JSON',
      send(PATH, { summary: 'Disk full', details: 'd', dedup: 'k', meta: { a: 'b', c: 'd=e', f: '' } }),
    ],
    [
      'body before query',
      send(`${PATH}&summary=other&dedup=k`, 'summary=Disk full&details=d&meta=a=b&meta=c=d=e&meta=f'),
    ],
  ])('reads the %s', (_name, result) => {
    expect(taken(result).events[0]).toMatchObject({
      dedupKey: 'k',
      status: 'firing',
      title: 'Disk full',
      description: 'd',
      labels: { a: 'b', c: 'd=e', f: '' },
    });
    expect(result.answer).toEqual({ status: 204, headers: {}, body: '' });
  });

  it('reads multipart, passes over files, and takes no half form', () => {
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const file = '--b\r\nContent-Disposition: form-data; name="summary"; filename="x"\r\n\r\nfile\r\n';
    const whole = `${file}${part('summary', 'a\r\nb')}${part('meta', 'k=v')}--b--\r\n`;
    const type = { 'content-type': 'multipart/form-data; boundary="b"' };
    expect(taken(send(PATH, whole, type)).events[0]).toMatchObject({ title: 'a b', labels: { k: 'v' } });
    expect(send(PATH, whole.slice(0, -5), type).answer.status).toBe(400);
    expect(send(PATH, whole, { 'content-type': 'multipart/form-data' }).answer.status).toBe(400);
  });

  it('closes by its key alone, and refuses a blank summary otherwise', () => {
    expect(taken(send(PATH, 'action=close&dedup=k')).events[0]).toMatchObject({
      status: 'resolved',
      dedupKey: 'k',
    });
    expect(taken(send(PATH, 'action=close&summary=db is up')).events[0]?.dedupKey).toMatch(/^title:/);
    for (const body of ['', 'summary=', 'summary=+', 'dedup=k', 'action=close', '{"summary":""}'])
      expect(send(PATH, body).answer.status).toBe(400);
  });

  it('tells ids to those who ask for JSON and nothing else', () => {
    const result = taken(send(PATH, 'summary=s', { accept: 'application/json' }));
    const stored = result.answerStored?.({ alertId: 'a1', serviceId: 's1', isNew: true });
    expect(stored).toMatchObject({ status: 200, body: '{"AlertID":"a1","ServiceID":"s1","IsNew":true}' });
    const any = taken(send(PATH, 'summary=s', { accept: 'application/json, text/plain, */*' }));
    expect([any.answer.status, any.answerStored]).toEqual([204, undefined]);
  });
});

import type { FastifyReply } from 'fastify';
import { newNonce } from '../ids.ts';
import { plainPagePolicy } from './content-policy.ts';

/** Answers with a page without script, such as that of a link in a mail. `render` is given the nonce of its styles. */
export function sendPlainPage(
  reply: FastifyReply,
  render: (nonce: string) => string,
  status = 200,
): FastifyReply {
  const nonce = newNonce();
  return reply
    .code(status)
    .header('content-security-policy', plainPagePolicy(nonce))
    .type('text/html; charset=utf-8')
    .send(render(nonce));
}

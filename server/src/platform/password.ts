import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const hash = promisify(argon2);

/** OWASP's second choice of parameters for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** Answers `argon2id$<memory>$<passes>$<salt>$<hash>`, each part readable later whatever today's cost is. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hash('argon2id', { ...cost, message: password, nonce });
  return ['argon2id', cost.memory, cost.passes, nonce.toString('base64url'), tag.toString('base64url')].join(
    '$',
  );
}

export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [kind, memory, passes, nonce, tag] = stored.split('$');
  if (kind !== 'argon2id') return false;
  const expected = Buffer.from(tag ?? '', 'base64url');
  const actual = await hash('argon2id', {
    message: password,
    nonce: Buffer.from(nonce ?? '', 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: cost.parallelism,
    tagLength: cost.tagLength,
  });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** What an unknown account is compared with, so that it takes as long as a known one. */
export const nobodysPassword = await hashPassword(randomBytes(16).toString('hex'));

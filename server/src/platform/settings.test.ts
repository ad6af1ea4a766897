import { expect, test } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

const key = 'uC8!kd93_jwQm2Zx07-RtYb4LsVeHn6p';

test('nothing set is enough', () => {
  expect(readSettings({})).toMatchObject({
    host: '127.0.0.1',
    port: 4040,
    url: 'http://127.0.0.1:4040',
    dataDir: './data',
    statusDir: './data/status',
    statusPushDir: null,
    databaseUrl: null,
    admin: null,
    adminToken: null,
    mail: null,
    trustProxyHops: 0,
    allowTargets: [],
  });
});

test('everything set is read, blanks are absent, and a slash at the end of the address goes', () => {
  expect(
    readSettings({
      HOST: '0.0.0.0',
      PORT: '80',
      MUSTER_URL: 'https://muster.example.org/',
      DATABASE_URL: 'postgres://u:p@db/muster',
      MUSTER_SECRET_KEY: key,
      MUSTER_OLD_SECRET_KEYS: `${'k'.repeat(32)}, another,`,
      MUSTER_ADMIN_EMAIL: 'a@example.org',
      MUSTER_ADMIN_PASSWORD: 'twelve letters',
      MUSTER_ADMIN_TOKEN: '',
      SMTP_URL: 'smtp://mail.example.org',
      MAIL_FROM: 'muster@example.org',
      MUSTER_TELEGRAM_TOKEN: `123456789:${'A'.repeat(35)}`,
      MUSTER_TRUST_PROXY: '1',
      MUSTER_ALLOW_TARGETS: '10.0.0.0/8, fd00::/8',
    }),
  ).toMatchObject({
    host: '0.0.0.0',
    oldSecretKeys: ['k'.repeat(32), 'another'],
    port: 80,
    url: 'https://muster.example.org',
    admin: { email: 'a@example.org', password: 'twelve letters' },
    adminToken: null,
    mail: { url: 'smtp://mail.example.org', from: 'muster@example.org' },
    telegramToken: `123456789:${'A'.repeat(35)}`,
    telegramUrl: 'https://api.telegram.org',
    trustProxyHops: 1,
    allowTargets: ['10.0.0.0/8', 'fd00::/8'],
  });
});

test.each<[string, Record<string, string>]>([
  ['PORT', { PORT: 'eighty' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '-1' }],
  ['MUSTER_URL', { MUSTER_URL: 'muster.example.org' }],
  ['MUSTER_URL', { MUSTER_URL: 'javascript:alert(1)' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://db/muster', MUSTER_SECRET_KEY: key }],
  ['MUSTER_SECRET_KEY', { DATABASE_URL: 'postgres://db/muster' }],
  ['MUSTER_SECRET_KEY', { MUSTER_SECRET_KEY: 'short' }],
  ['MUSTER_SECRET_KEY', { MUSTER_SECRET_KEY: 'k'.repeat(40) }],
  ['MUSTER_SECRET_KEY', { MUSTER_SECRET_KEY: 'changeme-changeme-changeme-changeme' }],
  ['MUSTER_ADMIN_TOKEN', { HOST: '0.0.0.0', MUSTER_ADMIN_TOKEN: 'secret-admin-token' }],
  ['MUSTER_ADMIN_TOKEN', { MUSTER_TRUST_PROXY: '1', MUSTER_ADMIN_TOKEN: 'secret-admin-token' }],
  ['MUSTER_API_RATE', { MUSTER_API_RATE: '0' }],
  ['MUSTER_ADMIN_EMAIL', { MUSTER_ADMIN_EMAIL: 'nobody', MUSTER_ADMIN_PASSWORD: 'twelve letters' }],
  ['MUSTER_ADMIN_EMAIL', { MUSTER_ADMIN_PASSWORD: 'twelve letters' }],
  ['MUSTER_ADMIN_PASSWORD', { MUSTER_ADMIN_EMAIL: 'a@example.org' }],
  ['MUSTER_ADMIN_PASSWORD', { MUSTER_ADMIN_EMAIL: 'a@example.org', MUSTER_ADMIN_PASSWORD: 'short' }],
  ['MUSTER_ADMIN_TOKEN', { MUSTER_URL: 'https://muster.example.org', MUSTER_ADMIN_TOKEN: 'short' }],
  ['SMTP_URL', { SMTP_URL: 'http://mail.example.org', MAIL_FROM: 'm@example.org' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org' }],
  ['MUSTER_TELEGRAM_TOKEN', { MUSTER_TELEGRAM_TOKEN: 'https://t.me/a_bot' }],
  ['MUSTER_TELEGRAM_URL', { MUSTER_TELEGRAM_URL: 'api.telegram.org' }],
  ['MUSTER_TRUST_PROXY', { MUSTER_TRUST_PROXY: 'yes' }],
  ['MUSTER_ALLOW_TARGETS', { MUSTER_ALLOW_TARGETS: '10.0.0.0/8,localhost' }],
  ['MUSTER_LOG_LEVEL', { MUSTER_LOG_LEVEL: 'loud' }],
])('%s is named in one line when it is wrong', (name, env) => {
  const said = () => readSettings(env);
  expect(said).toThrow(SettingsError);
  expect(said).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  // A wrong secret must not be repeated into a terminal or a log.
  for (const value of Object.values(env).filter((one) => one.length > 4)) expect(said).not.toThrow(value);
});

test('a token for trying things out is taken while only this machine reaches Muster, and is said to be one', () => {
  const env = { MUSTER_ADMIN_TOKEN: 'test-token', MUSTER_URL: 'http://localhost:4040' };
  expect(readSettings(env)).toMatchObject({
    adminToken: 'test-token',
    adminTokenWeakness: expect.stringContaining('16 characters'),
  });
  const strong = { HOST: '0.0.0.0', MUSTER_ADMIN_TOKEN: 'q8fJ2-mZt7Vw_x1KpR4c' };
  expect(readSettings(strong).adminTokenWeakness).toBeNull();
});

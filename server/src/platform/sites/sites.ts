/**
 * Static sites: folders of files that Muster writes and serves, and that any other web server could. What is served is
 * in memory, so that it needs neither the database nor the engine. Invariants: whoever reads sees all files of one
 * version, the old or the new, whenever the writer is killed; a version that is not whole is never shown.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { link, mkdir, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';

/** What is known of a site beside its files. */
export interface SiteHead {
  /** The name of its folder, and of its address. */
  name: string;
  isPublic: boolean;
  /** A host that leads to it. */
  host: string | null;
  /** What browsers may do with its pages. */
  policy: string;
}

export interface SiteText {
  /** Inside of the folder, such as `api/v2/summary.json`. */
  path: string;
  type: string;
  body: string;
}

export interface ServedFile {
  type: string;
  etag: string;
  plain: Buffer;
  zipped: Buffer;
}

export interface ServedSite {
  head: SiteHead;
  version: string;
  files: ReadonlyMap<string, ServedFile>;
}

export interface Sites {
  /** Where they are written, in words: the machine and the folder. */
  place: string;
  get(name: string): ServedSite | undefined;
  ofHost(host: string): ServedSite | undefined;
  /** Puts these files in the place of those that stand there, all at once. Answers whether anything changed. */
  write(head: SiteHead, files: readonly SiteText[]): Promise<boolean>;
  /** Takes away every site but these. */
  keepOnly(names: readonly string[]): Promise<void>;
}

const pointer = 'current';
const list = 'site.json';

/** `before` is called ahead of every step that changes the disk; in tests it stops there, as a kill does. */
export function openSites(folder: string, before: (step: string) => void = () => undefined): Sites {
  const served = new Map<string, ServedSite>();
  const hosts = new Map<string, string>();
  const take = (name: string, site: ServedSite | undefined) => {
    if (site) served.set(name, site);
    else served.delete(name);
    hosts.clear();
    for (const one of served.values()) if (one.head.host !== null) hosts.set(one.head.host, one.head.name);
  };
  for (const name of foldersIn(folder)) take(name, readSite(join(folder, name)));
  return {
    place: `${hostname()}:${folder}`,
    get: (name) => served.get(name),
    ofHost: (host) => served.get(hosts.get(host) ?? ''),
    async write(head, texts) {
      const own = join(folder, head.name);
      const known = served.get(head.name);
      const version = versionOf(head, texts);
      if (known?.version === version && (await pointsTo(own)) === version) return false;
      const site = { head, version, files: await zippedOf(texts, known) };
      // Another node may have written it already, where several share a folder.
      if (!readVersion(own, version)) await writeVersion(own, { site, known, before });
      await turnTo(own, version, before);
      take(head.name, site);
      await prune(own, [version, known?.version ?? '']);
      return true;
    },
    async keepOnly(names) {
      for (const name of foldersIn(folder)) {
        if (names.includes(name)) continue;
        take(name, undefined);
        await rm(join(folder, name), { recursive: true, force: true });
      }
    },
  };
}

/** Everything that readers see; two that write the same make the same version. */
function versionOf(head: SiteHead, texts: readonly SiteText[]): string {
  const hash = createHash('sha256').update(JSON.stringify([head.isPublic, head.host, head.policy]));
  for (const { path, type, body } of texts) hash.update(JSON.stringify([path, type])).update(digestOf(body));
  return hash.digest('hex').slice(0, 32);
}

function digestOf(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 27);
}

const zip = promisify(gzip);

/** What has not changed is not zipped again. */
async function zippedOf(
  texts: readonly SiteText[],
  known: ServedSite | undefined,
): Promise<Map<string, ServedFile>> {
  const files = new Map<string, ServedFile>();
  for (const { path, type, body } of texts) {
    const plain = Buffer.from(body);
    const etag = digestOf(plain);
    const before = known?.files.get(path);
    const zipped = before?.etag === etag ? before.zipped : await zip(plain, { level: 9 });
    files.set(path, { type, etag, plain, zipped });
  }
  return files;
}

interface Writing {
  site: ServedSite;
  known: ServedSite | undefined;
  before(step: string): void;
}

/** A new folder beside the others, which gets its name once it is whole; then one rename turns the pointer. */
async function writeVersion(own: string, { site, known, before }: Writing): Promise<void> {
  const draft = join(own, `.${site.version}`);
  before('clear');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  for (const [path, file] of site.files) {
    const isSame = known?.files.get(path)?.etag === file.etag;
    const old = known && isSame ? join(own, known.version, path) : null;
    before(path);
    await mkdir(dirname(join(draft, path)), { recursive: true });
    await linkOrWrite(old, join(draft, path), file.plain);
    await linkOrWrite(old && `${old}.gz`, join(draft, `${path}.gz`), file.zipped);
  }
  before(list);
  await writeFile(join(draft, list), JSON.stringify({ head: site.head, files: listOf(site) }));
  before('name');
  await rm(join(own, site.version), { recursive: true, force: true });
  await rename(draft, join(own, site.version));
}

async function turnTo(own: string, version: string, before: (step: string) => void): Promise<void> {
  before('point');
  await rm(join(own, `.${pointer}`), { force: true });
  await symlink(version, join(own, `.${pointer}`));
  before('turn');
  await rename(join(own, `.${pointer}`), join(own, pointer));
}

/** A file that stays as it was is the same file on the disk. */
async function linkOrWrite(old: string | null, path: string, body: Buffer): Promise<void> {
  try {
    if (old !== null) return await link(old, path);
  } catch {
    // Not every disk has links, and the old file may be gone.
  }
  await writeFile(path, body);
}

function listOf(site: ServedSite): { path: string; type: string }[] {
  return [...site.files].map(([path, { type }]) => ({ path, type }));
}

async function pointsTo(own: string): Promise<string | null> {
  return readlink(join(own, pointer)).catch(() => null);
}

async function prune(own: string, kept: readonly string[]): Promise<void> {
  for (const name of await readdir(own)) {
    if (name === pointer || kept.includes(name)) continue;
    await rm(join(own, name), { recursive: true, force: true });
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && existsSync(join(folder, one.name, pointer)))
    .map((one) => one.name);
}

/** A site as it lies on the disk; undefined where that is not whole, so that it is written anew. */
function readSite(own: string): ServedSite | undefined {
  try {
    return readVersion(own, readlinkSync(join(own, pointer)));
  } catch {
    return undefined;
  }
}

function readVersion(own: string, version: string): ServedSite | undefined {
  try {
    const { head, files: paths } = asList(JSON.parse(readFileSync(join(own, version, list), 'utf8')));
    const texts: SiteText[] = [];
    const files = new Map<string, ServedFile>();
    for (const { path, type } of paths) {
      const plain = readFileSync(join(own, version, path));
      const zipped = readFileSync(join(own, version, `${path}.gz`));
      if (!gunzipSync(zipped).equals(plain)) return undefined;
      texts.push({ path, type, body: plain.toString() });
      files.set(path, { type, etag: digestOf(plain), plain, zipped });
    }
    return versionOf(head, texts) === version ? { head, version, files } : undefined;
  } catch {
    return undefined;
  }
}

/** Its own writing, and held to its version by whoever reads it. */
function asList(value: unknown): { head: SiteHead; files: { path: string; type: string }[] } {
  return value as { head: SiteHead; files: { path: string; type: string }[] };
}

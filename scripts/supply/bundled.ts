// What the PostgreSQL packages carry inside: libraries that no lock file names and no audit of packages sees.

export type Bundled = { name: string; version: string; licence: string; files: readonly string[] };

/** The version of the package says PostgreSQL's own. Those of the libraries were read from the files. */
export const bundledWithPostgres: readonly Bundled[] = [
  {
    name: 'PostgreSQL',
    version: '18.4',
    licence: 'PostgreSQL',
    files: ['ecpg', 'ecpg_compat', 'pgcommon_shlib', 'pgport_shlib', 'pgtypes', 'pq'],
  },
  { name: 'OpenSSL', version: '1.1.1', licence: 'OpenSSL', files: ['crypto', 'ssl'] },
  { name: 'ICU', version: '60.2', licence: 'Unicode-DFS-2016', files: ['icudata', 'icui18n', 'icuuc'] },
  { name: 'libxml2', version: '2.9.4', licence: 'MIT', files: ['xml2'] },
  { name: 'libxslt', version: '1.1', licence: 'MIT', files: ['xslt'] },
  { name: 'liblzma', version: '5', licence: 'LicenseRef-Public-Domain', files: ['lzma'] },
  { name: 'OSSP uuid', version: '1.6', licence: 'ISC', files: ['ossp-uuid'] },
  { name: 'zlib', version: '1', licence: 'Zlib', files: ['z'] },
];

/** The name of a shared library without `lib`, version and ending; undefined for other files. */
export function libraryName(file: string): string | undefined {
  return /^lib([\w-]+?)(?:\.[\d.]+)?\.(?:so|dylib)(?:\.[\d.]+)?$/.exec(file)?.[1];
}

import type { ReactNode } from 'react';

/** The quiet frame of the screens before the sign-in. */
export function Door({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-5 px-4 py-8">
      <header>
        <img src="/icon.svg" alt="" width="44" height="44" className="mb-4" />
        <h1>{title}</h1>
        {about && <p className="mt-1 text-sm text-quiet">{about}</p>}
      </header>
      {children}
    </main>
  );
}

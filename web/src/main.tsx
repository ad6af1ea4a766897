import './styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './app/query.ts';
import { trustedWorker } from './app/trusted-worker.ts';
import { router } from './routes.tsx';

await start();

async function start(): Promise<void> {
  // Only browsers without Temporal pay for it.
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root.');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
  if ('serviceWorker' in navigator && import.meta.env.PROD)
    await navigator.serviceWorker.register(trustedWorker());
}

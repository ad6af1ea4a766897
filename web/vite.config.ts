import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { lightContract } from './light-contract.ts';
import { pressedAssets } from './pressed-assets.ts';

/** Packages of the first load: all but those of single screens, such as the editor of documents with what it needs. */
const firstNeeded =
  /node_modules[\\/](?!temporal|@tanstack[\\/](?:react-)?virtual|qrcode|dijkstrajs|@simplewebauthn|@tiptap|prosemirror|y-protocols|yjs|lib0|isomorphic|markdown-it|mdurl|uc\.micro|linkify|entities|punycode|orderedmap|rope-sequence|w3c-keyname|fast-equals|crelt)/;

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwind(), lightContract(), pressedAssets()],
  resolve: {
    // The browser needs of an endpoint its method and path only, so the schema library stays out of the bundle.
    alias: [{ find: /^zod$/, replacement: local('./src/app/without-schemas.ts') }],
  },
  // The server puts the nonce of each answer here (server/src/platform/http/pages.ts).
  html: { cspNonce: 'MUSTER_NONCE' },
  build: {
    target: 'es2022',
    // Browsers that know light-dark(), so that each colour is written once.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything is a file of its own: the content security policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        // Few files for the first load: what everything needs is two chunks, not thirty. What few screens need, the
        // endpoints of their stages included, is loaded with them.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: firstNeeded },
            {
              name: 'shell',
              test: /[\\/](contract[\\/]platform[\\/](?!live-document|audit|messages|sms-size)|web[\\/]src[\\/](ui[\\/](?!hint-list|term)|app|paths))/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4040', '/a/': 'http://127.0.0.1:4040' } },
});

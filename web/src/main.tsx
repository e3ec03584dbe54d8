import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client.ts';
import { createAppRouter } from './routes.tsx';
import { ToastProvider } from './ui/Toast.tsx';

const reloadedFor = 'groundlevel-reloaded';

// A part of the app that an update of the server took away: the page of now has the parts of now.
window.addEventListener('vite:preloadError', (event) => {
  const failed = String(event.payload);
  if (sessionStorage.getItem(reloadedFor) === failed) return;
  sessionStorage.setItem(reloadedFor, failed);
  event.preventDefault();
  window.location.reload();
});

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // A refusal stays one; a server that starts again answers a moment later.
      retry: (count, error) => error instanceof ApiError && error.status === 0 && count < 2,
    },
  },
});
const router = createAppRouter(client);
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);

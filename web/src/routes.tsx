import type { QueryClient } from '@tanstack/react-query';
import {
  Outlet,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ApiError } from './api/client.ts';
import { locationQuery } from './api/locations.ts';
import { type Session, sessionQuery } from './api/session.ts';
import { readTab } from './contacts/page/tabs.ts';
import { keptColumns, readView } from './contacts/view.ts';
import { words as contactWords } from './contacts/words.ts';
import { readKept } from './lib/kept.ts';
import { appPath } from './lib/place.ts';
import { SessionGuard } from './session/SessionGuard.tsx';
import { SignInPage } from './session/SignInPage.tsx';
import { NotFound, RouteFailed } from './shell/RouteStates.tsx';
import { Shell } from './shell/Shell.tsx';
import { lastLocation } from './shell/places.tsx';
import type { Crumb } from './shell/TopBar.tsx';
import { words } from './shell/words.ts';
import { readTaskSearch } from './tasks/task-search.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    crumbs?: readonly Crumb[];
  }
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in' });
    const kept = readKept(lastLocation);
    const isHere = kept !== undefined && (await isReached(context.client, session, kept));
    const location = isHere ? kept : session.locations[0]?.id;
    if (!location) return;
    throw redirect({ to: '/l/$location/contacts', params: { location } });
  },
  component: NotFound,
});

/** Only addresses of pages: a link to the sign-in leads nowhere else afterwards. */
const pagePath = /^\/l\/[\w/-]+$/;

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Named in either case: what is left out stays as it was sent.
  validateSearch: ({ next }): { next?: string | undefined } => ({
    next: typeof next === 'string' && pagePath.test(next) ? next : undefined,
  }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (session) throw redirect({ to: search.next ?? '/' });
  },
  component: SignInPage,
});

const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./session/SetupPage.tsx'), 'SetupPage'),
});

const invitationRoute = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./session/SetupPage.tsx'), 'SetupPage'),
});

/** A session names the first of very many locations; where the server cannot be asked about others, the page says so. */
async function isReached(
  client: QueryClient,
  session: Session,
  location: string,
): Promise<boolean> {
  const { locations, meta } = session;
  if (locations.some(({ id }) => id === location)) return true;
  if (meta.total <= locations.length) return false;
  try {
    await client.ensureQueryData(locationQuery(location));
  } catch (error) {
    return !(error instanceof ApiError) || error.status < 400 || error.status >= 500;
  }
  return true;
}

const locationRoute = createRoute({
  getParentRoute: () => root,
  path: '/l/$location',
  beforeLoad: async ({ context, params, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.pathname } });
    if (!(await isReached(context.client, session, params.location))) throw redirect({ to: '/' });
  },
  component: () => (
    <>
      <Shell />
      <SessionGuard />
    </>
  ),
});

const contacts = createRoute({
  getParentRoute: () => locationRoute,
  path: 'contacts',
  staticData: { crumbs: [{ label: contactWords.title }] },
  validateSearch: readView,
  beforeLoad: ({ search, params }) => {
    // A smart list has columns of its own.
    if (search.list !== undefined) return;
    const cols = search.cols ?? readKept(keptColumns(params.location));
    if (cols === search.cols) return;
    throw redirect({ to: '.', search: { ...search, cols }, replace: true });
  },
  component: lazyRouteComponent(() => import('./contacts/ContactsPage.tsx'), 'ContactsPage'),
});

const contact = createRoute({
  getParentRoute: () => locationRoute,
  path: 'contacts/$contact',
  staticData: {
    crumbs: [
      { label: contactWords.title, to: '/l/$location/contacts' },
      { label: contactWords.one },
    ],
  },
  validateSearch: readTab,
  component: lazyRouteComponent(() => import('./contacts/page/ContactPage.tsx'), 'ContactPage'),
});

const settingsCrumb: Crumb = { label: words.settings };

const businessProfile = createRoute({
  getParentRoute: () => locationRoute,
  path: 'settings/business-profile',
  staticData: { crumbs: [settingsCrumb, { label: words.businessProfile }] },
  component: lazyRouteComponent(
    () => import('./settings/business-profile/BusinessProfilePage.tsx'),
    'BusinessProfilePage',
  ),
});

const users = createRoute({
  getParentRoute: () => locationRoute,
  path: 'settings/users',
  staticData: { crumbs: [settingsCrumb, { label: words.users }] },
  component: lazyRouteComponent(() => import('./settings/users/UsersPage.tsx'), 'UsersPage'),
});

const customFields = createRoute({
  getParentRoute: () => locationRoute,
  path: 'settings/custom-fields',
  staticData: { crumbs: [settingsCrumb, { label: words.customFields }] },
  validateSearch: ({ tab }): { tab?: 'folders' | undefined } => ({
    tab: tab === 'folders' ? tab : undefined,
  }),
  component: lazyRouteComponent(
    () => import('./settings/custom-fields/CustomFieldsPage.tsx'),
    'CustomFieldsPage',
  ),
});

const tags = createRoute({
  getParentRoute: () => locationRoute,
  path: 'settings/tags',
  staticData: { crumbs: [settingsCrumb, { label: words.tags }] },
  component: lazyRouteComponent(() => import('./settings/tags/TagsPage.tsx'), 'TagsPage'),
});

const deletedContacts = createRoute({
  getParentRoute: () => locationRoute,
  path: 'contacts/deleted',
  staticData: { crumbs: [{ label: words.deletedContacts }] },
  component: lazyRouteComponent(
    () => import('./settings/deleted-contacts/DeletedContactsPage.tsx'),
    'DeletedContactsPage',
  ),
});

const tasks = createRoute({
  getParentRoute: () => locationRoute,
  path: 'tasks',
  staticData: { crumbs: [{ label: words.tasks }] },
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('./tasks/TasksPage.tsx'), 'TasksPage'),
});

const integrationCrumbs: readonly Crumb[] = [
  settingsCrumb,
  { label: words.integrations },
  {
    label: words.privateIntegrations,
    to: '/l/$location/settings/integrations/private-integrations',
  },
];
const integrationsPath = 'settings/integrations/private-integrations';

const integrations = createRoute({
  getParentRoute: () => locationRoute,
  path: integrationsPath,
  staticData: { crumbs: integrationCrumbs },
  component: lazyRouteComponent(
    () => import('./settings/private-integrations/ListPage.tsx'),
    'ListPage',
  ),
});

const newIntegration = createRoute({
  getParentRoute: () => locationRoute,
  path: `${integrationsPath}/new`,
  staticData: { crumbs: [...integrationCrumbs, { label: 'New' }] },
  component: lazyRouteComponent(
    () => import('./settings/private-integrations/NewPage.tsx'),
    'NewPage',
  ),
});

const editIntegration = createRoute({
  getParentRoute: () => locationRoute,
  path: `${integrationsPath}/$integration`,
  staticData: { crumbs: [...integrationCrumbs, { label: 'Edit' }] },
  component: lazyRouteComponent(
    () => import('./settings/private-integrations/EditPage.tsx'),
    'EditPage',
  ),
});

const api = createRoute({
  getParentRoute: () => locationRoute,
  path: 'settings/api',
  staticData: { crumbs: [settingsCrumb, { label: words.api }] },
  /** The operation that is open. */
  validateSearch: ({ op }): { op?: string | undefined } => ({
    op: typeof op === 'string' && op !== '' ? op : undefined,
  }),
  component: lazyRouteComponent(() => import('./settings/api/ApiPage.tsx'), 'ApiPage'),
});

const routeTree = root.addChildren([
  start,
  signInRoute,
  setupRoute,
  invitationRoute,
  locationRoute.addChildren([
    contacts,
    contact,
    tasks,
    businessProfile,
    users,
    customFields,
    tags,
    deletedContacts,
    integrations,
    newIntegration,
    editIntegration,
    api,
  ]),
]);

/** The whole map of the app. */
export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    basepath: appPath.replace(/\/$/, ''),
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadDelay: 80,
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: RouteFailed,
    defaultNotFoundComponent: NotFound,
  });
}

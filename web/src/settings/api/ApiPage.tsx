import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import {
  type ApiDocument,
  apiDocumentCurl,
  apiDocumentQuery,
  collectionPath,
  documentPath,
} from '../../api/api-document.ts';
import { apiBase } from '../../lib/place.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId } from '../../shell/use-location.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { CopyIconButton } from '../../ui/Copy.tsx';
import { DownloadIcon } from '../../ui/generated/icons.tsx';
import { FindBar, NoMatch } from '../../ui/FindBar.tsx';
import { Failed, Skeleton } from '../../ui/States.tsx';
import styles from './Api.module.css';
import { OperationRow } from './OperationRow.tsx';
import { find, groupsOf } from './reference.ts';
import { words } from './words.ts';

export function ApiPage() {
  const { data, error, refetch } = useQuery(apiDocumentQuery);
  return (
    <Page title={words.title} text={words.text} actions={<Downloads />} curl={apiDocumentCurl}>
      <Needed />
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Reference document={data} />
      ) : (
        <Skeleton rows={[2, 5, 30]} label={words.loading} />
      )}
    </Page>
  );
}

function Downloads() {
  return (
    <>
      <Download path={documentPath} kind={words.openApi} file={words.openApiFile} />
      <Download path={collectionPath} kind={words.postman} file={words.postmanFile} />
    </>
  );
}

function Download({ path, kind, file }: { path: string; kind: string; file: string }) {
  return (
    <a
      href={apiBase + path}
      download={file}
      aria-label={words.downloadOf(kind)}
      title={words.downloadOf(kind)}
      className={buttonClass('secondary')}
    >
      <span className={styles.withIcon}>
        <DownloadIcon />
        {kind}
      </span>
    </a>
  );
}

function Needed() {
  const location = useLocationId();
  return (
    <dl className={styles.needed} aria-label={words.need}>
      <div>
        <dt>{words.baseUrl}</dt>
        <dd>
          <code>{apiBase}</code>
          <CopyIconButton text={apiBase} label={words.copyBaseUrl} />
        </dd>
      </div>
      <div>
        <dt>{words.locationId}</dt>
        <dd>
          <code>{location}</code>
          <CopyIconButton text={location} label={words.copyLocationId} />
        </dd>
      </div>
      <div>
        <dt>{words.token}</dt>
        <dd>
          <span>
            {words.tokenOf}{' '}
            <Link
              to="/l/$location/settings/integrations/private-integrations"
              params={{ location }}
            >
              {words.tokenLink}
            </Link>
          </span>
        </dd>
      </div>
    </dl>
  );
}

const route = getRouteApi('/l/$location/settings/api');

function Reference({ document }: { document: ApiDocument }) {
  const groups = useMemo(() => groupsOf(document), [document]);
  const { op } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const found = useMemo(() => find(groups, wanted), [groups, wanted]);
  const number = (of: typeof groups): number =>
    of.reduce((sum, { operations }) => sum + operations.length, 0);
  const open = useCallback(
    (id: string | undefined): void => {
      // The list stays where it is.
      void navigate({ search: { op: id }, resetScroll: false });
    },
    [navigate],
  );
  return (
    <>
      <FindBar
        label={words.find}
        value={typed}
        onChange={setTyped}
        shown={words.shown(number(found), number(groups))}
      />
      {found.length === 0 && (
        <NoMatch
          title={words.noMatchTitle(wanted)}
          text={words.noMatchText}
          clear={words.clear}
          onClear={() => setTyped('')}
        />
      )}
      {found.length > 1 && (
        <nav aria-label={words.groups}>
          <ul className={styles.jumps}>
            {found.map(({ name, operations }) => (
              <li key={name}>
                <Link
                  from={route.id}
                  to="."
                  search={true}
                  hash={idOf(name)}
                  className={styles.jump}
                >
                  {name} <span className={styles.number}>{operations.length}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {found.map(({ name, description, operations }) => (
        <section key={name} id={idOf(name)} aria-labelledby={`${idOf(name)}-title`}>
          <header className={styles.groupHead}>
            <h2 id={`${idOf(name)}-title`}>{name}</h2>
            <p className={styles.text}>{description}</p>
          </header>
          <ul className={styles.list}>
            {operations.map((operation) => (
              <OperationRow
                key={operation.id}
                operation={operation}
                components={document.components.schemas}
                isOpen={operation.id === op}
                onToggle={open}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function idOf(group: string): string {
  return group.toLowerCase().replaceAll(' ', '-');
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type DeletedContact,
  deletedContactsCurl,
  deletedContactsQuery,
} from '../../api/deleted-contacts.ts';
import { Page } from '../../shell/Page.tsx';
import { useLocationId, useMay } from '../../shell/use-location.ts';
import { Button } from '../../ui/Button.tsx';
import { ArchiveRestoreIcon } from '../../ui/generated/icons.tsx';
import { HeadCell, PlainTable } from '../../ui/PlainTable.tsx';
import { Empty, Failed, Skeleton } from '../../ui/States.tsx';
import styles from './DeletedContacts.module.css';
import { DeletedRow } from './DeletedRow.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { words } from './words.ts';

export function DeletedContactsPage() {
  const locationId = useLocationId();
  const mayWrite = useMay('contacts.write');
  const [erased, setErased] = useState<DeletedContact>();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deletedContactsQuery(locationId),
  );
  const contacts = data?.pages.flatMap((page) => page.contacts) ?? [];
  return (
    <Page
      title={words.title}
      text={mayWrite ? words.text : words.readOnly}
      curl={deletedContactsCurl(locationId)}
    >
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={[16]} label={words.loading} />
      ) : contacts.length === 0 ? (
        <Empty
          icon={<ArchiveRestoreIcon size={20} />}
          title={words.emptyTitle}
          text={words.emptyText}
        />
      ) : (
        <>
          <p role="status" className={styles.count}>
            {words.total(data.pages[0]?.meta.total ?? contacts.length)}
          </p>
          <PlainTable label={words.title}>
            <thead>
              <tr>
                <HeadCell>{words.nameHead}</HeadCell>
                <HeadCell secondary>{words.deletedHead}</HeadCell>
                <HeadCell kind="number">{words.leftHead}</HeadCell>
                {mayWrite && <HeadCell kind="buttons">{words.actionsHead}</HeadCell>}
              </tr>
            </thead>
            <tbody>
              {contacts.map((contact) => (
                <DeletedRow
                  key={contact.id}
                  contact={contact}
                  locationId={locationId}
                  mayWrite={mayWrite}
                  onErase={() => setErased(contact)}
                />
              ))}
            </tbody>
          </PlainTable>
          {hasNextPage && (
            <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {words.more}
            </Button>
          )}
        </>
      )}
      {erased && (
        <EraseDialog
          contact={erased}
          locationId={locationId}
          onClose={() => setErased(undefined)}
        />
      )}
    </Page>
  );
}

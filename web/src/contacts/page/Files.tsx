import { useId, useState } from 'react';
import { downloadFile } from '../../api/client.ts';
import { removeFiles, uploadFile } from '../../api/contact-parts.ts';
import type { Contact } from '../../api/contacts.ts';
import { Button } from '../../ui/Button.tsx';
import { DownloadIcon } from '../../ui/generated/icons.tsx';
import { toastProblem } from '../../ui/Toast.tsx';
import type { Lists } from '../fields.tsx';
import styles from './About.module.css';
import { useChange } from '../../shell/use-change.ts';
import { words } from './words.ts';

type Props = { locationId: string; contact: Contact; lists: Lists; mayEdit: boolean };

/** The files of each field for files. */
export function Files({ locationId, contact, lists, mayEdit }: Props) {
  const fields = lists.customFields.filter(({ dataType }) => dataType === 'FILE_UPLOAD');
  return (
    <section className={styles.part}>
      <h2>{words.files}</h2>
      {fields.length === 0 && <p className={styles.hint}>{words.noFiles}</p>}
      {fields.map(({ id, name }) => (
        <div key={id}>
          <p className={styles.hint}>
            <bdi>{name}</bdi>
          </p>
          <ul>
            {filesOf(contact, id).map((file) => (
              <li key={file.url} className={styles.row}>
                <Button
                  kind="ghost"
                  icon={<DownloadIcon />}
                  title={words.download(file.name)}
                  onClick={() =>
                    void downloadFile(locationId, file.url, file.name).catch(toastProblem)
                  }
                >
                  <bdi>{file.name}</bdi>
                </Button>
              </li>
            ))}
          </ul>
          {mayEdit && <Upload locationId={locationId} contact={contact} fieldId={id} name={name} />}
        </div>
      ))}
    </section>
  );
}

type UploadProps = { locationId: string; contact: Contact; fieldId: string; name: string };

function Upload({ locationId, contact, fieldId, name }: UploadProps) {
  const change = useChange(locationId, contact.id);
  const [isPending, setPending] = useState(false);
  const id = useId();
  const send = async (file: File): Promise<void> => {
    setPending(true);
    await change({
      said: words.uploaded(file.name),
      act: () => uploadFile(locationId, contact.id, fieldId, file),
      takeBack: (keys) => removeFiles(locationId, contact.id, fieldId, keys),
    });
    setPending(false);
  };
  return (
    <label htmlFor={id} className={styles.upload} aria-busy={isPending || undefined}>
      {words.upload(name)}
      <input
        id={id}
        type="file"
        disabled={isPending}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void send(file);
          target.value = '';
        }}
      />
    </label>
  );
}

/** As a FILE_UPLOAD value holds them; what is no file of it is left out. */
function filesOf({ customFields }: Contact, fieldId: string): { name: string; url: string }[] {
  const value = customFields.find(({ id }) => id === fieldId)?.value;
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const { url, meta } = each as { url?: unknown; meta?: { originalname?: unknown } };
    return typeof url === 'string' ? [{ url, name: String(meta?.originalname ?? url) }] : [];
  });
}

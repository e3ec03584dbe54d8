import { useEffect, useMemo, useState } from 'react';
import type { TriedReply } from '../../api/try-request.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/Copy.tsx';
import { StatusTag, type Tone } from '../../ui/Tag.tsx';
import styles from './Api.module.css';
import { Details } from './Details.tsx';
import { words } from './words.ts';

/** Characters that are shown at once: more of them make a page slow. */
const together = 20_000;

export function ReplyView({ reply }: { reply: TriedReply }) {
  const { status, statusText, headers, ms, bytes, text, file, isOpen } = reply;
  const written = useMemo(() => (text === undefined ? undefined : indented(text)), [text]);
  return (
    <section aria-label={words.reply} className={styles.reply}>
      <header className={styles.replyHead}>
        <p role="status" className={styles.replyFacts}>
          <StatusTag tone={toneOf(status)}>
            {status} {statusText}
          </StatusTag>
          <span>{words.time(ms)}</span>
          <span>{words.size(bytes)}</span>
          {isOpen && <span>{words.receiving}</span>}
        </p>
        {written !== undefined && written !== '' && (
          <CopyButton text={written} label={words.copy} said={words.copyReply} />
        )}
      </header>
      {file ? (
        <FileLink file={file} />
      ) : written === '' ? (
        <p className={styles.replyText}>{words.emptyReply}</p>
      ) : (
        written !== undefined && <ReplyText text={written} />
      )}
      <div className={styles.replyText}>
        <Details title={words.replyHeaders}>
          <dl className={styles.headers}>
            {headers.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Details>
      </div>
    </section>
  );
}

function ReplyText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? text : text.slice(0, together);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and is scrolled by keys too */}
      <section tabIndex={0} aria-label={words.replyBody} className={styles.code}>
        <pre className={styles.wrapped}>{shown}</pre>
      </section>
      {shown.length < text.length && (
        <p className={styles.replyText}>
          <Button onClick={() => setWhole(true)}>{words.showAll(words.size(text.length))}</Button>
        </p>
      )}
    </>
  );
}

function FileLink({ file }: { file: Blob }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <p className={styles.replyText}>
      <a href={address} download="" className={buttonClass('secondary')}>
        {words.save}
      </a>
    </p>
  );
}

function toneOf(status: number): Tone {
  if (status < 400) return 'info';
  return status < 500 ? 'warn' : 'danger';
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

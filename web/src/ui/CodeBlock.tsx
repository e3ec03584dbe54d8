import { CopyButton } from './Copy.tsx';
import styles from './CodeBlock.module.css';

type Props = {
  label: string;
  text: string;
  copyLabel: string;
  /** What the button is called where several stand on one page. */
  copySaid?: string;
};

/** Something to run elsewhere: it wraps, and is copied as it is. */
export function CodeBlock({ label, text, copyLabel, copySaid }: Props) {
  return (
    <figure className={styles.block}>
      <figcaption className={styles.head}>
        <span>{label}</span>
        <CopyButton
          text={text}
          label={copyLabel}
          {...(copySaid !== undefined && { said: copySaid })}
        />
      </figcaption>
      <pre className={styles.code}>{text}</pre>
    </figure>
  );
}

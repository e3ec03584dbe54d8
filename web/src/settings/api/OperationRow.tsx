import { memo, useLayoutEffect, useRef } from 'react';
import { StatusTag, type Tone } from '../../ui/Tag.tsx';
import { ChevronRightIcon } from '../../ui/generated/icons.tsx';
import styles from './Api.module.css';
import { OperationDetails } from './OperationDetails.tsx';
import type { ApiOperation } from './reference.ts';
import type { Components } from './schema.ts';

const tones: Readonly<Record<string, Tone>> = { POST: 'info', PUT: 'warn', DELETE: 'danger' };

type Props = {
  operation: ApiOperation;
  components: Components;
  isOpen: boolean;
  onToggle(id: string | undefined): void;
};

/** One line, with all there is to it below while it is open. */
export const OperationRow = memo(function OperationRow({
  operation,
  components,
  isOpen,
  onToggle,
}: Props) {
  const { id, method, path, summary } = operation;
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    // An address names one far down, and one that closes above takes the others up with it.
    const top = row.current?.getBoundingClientRect().top ?? 0;
    if (isOpen && (top < 0 || top > window.innerHeight / 2)) row.current?.scrollIntoView();
  }, [isOpen]);
  return (
    <li ref={row} className={styles.row} data-open={isOpen || undefined}>
      <h3>
        <button
          type="button"
          className={styles.line}
          aria-expanded={isOpen}
          onClick={() => onToggle(isOpen ? undefined : id)}
        >
          <span className={styles.method}>
            <StatusTag tone={tones[method] ?? 'neutral'}>{method}</StatusTag>
          </span>
          <span className={styles.lineWords}>
            <span>{summary}</span>
            <code className={styles.path}>{path}</code>
          </span>
          <span className={styles.arrow}>
            <ChevronRightIcon />
          </span>
        </button>
      </h3>
      {isOpen && <OperationDetails operation={operation} components={components} />}
    </li>
  );
});

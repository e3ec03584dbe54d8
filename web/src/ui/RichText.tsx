import { type ReactNode, useMemo } from 'react';
import { type RichNode, readRichText } from '../lib/rich-text.ts';
import styles from './RichText.module.css';

/** The body of a note, as text with simple formatting. */
export function RichText({ body }: { body: string }) {
  const { nodes } = useMemo(() => readRichText(body), [body]);
  return (
    <div className={styles.text} dir="auto">
      {nodes.map(draw)}
    </div>
  );
}

function draw(node: RichNode, at: number): ReactNode {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'break') return <br key={at} />;
  const { tag: Tag, href, children } = node;
  const inner = children.map(draw);
  if (Tag !== 'a') return <Tag key={at}>{inner}</Tag>;
  return (
    <a key={at} href={href} target="_blank" rel="noreferrer noopener">
      {inner}
    </a>
  );
}

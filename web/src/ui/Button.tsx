import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger';

type Props = Omit<ComponentProps<'button'>, 'className' | 'disabled'> & {
  kind?: ButtonKind;
  icon?: ReactNode;
  /** Keeps its width, and does nothing when pressed again. */
  pending?: boolean;
  /** Why it cannot be pressed; it can still be reached, so that the reason can be read. */
  unavailable?: string | undefined;
};

export function Button({
  kind = 'secondary',
  icon,
  pending = false,
  unavailable,
  children,
  type = 'button',
  onClick,
  ...rest
}: Props) {
  const inert = pending || unavailable !== undefined;
  return (
    <button
      {...rest}
      type={inert && type === 'submit' ? 'button' : type}
      aria-disabled={inert || undefined}
      aria-busy={pending || undefined}
      title={unavailable ?? rest.title}
      className={buttonClass(kind)}
      onClick={inert ? undefined : onClick}
    >
      <span className={styles.face} data-pending={pending || undefined}>
        {icon}
        {children}
      </span>
      {pending && <span className={styles.spinner} />}
    </button>
  );
}

/** For a link that looks like a button. */
export function buttonClass(kind: ButtonKind): string {
  return classNames(styles.button, styles[kind]);
}

type IconButtonProps = ComponentProps<'button'> & { label: string };

/** A square with an icon, whose name is said and shown on hover. */
export function IconButton({
  label,
  children,
  type = 'button',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classNames(styles.icon, className)}
    >
      {children}
    </button>
  );
}

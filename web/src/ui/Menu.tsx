import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { CheckIcon } from './generated/icons.tsx';
import styles from './Menu.module.css';
import { classNames } from './class-names.ts';

type Props = {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
};

export function Menu({ trigger, align = 'start', side = 'bottom', children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} align={align} side={side} sideOffset={4}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = {
  icon?: ReactNode;
  danger?: boolean;
  /** Why it cannot be chosen; it can still be reached, so that the reason can be read. */
  unavailable?: string | undefined;
  onSelect(): void;
  children: ReactNode;
};

export function MenuItem({ icon, danger, unavailable, onSelect, children }: ItemProps) {
  if (unavailable !== undefined) {
    return (
      <Base.Item disabled className={styles.item}>
        {icon}
        <span>
          {children}
          <span className={styles.reason}>{unavailable}</span>
        </span>
      </Base.Item>
    );
  }
  return (
    <Base.Item className={classNames(styles.item, danger && styles.danger)} onClick={onSelect}>
      {icon}
      {children}
    </Base.Item>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange(value: Value): void;
};

/** One of several, under a heading. */
export function MenuChoice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.label}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
        {options.map((each) => (
          <Base.RadioItem key={each.value} value={each.value} className={styles.item} closeOnClick>
            <span className={styles.text}>{each.label}</span>
            <Base.RadioItemIndicator className={styles.tick}>
              <CheckIcon />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />;
}

export function MenuNote({ children }: { children: ReactNode }) {
  return <div className={styles.note}>{children}</div>;
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Integration, type NewToken, integrationActions } from '../../api/integrations.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EllipsisIcon } from '../../ui/generated/icons.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { toast } from '../../ui/Toast.tsx';
import { words } from './words.ts';

export type Action = 'rotateLater' | 'rotateNow' | 'cancelRotation' | 'revoke' | 'remove';

type Props = {
  locationId: string;
  integration: Integration /** Undefined when one that is shown has come to its end. */;
  onToken(made: NewToken | undefined): void;
};

export function IntegrationMenu({ locationId, integration, onToken }: Props) {
  const [action, setAction] = useState<Action>();
  const navigate = useNavigate();
  const isActive = integration.status === 'active';
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={words.actions(integration.name)}>
            <EllipsisIcon />
          </IconButton>
        }
      >
        <MenuItem
          onSelect={() =>
            void navigate({
              to: '/l/$location/settings/integrations/private-integrations/$integration',
              params: { location: locationId, integration: integration.id },
            })
          }
        >
          {words.edit}
        </MenuItem>
        {isActive && integration.rotation === null && (
          <MenuItem onSelect={() => setAction('rotateLater')}>{words.rotateLater}</MenuItem>
        )}
        {isActive && <MenuItem onSelect={() => setAction('rotateNow')}>{words.rotateNow}</MenuItem>}
        {isActive && integration.rotation !== null && (
          <MenuItem onSelect={() => setAction('cancelRotation')}>{words.cancelRotation}</MenuItem>
        )}
        <MenuSeparator />
        {integration.status !== 'revoked' && (
          <MenuItem danger onSelect={() => setAction('revoke')}>
            {words.revoke}
          </MenuItem>
        )}
        <MenuItem danger onSelect={() => setAction('remove')}>
          {words.remove}
        </MenuItem>
      </Menu>
      {action && (
        <ActionDialog
          action={action}
          locationId={locationId}
          integration={integration}
          onToken={onToken}
          onClose={() => setAction(undefined)}
        />
      )}
    </>
  );
}

type DialogProps = Props & { action: Action; onClose(): void; onDone?: () => void };

/** What cannot be taken back is asked once. */
export function ActionDialog(props: DialogProps) {
  const { action, locationId, integration, onToken, onClose, onDone } = props;
  const client = useQueryClient();
  const actions = integrationActions(locationId, integration.id);
  const act = useMutation({
    mutationFn: async (): Promise<NewToken | undefined> => {
      switch (action) {
        case 'rotateLater':
          return actions.rotate('later');
        case 'rotateNow':
          return actions.rotate('now');
        case 'cancelRotation':
          await actions.cancelRotation();
          return undefined;
        case 'revoke':
          await actions.revoke();
          return undefined;
        case 'remove':
          await actions.remove();
          return undefined;
      }
    },
    onSuccess: async (made) => {
      onToken(made);
      if (!made) toast(says[action].done);
      onClose();
      onDone?.();
      await client.invalidateQueries({ queryKey: ['integrations', locationId] });
    },
  });
  const { title, text, does, danger } = says[action];
  return (
    <ConfirmDialog
      title={title(integration.name)}
      description={text}
      action={does}
      cancel={words.keep}
      danger={danger}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate()}
      onClose={onClose}
    />
  );
}

type Says = {
  title(name: string): string;
  text: string;
  does: string;
  danger: boolean;
  done: string;
};

const says: Readonly<Record<Action, Says>> = {
  rotateLater: {
    title: words.rotateLaterTitle,
    text: words.rotateLaterText,
    does: words.rotateAction,
    danger: false,
    done: '',
  },
  rotateNow: {
    title: words.rotateNowTitle,
    text: words.rotateNowText,
    does: words.rotateAction,
    danger: true,
    done: '',
  },
  cancelRotation: {
    title: words.cancelRotationTitle,
    text: words.cancelRotationText,
    does: words.cancelRotation,
    danger: true,
    done: words.rotationCancelled,
  },
  revoke: {
    title: words.revokeTitle,
    text: words.revokeText,
    does: words.revoke,
    danger: true,
    done: words.revokedToast,
  },
  remove: {
    title: words.removeTitle,
    text: words.removeText,
    does: words.remove,
    danger: true,
    done: words.removedToast,
  },
};

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Location, deleteLocation } from '../../api/locations.ts';
import { sessionQuery } from '../../api/session.ts';
import { useSession } from '../../shell/use-location.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { toast } from '../../ui/Toast.tsx';
import { words } from './words.ts';

export function DangerZone({ location }: { location: Location }) {
  const { locations } = useSession();
  const [isAsked, setAsked] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteLocation(location.id),
    onSuccess: async () => {
      toast(words.removed);
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: '/', ignoreBlocker: true });
    },
  });
  return (
    <Card danger title={words.danger} text={words.removeText}>
      <div>
        <Button
          kind="danger"
          unavailable={locations.length < 2 ? words.lastOne : undefined}
          onClick={() => setAsked(true)}
        >
          {words.remove}
        </Button>
      </div>
      {isAsked && (
        <ConfirmDialog
          title={words.removeTitle(location.name)}
          description={words.removeText}
          action={words.remove}
          cancel={words.keep}
          typed={{ label: words.typeName(location.name), text: location.name }}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      )}
    </Card>
  );
}

import type { ReactNode } from 'react';
import {
  ArchiveRestoreIcon,
  BracesIcon,
  Building2Icon,
  KeyRoundIcon,
  ListTodoIcon,
  TagIcon,
  TextCursorInputIcon,
  UserCogIcon,
  UsersRoundIcon,
} from '../ui/generated/icons.tsx';
import { words } from './words.ts';

/** The name under which a browser keeps where the app opens the next time. */
export const lastLocation = 'location';

/** A page of the sidebar, which its keys and the command menu lead to as well. */
export type Place = {
  to:
    | '/l/$location/contacts'
    | '/l/$location/contacts/deleted'
    | '/l/$location/tasks'
    | '/l/$location/settings/business-profile'
    | '/l/$location/settings/users'
    | '/l/$location/settings/custom-fields'
    | '/l/$location/settings/tags'
    | '/l/$location/settings/integrations/private-integrations'
    | '/l/$location/settings/api';
  label: string;
  icon: ReactNode;
  keys: string;
};

export const atStart: Place = {
  to: '/l/$location/contacts',
  label: words.contacts,
  icon: <UsersRoundIcon />,
  keys: 'g c',
};

export const groups: readonly { label?: string; places: readonly Place[] }[] = [
  {
    places: [
      atStart,
      { to: '/l/$location/tasks', label: words.tasks, icon: <ListTodoIcon />, keys: 'g k' },
      {
        to: '/l/$location/contacts/deleted',
        label: words.deletedContacts,
        icon: <ArchiveRestoreIcon />,
        keys: 'g d',
      },
    ],
  },
  {
    label: words.settings,
    places: [
      {
        to: '/l/$location/settings/business-profile',
        label: words.businessProfile,
        icon: <Building2Icon />,
        keys: 'g b',
      },
      {
        to: '/l/$location/settings/users',
        label: words.users,
        icon: <UserCogIcon />,
        keys: 'g u',
      },
      {
        to: '/l/$location/settings/custom-fields',
        label: words.customFields,
        icon: <TextCursorInputIcon />,
        keys: 'g f',
      },
      { to: '/l/$location/settings/tags', label: words.tags, icon: <TagIcon />, keys: 'g t' },
    ],
  },
  {
    label: words.integrations,
    places: [
      {
        to: '/l/$location/settings/integrations/private-integrations',
        label: words.privateIntegrations,
        icon: <KeyRoundIcon />,
        keys: 'g i',
      },
      { to: '/l/$location/settings/api', label: words.api, icon: <BracesIcon />, keys: 'g a' },
    ],
  },
];

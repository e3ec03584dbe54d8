import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { apiDocumentQuery } from '../../api/api-document.ts';
import { type TriedReply, tryRequest } from '../../api/try-request.ts';
import type { ApiOperation } from './reference.ts';

type Written = {
  address: string;
  headers: Readonly<Record<string, string>>;
  body: string | FormData | undefined;
};

type Trying = {
  reply: TriedReply | undefined;
  error: Error | undefined;
  isSending: boolean;
  send(written: Written): void;
  stop(): void;
};

/** Sends a request and keeps its reply; leaving the operation ends one that goes on. */
export function useTry({ method, onlyReads }: ApiOperation): Trying {
  const client = useQueryClient();
  const [reply, setReply] = useState<TriedReply>();
  const [error, setError] = useState<Error>();
  const [isSending, setSending] = useState(false);
  const sending = useRef<AbortController>(undefined);
  useEffect(() => () => sending.current?.abort(), []);
  const run = async ({ address, headers, body }: Written): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    sending.current = controller;
    setSending(true);
    setError(undefined);
    try {
      await tryRequest(method, address, { headers, body, signal }, setReply);
    } catch (failed) {
      if (!signal.aborted) {
        setReply(undefined);
        setError(failed instanceof Error ? failed : new Error(String(failed)));
      }
    }
    if (sending.current !== controller) return;
    setSending(false);
    setReply((last) => last && { ...last, isOpen: false });
    // What other pages have loaded may be another one now.
    const [document] = apiDocumentQuery.queryKey;
    if (!onlyReads)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== document });
  };
  return {
    reply,
    error,
    isSending,
    send: (written) => void run(written),
    stop: () => sending.current?.abort(),
  };
}

/** LSP's cancellation as the signal that the rest of the backend takes. */

interface Token {
  isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): unknown;
}

export function signalOf(token: Token): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

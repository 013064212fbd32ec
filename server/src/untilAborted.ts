/** Ends with the signal, whatever becomes of the work; `reason` is what it then rejects with. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  reason = (): Error => new DOMException("Aborted", "AbortError"),
): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(reason());
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

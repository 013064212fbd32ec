/** The environment of the backend process: the editor's, without its secrets. */

/** Overrides that keep secrets of the editor's environment from the backend: undefined removes a variable. */
export function withoutKeys(environment: NodeJS.ProcessEnv): Record<string, undefined> {
  const secret = /(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_|$)/i;
  return Object.fromEntries(
    Object.keys(environment)
      .filter((name) => secret.test(name))
      .map((name) => [name, undefined]),
  );
}

/** An editor for a program that is no test, closed however the program ends. */

/** @typedef {import("./editor.js").Editor} Editor */

/**
 * @template T
 * @param {import("./editor.js").EditorOptions} options
 * @param {(editor: Editor) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withEditor(options, work) {
  // Node strips its types; the compiler knows the file by its other name.
  const { Editor } = /** @type {typeof import("./editor.js")} */ (
    await import(new URL("editor.ts", import.meta.url).href)
  );
  const editor = await Editor.open(options);
  const onSignal = () => void editor.close().finally(() => process.exit(143));
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    return await work(editor);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    await editor.close();
  }
}

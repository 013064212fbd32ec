/** The only import of the webview toolkit: another set of components with the same element names could take its place. */
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeCheckbox } from "@vscode/webview-ui-toolkit";

/** Defines the elements that the panel uses, under the names `vscode-…`. */
export function defineToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox());
}

/** The only import of the webview toolkit: another set of components with the same element names could take its place. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDivider,
  vsCodeLink,
  vsCodeProgressRing,
  vsCodeTag,
} from "@vscode/webview-ui-toolkit";

/** Defines vscode-button, vscode-divider, vscode-link, vscode-progress-ring and vscode-tag. */
export function defineToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeDivider(),
    vsCodeLink(),
    vsCodeProgressRing(),
    vsCodeTag(),
  );
}

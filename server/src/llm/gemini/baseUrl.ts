/** Where Gemini's requests go. */
import { keySafeUrl } from "../attempts/keySafeUrl.js";

const publicUrl = "https://generativelanguage.googleapis.com";

/** The address to use; empty means Google's own. Throws `setting-invalid` for one that a key must not be sent to. */
export function geminiBaseUrl(setting: string): string {
  if (setting.trim() === "") return publicUrl;
  return keySafeUrl(setting, { provider: "Gemini", setting: "geminiBaseUrl", environment: "GOOGLE_GEMINI_BASE_URL" });
}

/** A context cache's figures in words. */
import type { CacheUser, KeptCache } from "../../../protocol/calls/cacheCalls.js";
import { moneyWords, spanWords } from "../durations.js";
import { counted, t } from "../l10n.js";

/** Seconds for which a cache can be kept from here. */
export const lifetimes = [3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600] as const;

export function lifetimeWords(seconds: number): string {
  const hours = seconds / 3600;
  return hours < 24 ? counted(hours, "{0} hour", "{0} hours") : counted(hours / 24, "{0} day", "{0} days");
}

/** Seconds until it expires; not below zero. */
export function secondsLeft({ expiresAt }: Pick<KeptCache, "expiresAt">, now: number): number {
  const left = (Date.parse(expiresAt) - now) / 1000;
  return Number.isNaN(left) ? 0 : Math.max(0, left);
}

export function expiryWords(cache: Pick<KeptCache, "expiresAt">, now: number): string {
  const left = secondsLeft(cache, now);
  return left === 0 ? t("Expired") : t("Expires in {0}", spanWords(left));
}

export function sizeWords({ tokens }: Pick<KeptCache, "tokens">): string {
  return tokens === null ? t("Size not known") : counted(tokens, "{0} token", "{0} tokens");
}

export function priceWords({ usdPerHour }: Pick<KeptCache, "usdPerHour">): string {
  return usdPerHour === null ? t("Price not known") : t("{0} an hour", moneyWords(usdPerHour));
}

export function userWords({ kind, label, requests }: CacheUser): string {
  const sent = counted(requests, "{0} request", "{0} requests");
  switch (kind) {
    case "job":
      return t("{0} ({1})", label, sent);
    case "list":
      return t("Topic list {0} ({1})", label, sent);
    case "batch":
      return t("Batch {0} ({1})", label, sent);
  }
}

/** Whether the provider's rules for our names allow this one. */
export const isCacheName = (name: string): boolean => /^[\w.-]{1,120}$/.test(name);

/** About four characters are a token. */
export const tokensAbout = (characters: number): number => Math.round(characters / 4);

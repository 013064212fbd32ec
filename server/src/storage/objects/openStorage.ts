/** Which storage the settings name. */
import type { Settings } from "../../../../protocol/settings.js";
import { LocalObjects } from "./localObjects.js";
import type { ObjectStorage } from "./objectStorage.js";

/** Whether finished videos are uploaded: once a bucket is named, unless that is switched off. */
export function uploads(settings: Settings): boolean {
  return settings["s3.enabled"] && settings["s3.bucket"].trim() !== "";
}

/** The bucket, or null where nothing is uploaded. Throws ProblemError when the settings, or the keys, cannot be used. */
export async function openBucket(settings: Settings, environment: NodeJS.ProcessEnv): Promise<ObjectStorage | null> {
  if (!uploads(settings)) return null;
  const { s3Objects } = await import("./s3.js");
  return s3Objects(settings, environment);
}

/** The bucket, or else a folder of this machine. */
export async function openStorage(
  settings: Settings,
  environment: NodeJS.ProcessEnv,
  folder: string,
): Promise<ObjectStorage> {
  return (await openBucket(settings, environment)) ?? new LocalObjects(folder);
}

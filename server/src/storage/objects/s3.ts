/** What a bucket needs of Amazon's client, which is loaded only where a bucket is named. */
import type { Settings } from "../../../../protocol/settings.js";
import type { ObjectStorage } from "./objectStorage.js";
import { s3Connection } from "./s3Connection.js";
import { S3Objects } from "./s3Objects.js";

/** Opens nothing yet. Throws ProblemError when the settings, or the keys, cannot be used. */
export function s3Objects(settings: Settings, environment: NodeJS.ProcessEnv): ObjectStorage {
  return new S3Objects(s3Connection(settings, environment));
}

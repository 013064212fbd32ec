/** The finished files of a job, from this machine's folder into the storage; what is there already is not sent again. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { servedFiles, type ServedFile } from "../service/videoService.js";
import { codeArchive } from "../storage/codeArchive.js";
import { contentTypeOf, objectKey } from "../storage/objects/objectKeys.js";
import type { SharedPlace } from "./workshop.js";

/** Throws ProblemError `storage-…`; what was sent until then stays, and is not sent again by another try. */
export async function publish(job: string, { shared, place }: SharedPlace, signal: AbortSignal): Promise<void> {
  const put = async (file: ServedFile, path: string): Promise<void> => {
    const options = { contentType: contentTypeOf(servedFiles[file]), signal };
    await shared.objects.put(objectKey(job, file), path, options);
  };
  const scratch = await mkdtemp(join(tmpdir(), "manim-video-code-"));
  try {
    const archive = join(scratch, servedFiles.code);
    await writeFile(archive, await codeArchive(place.folder));
    await put("code", archive);
    for (const file of ["thumbnail", "captions", "subtitles", "metadata", "video"] as const)
      await put(file, place.folder.inside(servedFiles[file]));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

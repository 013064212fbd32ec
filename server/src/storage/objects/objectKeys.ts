/** Under which keys the files of a job lie, and of which kind they are. */
import { extname } from "node:path";
import { servedFiles, type ServedFile } from "../../service/videoService.js";

/** The key of a job's file where jobs share one storage. */
export function objectKey(job: string, file: ServedFile): string {
  return jobPrefix(job) + servedFiles[file];
}

/** What all keys of a job begin with. */
export const jobPrefix = (job: string): string => `${job}/`;

const types: Record<string, string> = {
  ".mp4": "video/mp4",
  ".png": "image/png",
  ".vtt": "text/vtt; charset=utf-8",
  ".srt": "application/x-subrip; charset=utf-8",
  ".zip": "application/zip",
  ".json": "application/json",
};

/** The media type of a file of this name. */
export function contentTypeOf(name: string): string {
  return types[extname(name).toLowerCase()] ?? "application/octet-stream";
}

/** Whether a key is a path of plain names: nothing in it leads elsewhere. */
export function isPlainKey(key: string): boolean {
  return key.split("/").every((name) => name !== "" && name !== "." && name !== ".." && !/[\\\0]/.test(name));
}

/** Draws single frames of a video onto canvases, one after the other, with a video element that nobody sees. */

/** Milliseconds for one frame to come. */
const patience = 10_000;

export class FrameDrawer {
  readonly #video = document.createElement("video");
  #turn: Promise<unknown> = Promise.resolve();

  constructor(address: string) {
    const video = this.#video;
    video.muted = true;
    video.preload = "auto";
    video.crossOrigin = "anonymous";
    video.src = address;
  }

  /** Draws what the video shows at this second; false when it cannot be had. */
  draw(canvas: HTMLCanvasElement, time: number, signal: AbortSignal): Promise<boolean> {
    const drawn = this.#turn.then(() => this.#draw(canvas, time, signal)).catch(() => false);
    this.#turn = drawn;
    return drawn;
  }

  close(): void {
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  async #draw(canvas: HTMLCanvasElement, time: number, signal: AbortSignal): Promise<boolean> {
    const video = this.#video;
    const bound = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    bound.throwIfAborted();
    if (video.readyState < HTMLMediaElement.HAVE_METADATA) await event(video, "loadedmetadata", bound);
    const there = event(video, "seeked", bound);
    video.currentTime = time;
    await there;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await event(video, "loadeddata", bound);
    canvas.width = Math.min(video.videoWidth, 640);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return true;
  }
}

/** Waits for an event; rejects for an error of the video's, or when the signal is aborted. */
function event(video: HTMLVideoElement, name: string, signal: AbortSignal): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const end = new AbortController();
  const own = { signal: end.signal };
  video.addEventListener(name, resolve, own);
  video.addEventListener("error", () => reject(new Error("the video cannot be read")), own);
  signal.addEventListener("abort", () => reject(signal.reason as Error), own);
  return promise.finally(() => end.abort());
}

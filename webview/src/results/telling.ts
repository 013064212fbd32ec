/** Tells where a video is while it plays, and once where it was moved to; never a second time before the first is taken in. */

/** Milliseconds between two tellings. */
const pace = 100;

export class Telling {
  #busy = false;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly video: () => HTMLVideoElement | null,
    private readonly tell: (time: number) => Promise<void>,
  ) {}

  /** Tells until the video rests. */
  start(): void {
    this.stop();
    const step = (): void => {
      const video = this.video();
      if (!video) return;
      this.once();
      if (!video.paused && !video.ended) this.#timer = setTimeout(step, pace);
    };
    step();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Tells of the present place. */
  once(): void {
    const video = this.video();
    if (!video) return;
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    void this.tell(video.currentTime).finally(() => {
      this.#busy = false;
      if (this.#again) this.once();
    });
  }
}

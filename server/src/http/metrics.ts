/** Figures for Prometheus: what the service tells, and what is counted here of requests. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { VideoService } from "../service/videoService.js";
import type { Bounded } from "./bounded.js";

export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Histogram<"method" | "route" | "status">;
  private readonly created: Counter;

  constructor(service: VideoService, open: { files: Bounded; events: Bounded }) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: "http_request_duration_seconds",
      help: "Seconds from a request to the end of its answer",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers,
    });
    this.created = new Counter({ name: "manim_video_jobs_created_total", help: "Jobs made by requests", registers });
    const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
      new Gauge({ name, help, labelNames, registers });
    const jobs = gauge("manim_video_jobs", "Jobs that are kept, by status", ["status"]);
    const waiting = gauge("manim_video_queue_waiting", "Jobs that wait for their turn");
    const running = gauge("manim_video_queue_running", "Jobs that run");
    const bytes = gauge("manim_video_storage_bytes", "Bytes of all videos' files");
    const lasting = gauge("manim_video_open_streams", "Answers under way that last", ["kind"]);
    const stageCount = gauge("manim_video_stage_seconds_count", "Stages that have ended, by stage", ["stage"]);
    const stageSum = gauge("manim_video_stage_seconds_sum", "Seconds spent in stages that have ended", ["stage"]);
    this.collect = async () => {
      const figures = await service.figures();
      for (const [status, number] of Object.entries(figures.jobs)) jobs.set({ status }, number);
      waiting.set(figures.waiting);
      running.set(figures.running);
      // A figure that nobody can tell is not there, rather than zero.
      if (figures.storageBytes === null) bytes.remove();
      else bytes.set(figures.storageBytes);
      lasting.set({ kind: "files" }, open.files.open);
      lasting.set({ kind: "events" }, open.events.open);
      for (const [stage, { count, seconds }] of Object.entries(figures.stages)) {
        stageCount.set({ stage }, count);
        stageSum.set({ stage }, seconds);
      }
    };
  }

  private readonly collect: () => Promise<void>;

  /** The page that Prometheus reads. */
  async page(): Promise<string> {
    await this.collect();
    return this.registry.metrics();
  }

  /** `route` is the pattern, never the address: ids would make a series each. */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  jobCreated(): void {
    this.created.inc();
  }
}

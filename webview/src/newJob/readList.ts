/** Reads the list that is typed, when the typing rests. */
import type { ReactiveControllerHost } from "lit";
import type { TopicEntry } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import type { Answer } from "../../../protocol/server.js";
import { call } from "../call.js";
import { RestingQuestion } from "./restingQuestion.js";

const rest = 250;

interface TypedList {
  name: string;
  text: string;
}
interface Read {
  topics: TopicEntry[];
  problems: Problem[];
}

const nothingRead: Read = { topics: [], problems: [] };

export class ReadList {
  read: Read = nothingRead;
  readonly #question: RestingQuestion<TypedList, Answer<Read>>;

  constructor(host: ReactiveControllerHost) {
    this.#question = new RestingQuestion(host, {
      rest,
      ask: (list, signal) => call("newJob.readList", list, signal),
      told: (_, answer) => {
        this.read = answer.ok ? answer.value : { topics: [], problems: [answer.problem] };
        host.requestUpdate();
      },
    });
  }

  follow(list: TypedList | null): void {
    const asked = list === null || list.text.trim() === "" ? null : { name: list.name, text: list.text };
    if (this.#question.follow(asked) && asked === null) this.read = nothingRead;
  }
}

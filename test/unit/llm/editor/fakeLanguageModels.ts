/** The part of `vscode.lm` that the client touches, with models and answers a test sets. */

export class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

export class LanguageModelToolCallPart {
  constructor(
    readonly callId: string,
    readonly name: string,
    readonly input: object,
  ) {}
}

export class LanguageModelToolResultPart {
  constructor(
    readonly callId: string,
    readonly content: unknown[],
  ) {}
}

export const LanguageModelChatMessage = {
  User: (content: unknown) => ({ role: "user", content }),
  Assistant: (content: unknown) => ({ role: "assistant", content }),
};

export class CancellationError extends Error {}

/** As in the editor, the codes are the names of the factories. */
export class LanguageModelError extends Error {
  static NoPermissions(message: string): LanguageModelError {
    return new LanguageModelError("NoPermissions", message);
  }
  static Blocked(message: string): LanguageModelError {
    return new LanguageModelError("Blocked", message);
  }
  static NotFound(message: string): LanguageModelError {
    return new LanguageModelError("NotFound", message);
  }
  constructor(
    readonly code: string,
    message: string,
    cause?: Error,
  ) {
    super(message, { cause });
  }
}

export interface FakeModel {
  vendor: string;
  family: string;
  id: string;
  sent: { messages: unknown; options: unknown }[];
  sendRequest: (messages: unknown, options: unknown) => Promise<{ stream: AsyncIterable<unknown> }>;
}

/** A model whose stream has these parts; an Error among them breaks it. `refusal` is thrown before any. */
export function fakeModel(
  vendor: string,
  family: string,
  id: string,
  parts: readonly unknown[] = [new LanguageModelTextPart("answer")],
  refusal?: Error,
): FakeModel {
  const sent: FakeModel["sent"] = [];
  async function* stream(): AsyncGenerator {
    for (const part of parts) {
      await Promise.resolve();
      if (part instanceof Error) throw part;
      yield part;
    }
  }
  const sendRequest = (messages: unknown, options: unknown): Promise<{ stream: AsyncIterable<unknown> }> => {
    sent.push({ messages, options });
    return refusal === undefined ? Promise.resolve({ stream: stream() }) : Promise.reject(refusal);
  };
  return { vendor, family, id, sent, sendRequest };
}

export const lm = {
  models: [] as FakeModel[],
  reset(): void {
    lm.models = [];
  },
  selectChatModels: () => Promise.resolve(lm.models),
};

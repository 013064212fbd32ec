/** What one request to a model used; `usd` is null when the model's price is not known. */
export interface Spent {
  model: string;
  /** The model that answered, which a provider may have swapped. */
  modelVersion: string;
  promptTokens: number;
  completionTokens: number;
  cachedTokens: number;
  usd: number | null;
}

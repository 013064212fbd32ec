/** One question of the job panel and its answer. */
export interface Call<Value, Answer> {
  value: Value;
  answer: Answer;
}

/** Another process has taken the batch, or it is in another phase than we thought: what was to be done is not done. */
export class LeaseLost extends Error {
  constructor(id: string) {
    super(`batch ${id} is worked on elsewhere`);
    this.name = "LeaseLost";
  }
}

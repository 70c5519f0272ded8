// Doing something a little later, once, however often it is asked for.

/** Runs `what` when it has not been asked for during `delay` milliseconds. */
export class Later {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly delay: number,
    private readonly what: () => void,
  ) {}

  ask(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.what, this.delay);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}

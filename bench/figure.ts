/** One measured figure and the goal that it is held to. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: { readonly op: '<' | '<=' | '>='; readonly number: number };
}

/** A comparison that `npm run bench -- <name>` runs. It prints plain words for people and answers with figures. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  run(): Promise<readonly Figure[]>;
}

/** Whether a figure reaches its goal; a figure that is not finite never does. */
export function reachesGoal({ value, goal }: Figure): boolean {
  if (!Number.isFinite(value)) return false;
  switch (goal.op) {
    case '<':
      return value < goal.number;
    case '<=':
      return value <= goal.number;
    case '>=':
      return value >= goal.number;
    default:
      return goal.op satisfies never;
  }
}

/** The line that tools read: `figure <name> <value> <unit> goal <op><number>`. */
export function figureLine({ name, value, unit, goal }: Figure): string {
  const digits = Number.isInteger(value) ? String(value) : value.toPrecision(3);
  return `figure ${name} ${digits} ${unit} goal ${goal.op}${goal.number}`;
}

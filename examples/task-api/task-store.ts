import { randomUUID } from 'node:crypto';

/** Something to be done. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
}

/** Tasks in memory: gone when the process is. */
export interface TaskStore {
  /** Adds a task. The oldest one goes when there are too many. */
  add(title: string): Task;

  /** The newest tasks, the newest first. */
  newest(most: number): readonly Task[];

  /** One task; undefined if there is none of that id. */
  get(id: string): Task | undefined;

  /** Marks a task as completed, again and again if need be; undefined if there is none of that id. */
  complete(id: string): Task | undefined;

  /** Removes a task. Whether there was one. */
  delete(id: string): boolean;
}

/**
 * A store.
 *
 * @param room how many tasks it holds. Default: 10,000
 */
export function taskStore(room = 10_000): TaskStore {
  const tasks = new Map<string, Task>(); // in the order of their creation
  return {
    add: (title) => {
      const task: Task = { id: randomUUID(), title, completed: false };
      tasks.set(task.id, task);
      const [oldest] = tasks.keys();
      if (tasks.size > room && oldest !== undefined) tasks.delete(oldest);
      return task;
    },
    newest: (most) => [...tasks.values()].slice(-most).reverse(),
    get: (id) => tasks.get(id),
    complete: (id) => {
      const task = tasks.get(id);
      if (task === undefined) return undefined;
      const completed: Task = { ...task, completed: true };
      tasks.set(id, completed);
      return completed;
    },
    delete: (id) => tasks.delete(id),
  };
}

"""Tasks in memory: gone when the process is, and each worker has its own."""

from __future__ import annotations

import threading
import uuid
from typing import Dict, List, Optional

from pydantic import BaseModel


class Task(BaseModel):
    """Something to be done."""

    id: str
    title: str
    completed: bool


class TaskStore:
    """The newest tasks. The oldest one goes when there are too many."""

    def __init__(self, room: int = 10_000) -> None:
        self._room = room
        self._tasks: Dict[str, Task] = {}  # in the order of their creation
        self._lock = threading.Lock()  # handlers run in threads

    def add(self, title: str) -> Task:
        """Adds a task."""
        task = Task(id=str(uuid.uuid4()), title=title, completed=False)
        with self._lock:
            self._tasks[task.id] = task
            if len(self._tasks) > self._room:
                del self._tasks[next(iter(self._tasks))]
        return task

    def newest(self, limit: int) -> List[Task]:
        """The newest tasks, the newest first."""
        with self._lock:
            return list(self._tasks.values())[: -limit - 1 : -1]

    def get(self, task_id: str) -> Optional[Task]:
        """One task; None if there is none of that id."""
        return self._tasks.get(task_id)

    def complete(self, task_id: str) -> Optional[Task]:
        """Marks a task as completed, again and again if need be."""
        with self._lock:
            task = self._tasks.get(task_id)
            if task is None:
                return None
            completed = Task(id=task.id, title=task.title, completed=True)
            self._tasks[task_id] = completed
            return completed

    def delete(self, task_id: str) -> bool:
        """Removes a task. Whether there was one."""
        with self._lock:
            return self._tasks.pop(task_id, None) is not None

"""The Task API on FastAPI. Its metrics are those of its contract, in metrics.py."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional, Union

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Response
from pydantic import BaseModel, Field

from faults import inject_faults
from metrics import MetricsMiddleware
from task_store import Task, TaskStore

store = TaskStore()


class NewTask(BaseModel):
    """What a client sends to create a task."""

    title: str = Field(min_length=1, max_length=200)


class TaskList(BaseModel):
    """The newest tasks, the newest first."""

    tasks: List[Task]


TaskId = Path(min_length=1, max_length=100)
NOT_FOUND: Dict[Union[int, str], Dict[str, Any]] = {
    404: {"description": "No such task"}
}

tasks = APIRouter(prefix="/tasks", tags=["tasks"])


def found(task: Optional[Task]) -> Task:
    """The task, or a 404."""
    if task is None:
        raise HTTPException(404, "There is no task of this id")
    return task


@tasks.post("", status_code=201)
def create_task(new: NewTask, response: Response) -> Task:
    """Creates a task."""
    task = store.add(new.title)
    response.headers["location"] = f"/tasks/{task.id}"
    return task


@tasks.get("")
def list_tasks(limit: int = Query(20, ge=1, le=100)) -> TaskList:
    """Lists the newest tasks."""
    return TaskList(tasks=store.newest(limit))


@tasks.get("/{task_id}", responses=NOT_FOUND)
def get_task(task_id: str = TaskId) -> Task:
    """Gets one task."""
    return found(store.get(task_id))


@tasks.put("/{task_id}/complete", responses=NOT_FOUND)
def complete_task(task_id: str = TaskId) -> Task:
    """Marks a task as completed."""
    return found(store.complete(task_id))


@tasks.delete("/{task_id}", status_code=204, responses=NOT_FOUND)
def delete_task(task_id: str = TaskId) -> Response:
    """Removes a task."""
    if not store.delete(task_id):
        raise HTTPException(404, "There is no task of this id")
    return Response(status_code=204)


app = FastAPI(title="Task API")
faulty = os.environ.get("TASK_API_FAULTS") == "1"
app.include_router(tasks, dependencies=[Depends(inject_faults)] if faulty else [])


@app.get("/healthz")
def healthz() -> Dict[str, str]:
    """Whether the process is alive."""
    return {"status": "ok"}


@app.get("/readyz")
def readyz() -> Dict[str, str]:
    """Whether it can take traffic."""
    return {"status": "ready"}


# last, so that it stands before everything else; it serves /metrics too
app.add_middleware(MetricsMiddleware)

import type { FastifyPluginCallback } from 'fastify';
import type { TaskStore } from './task-store';

const task = {
  type: 'object',
  properties: { id: { type: 'string' }, title: { type: 'string' }, completed: { type: 'boolean' } },
  required: ['id', 'title', 'completed'],
} as const;

const problem = {
  type: 'object',
  properties: { statusCode: { type: 'integer' }, error: { type: 'string' }, message: { type: 'string' } },
} as const;

const byId = {
  type: 'object',
  properties: { id: { type: 'string', minLength: 1, maxLength: 100 } },
  required: ['id'],
} as const;

const newTask = {
  type: 'object',
  properties: { title: { type: 'string', minLength: 1, maxLength: 200 } },
  required: ['title'],
  additionalProperties: false,
} as const;

const listing = {
  type: 'object',
  properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
} as const;

const tasks = {
  type: 'object',
  properties: { tasks: { type: 'array', items: task } },
} as const;

interface ById {
  Params: { readonly id: string };
}

/** Create, list, get, complete and delete tasks. The statuses in the schemas begin at 0 in the numbers. */
export function taskRoutes(store: TaskStore): FastifyPluginCallback {
  const noTask = { statusCode: 404, error: 'Not Found', message: 'There is no task of this id' };
  return (app, _, done) => {
    app.post<{ Body: { readonly title: string } }>(
      '/tasks',
      { schema: { body: newTask, response: { 201: task, 400: problem } } },
      (request, reply) => {
        const added = store.add(request.body.title);
        return reply.code(201).header('location', `/tasks/${added.id}`).send(added);
      },
    );
    app.get<{ Querystring: { readonly limit: number } }>(
      '/tasks',
      { schema: { querystring: listing, response: { 200: tasks, 400: problem } } },
      (request, reply) => reply.send({ tasks: store.newest(request.query.limit) }),
    );
    app.get<ById>(
      '/tasks/:id',
      { schema: { params: byId, response: { 200: task, 404: problem } } },
      (request, reply) => {
        const found = store.get(request.params.id);
        return found === undefined ? reply.code(404).send(noTask) : reply.send(found);
      },
    );
    app.put<ById>(
      '/tasks/:id/complete',
      { schema: { params: byId, response: { 200: task, 404: problem } } },
      (request, reply) => {
        const completed = store.complete(request.params.id);
        return completed === undefined ? reply.code(404).send(noTask) : reply.send(completed);
      },
    );
    app.delete<ById>(
      '/tasks/:id',
      { schema: { params: byId, response: { 204: { type: 'null' }, 404: problem } } },
      (request, reply) =>
        store.delete(request.params.id) ? reply.code(204).send() : reply.code(404).send(noTask),
    );
    done();
  };
}

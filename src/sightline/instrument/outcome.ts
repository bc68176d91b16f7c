import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';

/** A request as Node hands it out, of HTTP/1 or HTTP/2. */
export type RawRequest = IncomingMessage | Http2ServerRequest;

/** A response as Node hands it out, of HTTP/1 or HTTP/2. */
export type RawResponse = ServerResponse | Http2ServerResponse;

/**
 * The status that a response counts under, once it is closed:
 *
 * - the status that was sent, if the response was written to its end, or the client left while it was being sent
 * - 499, as nginx has it, if the client left before there was a response
 * - 500 if the service broke it off, whatever it had sent before: the client got half of something
 *
 * @see https://nginx.org/en/docs/dev/development_guide.html#http_request_finalization
 */
export function statusOf(request: RawRequest, response: RawResponse): number {
  // who breaks it off for an error, as `pipeline` does when its source fails, says so, even if an end was written before
  if (response.errored != null) return 500;
  if (response.writableEnded) return response.statusCode;
  if (!clientLeft(request)) return 500;
  return response.headersSent ? response.statusCode : 499;
}

/** Whether it was the other side that ended a connection, by closing it, resetting it, or by sending what is no HTTP. */
function clientLeft(request: RawRequest): boolean {
  if ('stream' in request) {
    return request.stream.writableFinished; // Node ends what it would have written when the other side resets the stream
  }
  const { socket } = request;
  return socket.readableEnded || Boolean(socket.errored);
}

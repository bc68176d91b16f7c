/** Express 4 beside version 5; what the tests use of it is the same. */
declare module 'express4' {
  import express from 'express';
  export default express;
}

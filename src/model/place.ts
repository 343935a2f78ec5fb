/** Where something stands in a file the author wrote. Lines and columns count from 1; `file` is relative to the project. */
export interface Place {
  file: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/** The part of jsonstat-toolkit that the tests read with; it brings no types of its own. */
declare module "jsonstat-toolkit" {
  interface Dimension {
    readonly id: string[];
    Category(id: string): { readonly label: string };
  }
  interface Dataset {
    readonly label: string;
    Dimension(id: string): Dimension;
    toTable(options: object): readonly {
      readonly stream: string;
      readonly figure: string;
      readonly group: string;
      readonly measure: string;
      readonly value: number | null;
      readonly status?: string | null;
    }[];
  }
  export default function JSONstat(document: object): Dataset;
}
